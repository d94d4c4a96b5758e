export {
  createShelfstream,
  type Shelfstream,
  type ShelfstreamOptions,
  type ServiceName,
} from './shelfstream.js';
export { NoAnswerError, ProblemError, type Problem } from './errors.js';
export type { StreamOptions, StreamStatus } from './event-stream.js';
export type { LevelStreamOptions, LevelStreamStatus } from './level-stream.js';
export type { OrderNews, OrderStreamOptions } from './order-stream.js';
export type { ReturnNews, ReturnStreamOptions } from './return-stream.js';
export type { RetryOptions, RetryNotice } from './retry.js';
export { paged, unwrap, type Answer, type Page } from './answers.js';
export type {
  InventoryPaths,
  InventorySchemas,
  NotificationsPaths,
  NotificationsSchemas,
  OrdersPaths,
  OrdersSchemas,
  ReturnsPaths,
  ReturnsSchemas,
  StockLevel,
} from './schemas.js';

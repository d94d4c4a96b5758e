export * from './envelope/event-envelope.js';
export * from './nest/subscribe.js';
export * from './outbox/outbox.js';
export * from './tables.js';
export * from './transport/transport.js';

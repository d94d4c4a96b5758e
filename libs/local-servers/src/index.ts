export * from './claim.js';
export * from './kafka/local-kafka.js';
export type * from './kafka/running-kafka.js';
export * from './ports.js';
export * from './postgres/embedded-postgres.js';

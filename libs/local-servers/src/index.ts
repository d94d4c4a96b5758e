export * from './claim.js';
export * from './ports.js';
export * from './postgres/embedded-postgres.js';

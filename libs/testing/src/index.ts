export * from './certificates.js';
export * from './database.js';
export * from './helpers.js';
export * from './kafka.js';
export * from './migrations.js';
export * from './oidc-issuer.js';

export * from './definition.js';
export * from './metrics.js';
export * from './prerequisites.js';
export * from './run-service.js';
export * from './service-config.js';
export * from './service-migrations.js';
export * from './service-module.js';
export * from './topics.js';

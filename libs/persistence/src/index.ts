export * from './data-source.js';
export * from './migrations.js';
export * from './person.js';
export * from './sql.js';
export * from './transaction.js';
export * from './transient.js';
export * from './weekly-partitions.js';
export * from './where.js';

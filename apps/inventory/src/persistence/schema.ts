/** The PostgreSQL schema that the inventory service owns. */
export const SCHEMA = 'inventory';

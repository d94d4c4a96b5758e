/** The PostgreSQL schema that the inventory service owns. */
export const SCHEMA = 'inventory';

/** Name of the service's data source among those that one process may hold. */
export const INVENTORY = 'inventory';

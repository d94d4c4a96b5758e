/** The PostgreSQL schema that the orders service owns, and the name of its data source. */
export const SCHEMA = 'orders';

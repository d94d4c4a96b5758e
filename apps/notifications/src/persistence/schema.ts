/** The PostgreSQL schema that the notifications service owns, and the name of its data source. */
export const SCHEMA = 'notifications';
export const NOTIFICATIONS = SCHEMA;

/** The PostgreSQL schema that the returns service owns, and the name of its data source. */
export const SCHEMA = 'returns';

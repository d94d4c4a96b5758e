import { createDataSource } from '#persistence';
import type { DocsOptions } from '#platform';
import type { DataSource, DataSourceOptions } from 'typeorm';

/** What a service is, as far as it is like every other. */
export interface ServiceDefinition {
  /** Its schema in the database, the first part of its routes and of its consumer groups: "inventory". */
  readonly name: string;
  /** What it does, in a sentence or two, for its OpenAPI document. */
  readonly description: string;
  readonly entities: NonNullable<DataSourceOptions['entities']>;
  readonly migrations: NonNullable<DataSourceOptions['migrations']>;
  /** Most database connections of one replica; default 10. */
  readonly poolSize?: number;
}

/** Where the service's routes begin: "inventory/v1". */
export const prefixOf = ({ name }: Pick<ServiceDefinition, 'name'>): string => `${name}/v1`;

/** How the service's OpenAPI document introduces itself. */
export const docsOf = (service: ServiceDefinition): DocsOptions => ({
  prefix: prefixOf(service),
  title: `Shelfstream ${service.name}`,
  description: `${service.description} Times are ISO 8601 with offset; every error is an RFC 9457 problem with a stable \`code\`.`,
  version: '1',
});

/** The service's own data source; `initialize()` connects it. */
export function createServiceDataSource(
  { name, entities, migrations, poolSize = 10 }: ServiceDefinition,
  options: { readonly url: string; readonly poolSize?: number },
): DataSource {
  return createDataSource({
    url: options.url,
    poolSize: options.poolSize ?? poolSize,
    schema: name,
    applicationName: `shelfstream-${name}`,
    entities,
    migrations,
  });
}

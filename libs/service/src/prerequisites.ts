import type { Transport } from '#messaging';
import { pendingMigrations, runMigrations } from '#persistence';
import { type Prerequisite, reasonOf } from '#platform';
import type { DataSource } from 'typeorm';
import type { ServiceDefinition } from './definition.js';
import { ALL_TOPICS, topicsOf } from './topics.js';

/** Readiness calls a service's two connections so. */
export const databaseCheckOf = ({ name }: ServiceDefinition): string => `${name}.database`;
export const messagesCheckOf = ({ name }: ServiceDefinition): string => `${name}.messages`;

/** The database answers and has the service's schema as this version needs it; with `migrate` it is brought there. */
export function databasePrerequisite(
  service: ServiceDefinition,
  dataSource: DataSource,
  { migrate, ran = () => {} }: { migrate: boolean; ran?: (migrations: readonly string[]) => void },
): Prerequisite {
  const schema = service.name;
  return {
    name: databaseCheckOf(service),
    meet: async () => {
      try {
        if (!dataSource.isInitialized) await dataSource.initialize();
      } catch (error) {
        throw new Error(`PostgreSQL does not let us in: ${reasonOf(error)}`, { cause: error });
      }
      if (migrate) {
        const migrations = await runMigrations(dataSource, { schema });
        if (migrations.length > 0) ran(migrations);
      } else await migrationsAreThere(service, dataSource);
    },
  };
}

/** Throws, saying what to do, unless the schema has every migration. */
export async function migrationsAreThere(service: ServiceDefinition, dataSource: DataSource): Promise<void> {
  const schema = service.name;
  let pending: readonly string[];
  try {
    pending = await pendingMigrations(dataSource, { schema });
  } catch (error) {
    throw new Error(`PostgreSQL does not answer: ${reasonOf(error)}`, { cause: error });
  }
  const [first] = pending;
  if (first === undefined) return;
  const missing = pending.length === 1 ? `Migration ${first} is` : `${pending.length} migrations are`;
  throw new Error(`${missing} missing in schema ${schema}: run "migrate" of this version, or wait for it`);
}

/** The broker answers and has the topics that the service works with; with `create` they are made. */
export function messagesPrerequisite(
  service: ServiceDefinition,
  transport: Transport,
  { create }: { create: boolean },
): Prerequisite {
  return {
    name: messagesCheckOf(service),
    meet: async () => {
      if (create) {
        await answered(transport.ensureTopics(ALL_TOPICS));
        return;
      }
      const missing = await answered(transport.missingTopics(topicsOf(service.name)));
      const [first, ...more] = missing;
      if (first === undefined) return;
      const others = more.length === 0 ? '' : ` and ${more.length} more`;
      throw new Error(`There is no topic ${first}${others}: run "migrate", or create them otherwise`);
    },
  };
}

/** Throws, saying so, unless the broker answers. */
export const brokerAnswers = (transport: Transport): Promise<void> => answered(transport.ping());

async function answered<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    throw new Error(`The message broker does not answer: ${reasonOf(error)}`, { cause: error });
  }
}

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { pendingMigrations, runMigrations } from '#persistence';
import { createServiceDataSource, type ServiceDefinition } from '#service';
import type { DataSource } from 'typeorm';
import { type TestDatabase, testDatabase } from './database.js';

/** Holds a service's migrations to what every service promises of them; call it from a spec file. */
export function describeMigrations(service: ServiceDefinition): void {
  const schema = service.name;
  const migrations = (service.migrations as readonly unknown[]).length;

  describe(`The ${schema} schema`, () => {
    let database: TestDatabase;
    let dataSource: DataSource;

    beforeEach(async () => {
      database = await testDatabase();
      dataSource = createServiceDataSource(service, { url: database.url, poolSize: 3 });
      await dataSource.initialize();
    });
    afterEach(async () => {
      await dataSource.destroy();
      await database.drop();
    });

    /** Tables, columns, constraints, indexes, triggers and functions as PostgreSQL describes them. */
    const shape = (): Promise<unknown[]> =>
      dataSource.query(
        `SELECT c.relname::text AS name, 'column' AS kind, concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod),
              a.attnotnull, pg_get_expr(d.adbin, d.adrelid)) AS definition
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
       LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
       WHERE c.relnamespace = $1::text::regnamespace AND c.relkind IN ('r', 'p')
       UNION ALL
       SELECT conname, 'constraint', pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = $1::text::regnamespace
       UNION ALL
       SELECT indexname, 'index', indexdef FROM pg_indexes WHERE schemaname = $1
       UNION ALL
       SELECT tgname, 'trigger', pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid
       WHERE c.relnamespace = $1::text::regnamespace AND NOT tgisinternal
       UNION ALL
       SELECT proname, 'function', prosrc FROM pg_proc WHERE pronamespace = $1::text::regnamespace
       ORDER BY kind, name, definition`,
        [schema],
      );

    it('is complete after its migrations: TypeORM finds nothing to add to it', async () => {
      expect(await runMigrations(dataSource, { schema })).toHaveLength(migrations);
      const changes = await dataSource.driver.createSchemaBuilder().log();
      expect(changes.upQueries.map(({ query }) => query)).toEqual([]);
      expect(await pendingMigrations(dataSource, { schema })).toEqual([]);
    });

    it('goes down to nothing and comes up again the same', async () => {
      await runMigrations(dataSource, { schema });
      const before = await shape();
      for (let i = 0; i < migrations; i++) await dataSource.undoLastMigration();
      const left = (await shape()) as { name: string }[];
      expect(left.filter(({ name }) => !/^migration|^PK_/.test(name))).toEqual([]);
      expect(await pendingMigrations(dataSource, { schema })).toHaveLength(migrations);
      await runMigrations(dataSource, { schema });
      expect(await shape()).toEqual(before);
    });

    it('is made once when three replicas start on an empty database at the same moment', async () => {
      const replicas = await Promise.all(
        [1, 2, 3].map(() =>
          createServiceDataSource(service, { url: database.url, poolSize: 3 }).initialize(),
        ),
      );
      try {
        const ran = await Promise.all(replicas.map((replica) => runMigrations(replica, { schema })));
        expect(ran.map((names) => names.length).sort()).toEqual([0, 0, migrations]);
      } finally {
        await Promise.all(replicas.map((replica) => replica.destroy()));
      }
    });
  });
}

import { eraseFromMessaging, messagingTablesSql } from '#messaging';
import { createDataSource, inTransaction, type Person } from '#persistence';
import { eraseIdempotencyAnswers, idempotencyTablesSql } from '#platform';
import { type TestDatabase, testDatabase } from '#testing';
import type { DataSource } from 'typeorm';

describe('Forgetting a person', () => {
  const person: Person = { customerId: 'c-1', texts: ['李雷', 'lilei@shop.example'] };
  let database: TestDatabase;
  let dataSource: DataSource;

  beforeAll(async () => {
    database = await testDatabase();
    dataSource = createDataSource({
      url: database.url,
      schema: 'shop',
      applicationName: 'erase',
      poolSize: 2,
    });
    await dataSource.initialize();
    await dataSource.query('CREATE SCHEMA shop');
    for (const sql of [...messagingTablesSql('shop').up, ...idempotencyTablesSql('shop').up]) {
      await dataSource.query(sql);
    }
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  const letter = (
    offset: number,
    source: string,
    key: string | null,
    value: string | Buffer,
    more: { status?: string; headers?: Record<string, string> } = {},
  ) =>
    dataSource.query(
      `INSERT INTO shop.dead_letter (consumer_group, topic, status, partition, "offset", produced_at, message_key,
         headers, value, reason_code, reason_detail, attempts)
       VALUES ('shop.sales', 'pos.sales.v1', $1, 0, $2, now(), $3, $4, $5, 'bad', 'It is bad', 1)`,
      [
        more.status ?? 'dead',
        offset,
        key,
        JSON.stringify({ ce_source: source, ...more.headers }),
        Buffer.from(value),
      ],
    );

  it('blanks the dead letters that say who it is, and leaves those of others and our own events', async () => {
    await letter(1, 'till', 'store-1', '{"to":"\\u674e\\u96f7"}', {
      headers: { ce_id: 'e-1', note: '李雷' },
    });
    await letter(2, 'till', 'store-1', Buffer.from([0xff, 0xfe, 0x00]), {
      status: 'parked',
      headers: { note: '李雷' },
    });
    await letter(3, 'till', null, '{"customerId":"c-1","loyaltyName":"somebody we never heard of"}');
    await letter(4, '/shelfstream/orders', 'o-1', '{"customerId":"c-1"}');
    await letter(5, 'till', null, Buffer.from('\xff LILEI@SHOP.EXAMPLE', 'latin1'));
    await letter(6, 'till', 'c-1', '{}');
    await letter(7, 'till', 'c-10', '{"customerId":"c-10","email":"han.lilei@shop.example.org"}');
    const erased = await inTransaction(dataSource, (tx) => eraseFromMessaging(tx, 'shop', person));
    expect(erased).toBe(5);
    const rows = (await dataSource.query(
      `SELECT "offset"::int, status, message_key, length(value) AS bytes, headers::text FROM shop.dead_letter ORDER BY id`,
    )) as { offset: number; status: string; message_key: string | null; bytes: number; headers: string }[];
    const blank = rows.filter(({ bytes }) => bytes === 0);
    expect(blank.map(({ offset }) => offset)).toEqual([1, 2, 3, 5, 6]);
    expect(blank.every(({ status, message_key: key }) => status === 'discarded' && key === null)).toBe(true);
    expect(rows.map(({ headers }) => headers).join()).not.toContain('李雷');
    expect(rows.find(({ offset }) => offset === 1)?.headers).toContain('e-1');
  });

  it('deletes the answers that speak of the person, and leaves those of others', async () => {
    const answer = (scope: string, key: string, body: string) =>
      dataSource.query(
        `INSERT INTO shop.idempotency (scope, key, request_hash, status, body) VALUES ($1, $2, '', 201, $3)`,
        [scope, key, body],
      );
    await answer('local POST /shop/v1/orders', 'k1', '{"orderId":"o-1","customerId":"c-1"}');
    await answer('local POST /shop/v1/orders', 'k2', '{"orderId":"o-2","name":"李雷"}');
    await answer('local POST /shop/v1/contacts/c-1/test', 'k3', '{}');
    await answer('local POST /shop/v1/orders', 'k4', '{"orderId":"o-4","customerId":"c-10"}');
    for (let n = 0; n < 450; n++) {
      await answer('local POST /shop/v1/bulk', `bulk-${n}`, `{"customerId":"c-1","n":${n}}`);
    }
    const erased = await inTransaction(dataSource, (tx) => eraseIdempotencyAnswers(tx, 'shop', person));
    expect(erased).toBe(453);
    expect(await dataSource.query('SELECT key FROM shop.idempotency')).toEqual([{ key: 'k4' }]);
  });
});

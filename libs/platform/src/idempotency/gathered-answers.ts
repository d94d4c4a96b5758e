import { Gatherer, inTransaction } from '#persistence';
import type { ServiceStore, ServiceStores } from '../service-stores.js';
import {
  type IdempotencyContext,
  idempotencyId,
  idempotencyInsert,
  idempotencyParameters,
  type IdempotencyRow,
  readIdempotency,
} from './store.js';

const TOGETHER = 1_000;

/**
 * The answers of one service, looked up and kept for all requests that come while the database is busy with those before
 * them: with a transaction for each, a request's key would cost more than the request.
 */
export class GatheredAnswers {
  private readonly lookUps: Gatherer<IdempotencyContext, IdempotencyRow | undefined>;
  private readonly keeps: Gatherer<IdempotencyRow, IdempotencyRow | undefined>;

  constructor({ dataSource, schema }: ServiceStore) {
    this.lookUps = new Gatherer({
      most: TOGETHER,
      run: (contexts) =>
        inTransaction(
          dataSource,
          async (tx) => {
            const kept = await readIdempotency(tx, schema, contexts);
            return contexts.map((context) => kept.get(idempotencyId(context)));
          },
          { byKeyOnly: true },
        ),
    });
    this.keeps = new Gatherer({
      most: TOGETHER,
      run: (rows) =>
        inTransaction(
          dataSource,
          async (tx) => {
            const kept = await readIdempotency(tx, schema, rows);
            const winners = rows.map((row) => kept.get(idempotencyId(row)));
            const fresh = rows.filter((_, i) => winners[i] === undefined);
            if (fresh.length > 0) await tx.query(idempotencyInsert(schema, 1), idempotencyParameters(fresh));
            return winners;
          },
          { byKeyOnly: true },
        ),
    });
  }

  /** What is kept under the key, of whatever request. */
  find(context: IdempotencyContext): Promise<IdempotencyRow | undefined> {
    return this.lookUps.add(context);
  }

  /**
   * Keeps the answer, unless somebody with the same key was faster (on another replica): then theirs counts, and is
   * given. In this process nobody else may be keeping one under the same key.
   */
  keep(row: IdempotencyRow): Promise<IdempotencyRow | undefined> {
    return this.keeps.add(row);
  }
}

/** The answers of each service of this process. */
export class AnswersOfServices {
  private readonly known = new Map<ServiceStore, GatheredAnswers>();

  constructor(private readonly stores: ServiceStores) {}

  /** Those of the service that answers under this path; undefined where none keeps any. */
  forPath(path: string): GatheredAnswers | undefined {
    const store = this.stores.forPath(path);
    if (store === undefined) return undefined;
    let answers = this.known.get(store);
    if (answers === undefined) this.known.set(store, (answers = new GatheredAnswers(store)));
    return answers;
  }
}

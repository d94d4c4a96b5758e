import type { AuditEntry } from '#contracts';
import { inTransaction, keepWeeklyPartitions, quoted, sqlArray } from '#persistence';
import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { uuidv7 } from '../ids.js';
import { auditRuleOf } from '../security/control-access.js';
import { type ServiceStore, ServiceStores } from '../service-stores.js';
import { workContext } from '../telemetry/work-context.js';
import { targetsOf } from './audit-entry.js';

const logger = new Logger('Audit');

const WRITE_EVERY_MS = 1_000;
const MINUTE_MS = 60_000;
/** Entries of one service that wait to be written at most; the log has them as well. */
const MOST_WAITING = 10_000;
const AT_ONCE = 500;

interface Waiting {
  readonly entries: AuditEntry[];
  /** By caller, route and answer: how many requests of the minute. */
  readonly counts: Map<string, { -readonly [key in keyof AuditEntry]: AuditEntry[key] }>;
  lost: number;
}

/**
 * Who changed what, kept in each service's own schema. Written once a second, behind the answers, so that nobody waits for
 * it: what was answered in the last second before a crash may be missing here, and stands in the log alone. Everyday
 * requests of machines are counted by the minute.
 */
@Injectable()
export class AuditTrail implements OnModuleInit, OnModuleDestroy {
  /** Entries are kept for so many days, and up to a week more. */
  keptDays = 400;
  private readonly waiting = new Map<ServiceStore, Waiting>();
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();

  constructor(private readonly stores: ServiceStores) {}

  /** Keeps an eye on all routes that change something. */
  follow(server: FastifyInstance): void {
    server.addHook('onResponse', (request, reply, done) => {
      const rule = auditRuleOf(request);
      if (rule !== 'none' && request.caller !== undefined) this.note(request, reply.statusCode, rule);
      done();
    });
  }

  onModuleInit(): void {
    this.timer = setInterval(() => void this.write(Date.now()), WRITE_EVERY_MS);
    this.timer.unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.write(Infinity);
  }

  /** Makes the partitions of the weeks to come and drops those that are too old. Safe on several replicas. */
  async keepWeeks({ dataSource, schema }: ServiceStore, now: Date): Promise<void> {
    await inTransaction(dataSource, async (tx) => {
      const [row] = (await tx.query('SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS mine', [
        `audit-keeper:${schema}`,
      ])) as [{ mine: boolean }];
      if (!row.mine) return;
      const weekly = { schema, table: 'audit_entry', column: 'happened_on', weeks: [0, 1, 2] };
      await keepWeeklyPartitions(tx, { ...weekly, keptDays: this.keptDays }, now);
      await tx.query(
        `DELETE FROM ${quoted(schema)}.audit_entry_default WHERE happened_on < $1::date - $2::int`,
        [now.toISOString().slice(0, 10), this.keptDays],
      );
    });
  }

  private note(request: FastifyRequest, status: number, rule: 'each' | 'counted'): void {
    const route = request.routeOptions.url ?? '';
    const store = this.stores.forPath(route);
    if (store === undefined) return;
    const waiting = this.waitingOf(store);
    const { method, caller, problemCode: code = null } = request;
    const callerId = caller!.id;
    const now = Date.now();
    if (rule === 'counted') {
      const minute = Math.floor(now / MINUTE_MS) * MINUTE_MS;
      const key = `${minute} ${callerId} ${method} ${route} ${status} ${code}`;
      const count = waiting.counts.get(key);
      if (count !== undefined) count.requests += 1;
      else if (waiting.counts.size >= MOST_WAITING) waiting.lost += 1;
      else {
        const at = new Date(minute).toISOString();
        const what = { callerId, method, route, targets: {}, status, code, correlationId: null };
        waiting.counts.set(key, { entryId: uuidv7(), at, ...what, requests: 1 });
      }
      return;
    }
    if (waiting.entries.length >= MOST_WAITING) {
      waiting.lost += 1;
      return;
    }
    const correlationId = workContext()?.correlationId ?? null;
    const at = new Date(now).toISOString();
    const what = { callerId, method, route, targets: targetsOf(request), status, code, correlationId };
    waiting.entries.push({ entryId: uuidv7(), at, ...what, requests: 1 });
  }

  private waitingOf(store: ServiceStore): Waiting {
    const known = this.waiting.get(store);
    if (known !== undefined) return known;
    const waiting: Waiting = { entries: [], counts: new Map(), lost: 0 };
    this.waiting.set(store, waiting);
    return waiting;
  }

  /** Writes what waits, counts of minutes that are over by `now` included. One writer at a time. */
  private write(now: number): Promise<void> {
    this.writing = this.writing.then(async () => {
      for (const [store, waiting] of this.waiting) {
        takeCounts(waiting, now);
        if (waiting.entries.length === 0) continue;
        try {
          await writeTo(store, waiting);
        } catch (error) {
          logger.warn(`The audit trail of ${store.schema} waits: ${(error as Error).message}`);
        }
      }
    });
    return this.writing;
  }
}

function takeCounts({ counts, entries }: Waiting, now: number): void {
  for (const [key, entry] of counts) {
    if (Date.parse(entry.at) + MINUTE_MS > now) continue;
    counts.delete(key);
    entries.push(entry);
  }
}

async function writeTo({ dataSource, schema }: ServiceStore, waiting: Waiting): Promise<void> {
  if (!dataSource.isInitialized) return;
  while (waiting.entries.length > 0) {
    const some = waiting.entries.slice(0, AT_ONCE);
    await dataSource.query(
      `INSERT INTO ${quoted(schema)}.audit_entry (entry_id, happened_on, at, caller_id, method, route, targets, target_ids,
         status, code, correlation_id, requests)
       SELECT e.entry_id, (e.at AT TIME ZONE 'UTC')::date, e.at, e.caller_id, e.method, e.route, e.targets,
         ARRAY(SELECT DISTINCT jsonb_path_query(e.targets, '$.*[*]') #>> '{}'),
         e.status, e.code, e.correlation_id, e.requests
       FROM unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::jsonb[], $7::int[], $8::text[],
         $9::text[], $10::int[]) AS e (entry_id, at, caller_id, method, route, targets, status, code, correlation_id, requests)
       ON CONFLICT DO NOTHING`,
      [
        sqlArray(some.map((entry) => entry.entryId)),
        sqlArray(some.map((entry) => entry.at)),
        sqlArray(some.map((entry) => entry.callerId)),
        sqlArray(some.map((entry) => entry.method)),
        sqlArray(some.map((entry) => entry.route)),
        sqlArray(some.map((entry) => JSON.stringify(entry.targets))),
        sqlArray(some.map((entry) => entry.status)),
        sqlArray(some.map((entry) => entry.code)),
        sqlArray(some.map((entry) => entry.correlationId)),
        sqlArray(some.map((entry) => entry.requests)),
      ],
    );
    waiting.entries.splice(0, some.length);
  }
  if (waiting.lost > 0) {
    logger.error(
      `${waiting.lost} requests are missing in the audit trail of ${schema}: it could not be written for too long`,
    );
    waiting.lost = 0;
  }
}

import { appendToOutbox, OutboxRelay, type OutboxRow } from '#messaging';
import { inTransaction } from '#persistence';
import { Sweeper } from '#platform';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type QueryRunner } from 'typeorm';
import { INVENTORY, SCHEMA } from '../../persistence/schema.js';
import { itemChanged } from '../manage-items/item-changed.js';
import { ITEM_COLUMNS, type ItemRow } from '../manage-items/item-view.js';
import { locationChanged } from '../manage-locations/location-changed.js';
import { LOCATION_COLUMNS, type LocationRow } from '../manage-locations/location-view.js';

const CHUNK = 1_000;
const LOOK_AGAIN_MS = 500;

/**
 * Tells the others of the items and locations that were there before catalogue events existed, once. It keeps its
 * place in `untold_catalogue`, so it goes on after a restart; one replica at a time tells a portion. It lets the outbox
 * run dry between portions, so that what happens now does not queue behind what happened long ago. Rows are locked
 * while they are told, so that a change of one is told after it.
 * Events: `inventory.item-changed.v1`, `inventory.location-changed.v1`.
 */
@Injectable()
export class TellCatalogue implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(TellCatalogue.name);
  private readonly sweeper = new Sweeper({
    service: INVENTORY,
    everyMs: LOOK_AGAIN_MS,
    look: () => this.tell(),
    failed: ({ message }) => this.logger.warn(`The catalogue is told later: ${message}`),
  });

  constructor(
    @InjectDataSource(INVENTORY) private readonly dataSource: DataSource,
    private readonly relay: OutboxRelay,
  ) {}

  onApplicationBootstrap(): void {
    this.sweeper.lookIn(0);
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.sweeper.stop();
  }

  /** Tells the next portion. `busy`: another replica is at it. */
  async tellSome(): Promise<'told' | 'busy' | 'done'> {
    const found = await inTransaction(this.dataSource, async (tx) => {
      const [place] = (await tx.query(
        `SELECT kind, told_to FROM inventory.untold_catalogue ORDER BY kind DESC LIMIT 1 FOR UPDATE SKIP LOCKED`,
      )) as Place[];
      if (place === undefined) return false;
      await tellNext(tx, place);
      return true;
    });
    if (found) {
      this.relay.wake();
      return 'told';
    }
    const [left] = (await this.dataSource.query(
      'SELECT EXISTS (SELECT FROM inventory.untold_catalogue) AS any',
    )) as [{ any: boolean }];
    return left.any ? 'busy' : 'done';
  }

  private async tell(): Promise<'done' | void> {
    while (!this.sweeper.stopping) {
      if ((await this.relay.backlog()).count > CHUNK) return;
      const progress = await this.tellSome();
      if (progress === 'done') return 'done';
      if (progress === 'busy') return;
    }
  }
}

interface Place {
  readonly kind: keyof typeof NEXT;
  readonly told_to: string;
}

async function tellNext(tx: QueryRunner, { kind, told_to: after }: Place): Promise<void> {
  const events = await NEXT[kind](tx, after);
  await appendToOutbox(tx, SCHEMA, events);
  const last = events.at(-1);
  if (last === undefined || events.length < CHUNK) {
    await tx.query('DELETE FROM inventory.untold_catalogue WHERE kind = $1', [kind]);
  } else {
    await tx.query('UPDATE inventory.untold_catalogue SET told_to = $2 WHERE kind = $1', [kind, last.key]);
  }
}

/** The next rows of each kind, locked, as events; an event's key is the id of its row. */
const NEXT = {
  item: async (tx: QueryRunner, after: string): Promise<OutboxRow[]> => {
    const rows = (await tx.query(
      `SELECT ${ITEM_COLUMNS} FROM inventory.item WHERE sku > $1 ORDER BY sku LIMIT ${CHUNK} FOR SHARE`,
      [after],
    )) as ItemRow[];
    return rows.map(itemChanged);
  },
  location: async (tx: QueryRunner, after: string): Promise<OutboxRow[]> => {
    const rows = (await tx.query(
      `SELECT ${LOCATION_COLUMNS} FROM inventory.location WHERE location_id > $1
       ORDER BY location_id LIMIT ${CHUNK} FOR SHARE`,
      [after],
    )) as LocationRow[];
    return rows.map(locationChanged);
  },
} as const;

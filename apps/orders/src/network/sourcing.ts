import type { SourcingDecision } from '#contracts';
import type { Querying } from '#persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { OrdersSettings } from '../config.js';
import { heldAlone, type HeldUnits } from '../domain/sourcing/held.js';
import { shortened } from '../domain/sourcing/kept.js';
import type { Network } from '../domain/sourcing/network.js';
import type { SourcingRequest } from '../domain/sourcing/request.js';
import { source } from '../domain/sourcing/source.js';
import { SETTINGS } from '../settings.js';
import { NetworkView } from './network-view.js';

/** Chooses where units come from, on what this service knows of the network at this moment. */
@Injectable()
export class Sourcing {
  constructor(
    private readonly view: NetworkView,
    @Inject(SETTINGS) private readonly settings: Pick<OrdersSettings, 'sourcing'>,
  ) {}

  /** Reads through a transaction or a data source, and writes nothing. In the form in which decisions are kept. */
  async decide(db: Querying, request: SourcingRequest): Promise<SourcingDecision> {
    return shortened(await this.preview(db, request));
  }

  /** The same for many orders, on one reading of the network: they choose side by side, and the ledger judges. */
  async decideAll(db: Querying, requests: readonly SourcingRequest[]): Promise<SourcingDecision[]> {
    if (requests.length === 0) return [];
    const network = await this.view.candidates(
      db,
      requests.flatMap(({ lines }) => lines.map((line) => line.sku)),
      Math.max(...requests.map(({ now }) => now)),
    );
    return requests.map((request) => shortened(source(request, network, this.settings.sourcing)));
  }

  /** The same, with every factor of every location. */
  async preview(db: Querying, request: SourcingRequest): Promise<SourcingDecision> {
    return source(request, await this.network(db, request), this.settings.sourcing);
  }

  /** How units that are held for the order already are best used: they come from where they are held. */
  async decideFromHold(
    db: Querying,
    request: SourcingRequest,
    held: readonly HeldUnits[],
  ): Promise<SourcingDecision> {
    const network = heldAlone(await this.network(db, request), held);
    return shortened(source(request, network, this.settings.sourcing));
  }

  private network(db: Querying, { lines, now }: SourcingRequest): Promise<Network> {
    return this.view.candidates(
      db,
      lines.map((line) => line.sku),
      now,
    );
  }
}

import type { SourcingDecision } from '#contracts';
import type { Querying } from '#persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { OrdersSettings } from '../config.js';
import { heldAlone, type HeldUnits } from '../domain/sourcing/held.js';
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

  /** Reads through a transaction or a data source, and writes nothing. */
  async decide(db: Querying, request: SourcingRequest): Promise<SourcingDecision> {
    const skus = request.lines.map((line) => line.sku);
    const network = await this.view.candidates(db, skus, request.now);
    return source(request, network, this.settings.sourcing);
  }

  /** How units that are held for the order already are best used: they come from where they are held. */
  async decideFromHold(
    db: Querying,
    request: SourcingRequest,
    held: readonly HeldUnits[],
  ): Promise<SourcingDecision> {
    const skus = request.lines.map((line) => line.sku);
    const network = await this.view.candidates(db, skus, request.now);
    return source(request, heldAlone(network, held), this.settings.sourcing);
  }
}

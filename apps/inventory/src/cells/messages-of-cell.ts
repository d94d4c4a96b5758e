import { groupOfCell } from '#messaging';
import { Metrics } from '#platform';
import { Injectable } from '@nestjs/common';
import type { Counter } from 'prom-client';
import { Cells } from '../domain/cells.js';
import { PASSED_OVER } from '../metrics.js';

/** Every cell reads every message; exactly one of them handles each. What it passes over it counts. */
@Injectable()
export class MessagesOfCell {
  private readonly counter: Counter<'group'>;

  constructor(
    private readonly cells: Cells,
    metrics: Metrics,
  ) {
    this.counter = metrics.counter(PASSED_OVER);
  }

  /** Whether a message about this location is for this cell; one that names none is for the default cell. */
  areOurs(group: string, locationId: string | undefined): boolean {
    return this.ours(group, locationId === undefined ? this.cells.isDefault : this.cells.has(locationId));
  }

  /** Whether a message is for this cell, as the caller found it to be. */
  ours(group: string, ours: boolean): boolean {
    const { own } = this.cells;
    if (!ours && own !== undefined) this.counter.inc({ group: groupOfCell(group, own.name) });
    return ours;
  }
}

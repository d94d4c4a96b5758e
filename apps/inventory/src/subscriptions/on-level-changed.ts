import { LevelChanged, type StockLevel } from '#contracts';
import { eventType, type InboundMessage, Subscribe } from '#messaging';
import { Metrics } from '#platform';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import type { Histogram } from 'prom-client';
import { Cells } from '../domain/cells.js';
import type { LevelRef } from '../domain/level.js';
import { levelFrame } from '../features/stream-levels/level-frame.js';
import { LevelHub } from '../features/stream-levels/level-hub.js';
import { LEVEL_STREAM_DELAY } from '../metrics.js';

/**
 * `inventory.levels.v1`, in every replica: hands each changed level of this cell to the streams that show it. Guarded by
 * sequence there, so it needs no inbox row, and a message that comes twice or late does no harm.
 */
@Controller()
export class OnLevelChanged {
  private readonly delay: Histogram;

  constructor(
    private readonly hub: LevelHub,
    private readonly cells: Cells,
    metrics: Metrics,
  ) {
    this.delay = metrics.histogram(LEVEL_STREAM_DELAY);
  }

  @Subscribe({ topic: 'inventory.levels.v1', tail: true })
  show(@Payload() messages: InboundMessage[]): void {
    if (this.hub.size === 0) return;
    let oldest = Infinity;
    for (const message of messages) {
      const level = eventType(message) === LevelChanged.type ? refOf(message.key) : undefined;
      // The key says which level it is: only what somebody listens to is read.
      if (level === undefined || !this.cells.has(level.locationId)) continue;
      this.hub.publish(level, () => {
        const changed = changedLevel(message);
        if (changed === undefined) return undefined;
        oldest = Math.min(oldest, Date.parse(changed.updatedAt));
        return levelFrame(changed);
      });
    }
    if (oldest < Infinity) this.delay.observe(Math.max(0, Date.now() - oldest) / 1000);
  }
}

/** The level of a message's key, `location/sku`, each URL-encoded; undefined if it is no such key. */
function refOf(key: string | null): LevelRef | undefined {
  const [locationId, sku] = key?.split('/') ?? [];
  if (locationId === undefined || sku === undefined) return undefined;
  try {
    return { locationId: decodeURIComponent(locationId), sku: decodeURIComponent(sku) };
  } catch {
    return undefined;
  }
}

function changedLevel(message: InboundMessage): StockLevel | undefined {
  try {
    const { previousSequence: _, ...level } = LevelChanged.data.parse(
      JSON.parse(message.value.toString('utf8')),
    );
    return level;
  } catch {
    // Not one of our events: nobody is shown figures that cannot be trusted.
    return undefined;
  }
}

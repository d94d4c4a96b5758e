import { LevelChanged } from '#contracts';
import { eventType, type InboundMessage, Subscribe } from '#messaging';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import type { LevelRef } from '../domain/level.js';
import { levelFrame, type LevelFrame } from '../features/stream-levels/level-frame.js';
import { LevelHub } from '../features/stream-levels/level-hub.js';

/**
 * `inventory.levels.v1`, in every replica: hands each changed level to the streams that show it. Guarded by
 * sequence there, so it needs no inbox row, and a message that comes twice or late does no harm.
 */
@Controller()
export class OnLevelChanged {
  constructor(private readonly hub: LevelHub) {}

  @Subscribe({ topic: 'inventory.levels.v1', tail: true })
  show(@Payload() messages: InboundMessage[]): void {
    if (this.hub.size === 0) return;
    for (const message of messages) {
      const level = eventType(message) === LevelChanged.type ? refOf(message.key) : undefined;
      // The key says which level it is: only what somebody listens to is read.
      if (level !== undefined) this.hub.publish(level, () => frameOf(message));
    }
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

function frameOf(message: InboundMessage): LevelFrame | undefined {
  try {
    const { previousSequence: _, ...level } = LevelChanged.data.parse(
      JSON.parse(message.value.toString('utf8')),
    );
    return levelFrame(level);
  } catch {
    // Not one of our events: nobody is shown figures that cannot be trusted.
    return undefined;
  }
}

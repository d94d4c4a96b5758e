import { type MovementBatchResult, MovementInput } from '#contracts';
import { uuidv7 } from '#platform';
import { Injectable } from '@nestjs/common';
import { StockBatcher } from '../../batching/stock-batcher.js';
import { claimedId, faultsOf } from '../invalid-element.js';

type Rejection = MovementBatchResult['rejected'][number];

/**
 * Posts movements that a person or a system of record reports. Each is judged by itself, in the order given;
 * see `decideMovement` for the refusals. Events: `inventory.level-changed.v1` and the alerts.
 */
@Injectable()
export class PostMovements {
  constructor(private readonly batcher: StockBatcher) {}

  async postAll(elements: readonly unknown[]): Promise<MovementBatchResult> {
    const results = await Promise.all(elements.map((element) => this.post(element)));
    return {
      accepted: results.filter((result) => result === 'accepted').length,
      duplicates: results.filter((result) => result === 'duplicate').length,
      rejected: results.filter((result) => typeof result === 'object'),
    };
  }

  private async post(element: unknown): Promise<'accepted' | 'duplicate' | Rejection> {
    const parsed = MovementInput.safeParse(element);
    if (!parsed.success) {
      const detail = `Correct the movement and send it again: ${faultsOf(parsed.error)}`;
      return { movementId: claimedId(element, 'movementId'), code: 'invalid_movement', detail };
    }
    const movement = parsed.data;
    const outcome = await this.batcher.submit(
      { type: 'post_movement', commandId: uuidv7(), movement },
      { priority: 'bulk' },
    );
    if (outcome.ok) return outcome.value.duplicate ? 'duplicate' : 'accepted';
    const { code, detail } = outcome.refusal;
    return { movementId: movement.movementId, code, detail };
  }
}

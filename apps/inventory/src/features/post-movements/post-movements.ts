import { type MovementBatchResult, MovementInput } from '#contracts';
import { uuidv7 } from '#platform';
import { Injectable } from '@nestjs/common';
import { StockBatcher } from '../../batching/stock-batcher.js';
import { claimedId, faultsOf } from '../invalid-element.js';

/**
 * Posts movements that a person or a system of record reports. Each is judged by itself, in the order given;
 * see `decideMovement` for the refusals. Events: `inventory.level-changed.v1` and the alerts.
 */
@Injectable()
export class PostMovements {
  constructor(private readonly batcher: StockBatcher) {}

  async postAll(elements: readonly unknown[]): Promise<MovementBatchResult> {
    const result: MovementBatchResult = { accepted: 0, duplicates: 0, rejected: [] };
    await Promise.all(elements.map((element) => this.post(element, result)));
    return result;
  }

  private async post(element: unknown, result: MovementBatchResult): Promise<void> {
    const parsed = MovementInput.safeParse(element);
    if (!parsed.success) {
      const detail = `Correct the movement and send it again: ${faultsOf(parsed.error)}`;
      result.rejected.push({
        movementId: claimedId(element, 'movementId'),
        code: 'invalid_movement',
        detail,
      });
      return;
    }
    const movement = parsed.data;
    const outcome = await this.batcher.submit(
      { type: 'post_movement', commandId: uuidv7(), movement },
      { priority: 'bulk' },
    );
    if (!outcome.ok) {
      const { code, detail } = outcome.refusal;
      result.rejected.push({ movementId: movement.movementId, code, detail });
    } else if (outcome.value.duplicate) result.duplicates += 1;
    else result.accepted += 1;
  }
}

import type { Transfer, TransferInput } from '#contracts';
import { inTransaction } from '#persistence';
import { ProblemException, uuidv7 } from '#platform';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager, In } from 'typeorm';
import { contentHash } from '../../domain/content-hash.js';
import { unknownDetail } from '../../domain/unknown.js';
import {
  ItemEntity,
  LocationEntity,
  TransferEntity,
  TransferLineEntity,
} from '../../persistence/entities/index.js';
import { INVENTORY } from '../../persistence/schema.js';

/**
 * Plans transfers between locations; no stock moves until one is shipped. Refused: `unknown_location`,
 * `unknown_sku`, `transfer_id_reused` (the id stands for another plan). The same plan again gives it again.
 */
@Injectable()
export class PlanTransfers {
  constructor(@InjectDataSource(INVENTORY) private readonly dataSource: DataSource) {}

  async plan(input: TransferInput): Promise<Transfer> {
    const transferId = input.transferId ?? uuidv7();
    const lines = addUp(input.lines);
    const hash = planHash(input, lines);
    await inTransaction(this.dataSource, async (tx) => {
      await this.checkIds(tx.manager, input, [...lines.keys()]);
      const now = new Date();
      const inserted = (await tx.query(
        `INSERT INTO inventory.transfer
           (transfer_id, from_location_id, to_location_id, status, reference, content_hash, created_at, updated_at)
         VALUES ($1, $2, $3, 'planned', $4, $5, $6, $6) ON CONFLICT DO NOTHING RETURNING transfer_id`,
        [transferId, input.from, input.to, input.reference ?? null, hash, now],
      )) as unknown[];
      if (inserted.length === 0) return;
      await tx.manager
        .getRepository(TransferLineEntity)
        .insert([...lines].map(([sku, quantity]) => ({ transferId, sku, quantity })));
    });
    const { transfer, contentHash: known } = await this.load(transferId);
    if (known !== hash) {
      throw new ProblemException({
        status: 409,
        code: 'transfer_id_reused',
        detail: `Transfer "${transferId}" was planned with other content. Choose a new transferId.`,
      });
    }
    return transfer;
  }

  /** Refused: `transfer_not_found`. */
  async find(transferId: string): Promise<Transfer> {
    return (await this.load(transferId)).transfer;
  }

  private async load(transferId: string): Promise<{ transfer: Transfer; contentHash: number }> {
    const found = await this.dataSource.getRepository(TransferEntity).findOneBy({ transferId });
    if (found === null) {
      throw new ProblemException({
        status: 404,
        code: 'transfer_not_found',
        detail: `There is no transfer "${transferId}". Plan it with POST /inventory/v1/transfers.`,
      });
    }
    const lines = await this.dataSource
      .getRepository(TransferLineEntity)
      .find({ where: { transferId }, order: { sku: 'ASC' } });
    const transfer: Transfer = {
      transferId,
      from: found.from,
      to: found.to,
      status: found.status,
      reference: found.reference,
      lines: lines.map(({ sku, quantity, shipped, received, lost }) => ({
        sku,
        quantity,
        shipped,
        received,
        lost,
      })),
      createdAt: found.createdAt.toISOString(),
      updatedAt: found.updatedAt.toISOString(),
    };
    return { transfer, contentHash: Number(found.contentHash) };
  }

  private async checkIds(manager: EntityManager, { from, to }: TransferInput, skus: string[]): Promise<void> {
    const locations = await manager.getRepository(LocationEntity).findBy({ locationId: In([from, to]) });
    const items = await manager.getRepository(ItemEntity).findBy({ sku: In(skus) });
    const location = [from, to].find((id) => !locations.some((l) => l.locationId === id));
    const sku = skus.find((id) => !items.some((item) => item.sku === id));
    const code = location !== undefined ? 'unknown_location' : sku !== undefined ? 'unknown_sku' : undefined;
    if (code === undefined) return;
    const detail = unknownDetail(code, { locationId: location ?? from, sku: sku ?? '' });
    throw new ProblemException({ status: 409, code, detail });
  }
}

function addUp(lines: TransferInput['lines']): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { sku, quantity } of lines) sums.set(sku, (sums.get(sku) ?? 0) + quantity);
  return sums;
}

function planHash({ from, to, reference }: TransferInput, lines: ReadonlyMap<string, number>): number {
  const sorted = [...lines].map(([sku, quantity]) => `${sku}\u001f${quantity}`).sort();
  return contentHash([from, to, reference ?? '', ...sorted].join('\u001e'));
}

import type { Transfer } from '#contracts';
import { ProblemException, requireLocation } from '#platform';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { TransferEntity, TransferLineEntity } from '../../persistence/entities/index.js';
import { INVENTORY } from '../../persistence/schema.js';

/** Reads transfers. Refused: `transfer_not_found`; `forbidden` to a caller of a location at neither end. */
@Injectable()
export class FindTransfer {
  constructor(@InjectDataSource(INVENTORY) private readonly dataSource: DataSource) {}

  async find(transferId: string): Promise<Transfer> {
    const found = await this.dataSource.getRepository(TransferEntity).findOneBy({ transferId });
    if (found === null) {
      throw new ProblemException({
        status: 404,
        code: 'transfer_not_found',
        detail: `There is no transfer "${transferId}". Plan it with POST /inventory/v1/transfers.`,
      });
    }
    requireLocation(found.from, found.to);
    const lines = await this.dataSource
      .getRepository(TransferLineEntity)
      .find({ where: { transferId }, order: { sku: 'ASC' } });
    return {
      transferId,
      from: found.from,
      to: found.to,
      stockStatus: found.stockStatus,
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
  }
}

import type { Reservation } from '#contracts';
import { ProblemException, requireLocation } from '#platform';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Cells } from '../../domain/cells.js';
import { noReservationDetail } from '../../domain/unknown.js';
import { ReservationEntity, ReservationLineEntity } from '../../persistence/entities/index.js';
import { INVENTORY } from '../../persistence/schema.js';

/** Reads reservations. Refused: `reservation_not_found`; `forbidden` to a caller who is bound to other locations. */
@Injectable()
export class FindReservation {
  constructor(
    @InjectDataSource(INVENTORY) private readonly dataSource: DataSource,
    private readonly cells: Cells,
  ) {}

  async find(reservationId: string): Promise<Reservation> {
    const reservation = await this.dataSource.getRepository(ReservationEntity).findOneBy({ reservationId });
    if (reservation === null) {
      throw new ProblemException({
        status: 404,
        code: 'reservation_not_found',
        detail: noReservationDetail(reservationId, this.cells),
      });
    }
    const lines = await this.dataSource
      .getRepository(ReservationLineEntity)
      .find({ where: { reservationId }, order: { lineNo: 'ASC' } });
    for (const { locationId } of lines) requireLocation(locationId);
    return {
      reservationId,
      reference: reservation.reference,
      status: reservation.status,
      expiresAt: reservation.expiresAt.toISOString(),
      lines: lines.map(({ sku, locationId, requested, quantity, fulfilled, released, staged }) => ({
        sku,
        locationId,
        requested,
        quantity,
        fulfilled,
        released,
        staged,
      })),
      createdAt: reservation.createdAt.toISOString(),
      updatedAt: reservation.updatedAt.toISOString(),
    };
  }
}

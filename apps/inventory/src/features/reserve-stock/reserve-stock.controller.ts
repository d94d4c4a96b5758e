import { ExtendInput, Identifier, Reservation, ReservationInput, SettleInput } from '#contracts';
import {
  boundLocations,
  Endpoint,
  Idempotent,
  type IdempotencyContext,
  type Replayable,
  ValidBody,
  ValidParams,
  uuidv7,
} from '#platform';
import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { StockBatcher } from '../../batching/stock-batcher.js';
import { ELSEWHERE } from '../../cells/require-here.js';
import { PREFIX } from '../prefix.js';
import { valueOrProblem } from '../value-or-problem.js';
import { FindReservation } from './find-reservation.js';

const Params = z.object({ reservationId: Identifier });
type Params = z.infer<typeof Params>;

const NOT_FOUND = { status: 404, code: 'reservation_not_found' };
const EXPIRED = { status: 409, code: 'reservation_expired' };
const RELEASED = { status: 409, code: 'reservation_released' };
const OVERLOADED = { status: 503, code: 'overloaded' };

@ApiTags('reservations')
@Controller(`${PREFIX}/reservations`)
export class ReserveStockController {
  constructor(
    private readonly batcher: StockBatcher,
    private readonly reservations: FindReservation,
  ) {}

  @Post()
  @HttpCode(201)
  @Endpoint({
    scope: 'reservations:write',
    location: 'body.lines[].locationId',
    audit: 'counted',
    summary: 'Hold units for a cart or checkout',
    description:
      'All lines or none, unless `allowPartial`. Lines of one SKU and location are added up first. With a ' +
      '`reservationId` of your own, sending it again gives the first answer again.',
    body: ReservationInput,
    responses: { 201: Reservation },
    problems: [
      { status: 409, code: 'insufficient_stock' },
      { status: 409, code: 'reservation_id_reused' },
      { status: 409, code: 'quantity_out_of_range' },
      ...ELSEWHERE,
      OVERLOADED,
    ],
    idempotency: 'transactional',
  })
  async reserve(
    @ValidBody(ReservationInput) request: ReservationInput,
    @Idempotent() key: IdempotencyContext | undefined,
  ): Promise<Replayable<Reservation>> {
    const reservationId = request.reservationId ?? uuidv7();
    return valueOrProblem(
      await this.batcher.submitOnce(
        { type: 'reserve', commandId: uuidv7(), reservationId, request },
        key,
        201,
      ),
    );
  }

  @Get(':reservationId')
  @Endpoint({
    scope: 'reservations:read',
    location: 'row',
    summary: 'A reservation and what it still holds',
    params: Params,
    responses: { 200: Reservation },
    problems: [NOT_FOUND],
  })
  find(@ValidParams(Params) { reservationId }: Params): Promise<Reservation> {
    return this.reservations.find(reservationId);
  }

  @Post(':reservationId/extend')
  @HttpCode(200)
  @Endpoint({
    scope: 'reservations:write',
    location: 'row',
    audit: 'counted',
    summary: 'Let an active hold live for so many seconds from now',
    params: Params,
    body: ExtendInput,
    responses: { 200: Reservation },
    problems: [NOT_FOUND, EXPIRED, RELEASED, OVERLOADED],
    idempotency: 'transactional',
  })
  async extend(
    @ValidParams(Params) { reservationId }: Params,
    @ValidBody(ExtendInput) { ttlSeconds }: ExtendInput,
    @Idempotent() key: IdempotencyContext | undefined,
  ): Promise<Replayable<Reservation>> {
    await this.requireTheirs(reservationId);
    return valueOrProblem(
      await this.batcher.submitOnce(
        { type: 'extend', commandId: uuidv7(), reservationId, ttlSeconds },
        key,
        200,
      ),
    );
  }

  @Post(':reservationId/commit')
  @HttpCode(200)
  @Endpoint({
    scope: 'reservations:write',
    location: 'row',
    audit: 'counted',
    summary: 'Turn the hold into a promise to a placed order',
    params: Params,
    responses: { 200: Reservation },
    problems: [NOT_FOUND, EXPIRED, RELEASED, OVERLOADED],
    idempotency: 'transactional',
  })
  async commit(
    @ValidParams(Params) { reservationId }: Params,
    @Idempotent() key: IdempotencyContext | undefined,
  ): Promise<Replayable<Reservation>> {
    await this.requireTheirs(reservationId);
    return valueOrProblem(
      await this.batcher.submitOnce({ type: 'commit', commandId: uuidv7(), reservationId }, key, 200),
    );
  }

  @Post(':reservationId/fulfill')
  @HttpCode(200)
  @Endpoint({
    scope: 'reservations:write',
    location: 'row',
    audit: 'counted',
    summary: 'Promised units leave: all that is held, or the lines given',
    description: 'Lowers `committed` and `onHand` in one movement. Give an Idempotency-Key with `lines`.',
    params: Params,
    body: SettleInput,
    responses: { 200: Reservation },
    problems: [
      NOT_FOUND,
      { status: 409, code: 'reservation_not_committed' },
      { status: 409, code: 'quantity_exceeds_held' },
      EXPIRED,
      RELEASED,
      OVERLOADED,
    ],
    idempotency: 'transactional',
  })
  fulfill(
    @ValidParams(Params) params: Params,
    @ValidBody(SettleInput.optional()) body: SettleInput | undefined,
    @Idempotent() key: IdempotencyContext | undefined,
  ): Promise<Replayable<Reservation>> {
    return this.settle('fulfill', params, body, key);
  }

  @Post(':reservationId/release')
  @HttpCode(200)
  @Endpoint({
    scope: 'reservations:write',
    location: 'row',
    audit: 'counted',
    summary: 'Free units again: all that is held, or the lines given',
    description: 'Give an Idempotency-Key with `lines`.',
    params: Params,
    body: SettleInput,
    responses: { 200: Reservation },
    problems: [NOT_FOUND, { status: 409, code: 'quantity_exceeds_held' }, EXPIRED, OVERLOADED],
    idempotency: 'transactional',
  })
  release(
    @ValidParams(Params) params: Params,
    @ValidBody(SettleInput.optional()) body: SettleInput | undefined,
    @Idempotent() key: IdempotencyContext | undefined,
  ): Promise<Replayable<Reservation>> {
    return this.settle('release', params, body, key);
  }

  private async settle(
    type: 'fulfill' | 'release',
    { reservationId }: Params,
    body: SettleInput | undefined,
    key: IdempotencyContext | undefined,
  ): Promise<Replayable<Reservation>> {
    await this.requireTheirs(reservationId);
    const command = { type, commandId: uuidv7(), reservationId, lines: body?.lines } as const;
    return valueOrProblem(await this.batcher.submitOnce(command, key, 200));
  }

  /** All lines, for a caller who is bound to locations; nobody else waits for it. */
  private async requireTheirs(reservationId: string): Promise<void> {
    if (boundLocations() !== undefined) await this.reservations.find(reservationId);
  }
}

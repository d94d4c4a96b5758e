import { Identifier, Transfer, TransferInput, TransferReceiveInput, TransferShipInput } from '#contracts';
import {
  boundLocations,
  Endpoint,
  Idempotent,
  type IdempotencyContext,
  type Replayable,
  requireLocation,
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
import { FindTransfer } from './find-transfer.js';

const Params = z.object({ transferId: Identifier });
type Params = z.infer<typeof Params>;

const NOT_FOUND = { status: 404, code: 'transfer_not_found' };
const OCCURRED_IN_FUTURE = { status: 409, code: 'occurred_in_future' };
const FIGURE_OUT_OF_RANGE = { status: 409, code: 'figure_out_of_range' };
const OVERLOADED = { status: 503, code: 'overloaded' };

@ApiTags('transfers')
@Controller(`${PREFIX}/transfers`)
export class TransferStockController {
  constructor(
    private readonly batcher: StockBatcher,
    private readonly transfers: FindTransfer,
  ) {}

  @Post()
  @HttpCode(201)
  @Endpoint({
    scope: 'stock:write',
    location: 'row',
    summary: 'Plan a transfer between two locations; no stock moves yet',
    description:
      '`stockStatus` says which units go: those that are available, or those under quality control, which are so on ' +
      'arrival too until they are released there. The same `transferId` with the same plan gives it again.',
    body: TransferInput,
    responses: { 201: Transfer },
    problems: [
      { status: 409, code: 'unknown_location' },
      { status: 409, code: 'unknown_sku' },
      { status: 409, code: 'transfer_id_reused' },
      { status: 409, code: 'quantity_out_of_range' },
      ...ELSEWHERE,
    ],
  })
  async plan(@ValidBody(TransferInput) input: TransferInput): Promise<Transfer> {
    requireLocation(input.from, input.to);
    const { transferId = uuidv7(), ...plan } = input;
    return valueOrProblem(
      await this.batcher.submit({ type: 'plan_transfer', commandId: uuidv7(), transferId, plan }),
    );
  }

  @Get(':transferId')
  @Endpoint({
    scope: 'stock:read',
    location: 'row',
    summary: 'A transfer',
    params: Params,
    responses: { 200: Transfer },
    problems: [NOT_FOUND],
  })
  find(@ValidParams(Params) { transferId }: Params): Promise<Transfer> {
    return this.transfers.find(transferId);
  }

  @Post(':transferId/ship')
  @HttpCode(200)
  @Endpoint({
    scope: 'stock:write',
    location: 'row',
    summary: 'Send all of it on its way: onHand falls at the source, incoming rises at the destination',
    params: Params,
    body: TransferShipInput,
    responses: { 200: Transfer },
    problems: [
      NOT_FOUND,
      { status: 409, code: 'insufficient_stock' },
      { status: 409, code: 'insufficient_quality_control' },
      { status: 409, code: 'unknown_location' },
      { status: 409, code: 'unknown_sku' },
      OCCURRED_IN_FUTURE,
      FIGURE_OUT_OF_RANGE,
      OVERLOADED,
    ],
    idempotency: 'transactional',
  })
  async ship(
    @ValidParams(Params) { transferId }: Params,
    @ValidBody(TransferShipInput.optional()) body: TransferShipInput | undefined,
    @Idempotent() key: IdempotencyContext | undefined,
  ): Promise<Replayable<Transfer>> {
    await this.requireEnd(transferId, 'from');
    const command = { type: 'ship_transfer', commandId: uuidv7(), transferId, ...body } as const;
    return valueOrProblem(await this.batcher.submitOnce(command, key, 200));
  }

  @Post(':transferId/receive')
  @HttpCode(200)
  @Endpoint({
    scope: 'stock:write',
    location: 'row',
    summary: 'Take in what arrived: all that is outstanding, or the lines given',
    description: '`final` writes off what has not arrived. Give an Idempotency-Key with `lines`.',
    params: Params,
    body: TransferReceiveInput,
    responses: { 200: Transfer },
    problems: [
      NOT_FOUND,
      { status: 409, code: 'transfer_not_shipped' },
      { status: 409, code: 'transfer_received' },
      { status: 409, code: 'quantity_exceeds_shipped' },
      OCCURRED_IN_FUTURE,
      FIGURE_OUT_OF_RANGE,
      OVERLOADED,
    ],
    idempotency: 'transactional',
  })
  async receive(
    @ValidParams(Params) { transferId }: Params,
    @ValidBody(TransferReceiveInput.optional()) body: TransferReceiveInput | undefined,
    @Idempotent() key: IdempotencyContext | undefined,
  ): Promise<Replayable<Transfer>> {
    await this.requireEnd(transferId, 'to');
    const command = {
      type: 'receive_transfer',
      commandId: uuidv7(),
      transferId,
      final: false,
      ...body,
    } as const;
    return valueOrProblem(await this.batcher.submitOnce(command, key, 200));
  }

  /** Goods are sent by who has them and taken in by who gets them. */
  private async requireEnd(transferId: string, end: 'from' | 'to'): Promise<void> {
    if (boundLocations() !== undefined) requireLocation((await this.transfers.find(transferId))[end]);
  }
}

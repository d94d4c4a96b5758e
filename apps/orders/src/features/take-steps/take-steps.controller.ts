import { Fulfillment, HandoverInput, Identifier, PickInput, RejectInput, ShipInput } from '#contracts';
import { Endpoint, isPickupCode, pickupCode, ValidBody, ValidParams } from '#platform';
import { Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { OrdersSettings } from '../../config.js';
import { PICKUP_CODE_VERSION } from '../../domain/order/draft.js';
import type { ShelfCount, StoreStep } from '../../domain/order/steps.js';
import { RunCommand } from '../../process/run-command.js';
import { SETTINGS } from '../../settings.js';
import { PREFIX } from '../prefix.js';
import { notFound, problemOfRefusal } from '../refuse.js';
import { Fulfillments } from '../show-fulfillments/fulfillments.js';

const Params = z.object({ fulfillmentId: Identifier });
type Params = z.infer<typeof Params>;

const PROBLEMS = [
  { status: 404, code: 'fulfillment_not_found' },
  { status: 409, code: 'fulfillment_step_out_of_turn' },
  { status: 409, code: 'order_on_hold' },
] as const;
const RESPONSES = { 200: Fulfillment };

/** The steps of a store. Each answers with the fulfillment; the same step with the same content again changes nothing. */
@ApiTags('fulfillments')
@Controller(`${PREFIX}/fulfillments/:fulfillmentId`)
export class TakeStepsController {
  constructor(
    private readonly commands: RunCommand,
    private readonly fulfillments: Fulfillments,
    @Inject(SETTINGS) private readonly settings: Pick<OrdersSettings, 'pickupCodeSecret'>,
  ) {}

  @Post('accept')
  @HttpCode(200)
  @Endpoint({
    scope: 'fulfillments:write',
    location: 'row',
    summary: 'The store will do it',
    params: Params,
    responses: RESPONSES,
    problems: PROBLEMS,
  })
  accept(@ValidParams(Params) { fulfillmentId }: Params): Promise<Fulfillment> {
    return this.take(fulfillmentId, { step: 'accept' });
  }

  @Post('reject')
  @HttpCode(200)
  @Endpoint({
    scope: 'fulfillments:write',
    location: 'row',
    summary: 'The store cannot do it',
    description:
      'Its units are sourced again without this store. The level is set to `countNow`, else to zero, and a cycle count is ' +
      'raised; `countNow: false` leaves the level as it is. Picked units become a put-away task.',
    params: Params,
    body: RejectInput,
    responses: RESPONSES,
    problems: [...PROBLEMS, { status: 400, code: 'unknown_sku' }],
  })
  reject(
    @ValidParams(Params) { fulfillmentId }: Params,
    @ValidBody(RejectInput) { reason, countNow }: RejectInput,
  ): Promise<Fulfillment> {
    return this.take(fulfillmentId, { step: 'reject', reason, shelf: shelfOf(countNow) });
  }

  @Post('pick')
  @HttpCode(200)
  @Endpoint({
    scope: 'fulfillments:write',
    location: 'row',
    summary: 'Units were taken from the shelf',
    description:
      'Accepts it, too. `picked` is absolute; lines left out were found whole. What was not found is sourced elsewhere or ' +
      'cancelled, as the order asks, and the level is set to zero until the cycle count that is raised.',
    params: Params,
    body: PickInput,
    responses: RESPONSES,
    problems: [
      ...PROBLEMS,
      { status: 400, code: 'unknown_line' },
      { status: 409, code: 'picked_more_than_asked' },
    ],
  })
  pick(
    @ValidParams(Params) { fulfillmentId }: Params,
    @ValidBody(PickInput.optional()) body: PickInput | undefined,
  ): Promise<Fulfillment> {
    return this.take(fulfillmentId, { step: 'pick', lines: body?.lines ?? [] });
  }

  @Post('pack')
  @HttpCode(200)
  @Endpoint({
    scope: 'fulfillments:write',
    location: 'row',
    summary: 'It is in its bag or parcel',
    params: Params,
    responses: RESPONSES,
    problems: PROBLEMS,
  })
  pack(@ValidParams(Params) { fulfillmentId }: Params): Promise<Fulfillment> {
    return this.take(fulfillmentId, { step: 'pack' });
  }

  @Post('ready')
  @HttpCode(200)
  @Endpoint({
    scope: 'fulfillments:write',
    location: 'row',
    summary: 'The customer may come',
    description:
      'What others send to the store becomes ready when it has arrived. It waits at the counter until `pickupBy`.',
    params: Params,
    responses: RESPONSES,
    problems: PROBLEMS,
  })
  ready(@ValidParams(Params) { fulfillmentId }: Params): Promise<Fulfillment> {
    return this.take(fulfillmentId, { step: 'ready' });
  }

  @Post('handover')
  @HttpCode(200)
  @Endpoint({
    scope: 'fulfillments:write',
    location: 'row',
    summary: 'The customer has it',
    description:
      'Needs the pickup code; case, spaces and dashes do not matter. After a few wrong ones the counter has to wait.',
    params: Params,
    body: HandoverInput,
    responses: RESPONSES,
    problems: [
      ...PROBLEMS,
      { status: 409, code: 'wrong_pickup_code' },
      { status: 409, code: 'pickup_expired' },
      { status: 429, code: 'pickup_code_locked' },
    ],
  })
  handover(
    @ValidParams(Params) { fulfillmentId }: Params,
    @ValidBody(HandoverInput) { pickupCode: typed, collectedBy }: HandoverInput,
  ): Promise<Fulfillment> {
    const code = pickupCode(this.settings.pickupCodeSecret, fulfillmentId, PICKUP_CODE_VERSION);
    return this.take(fulfillmentId, {
      step: 'handover',
      collectedBy,
      codeIsRight: isPickupCode(typed, code),
    });
  }

  @Post('ship')
  @HttpCode(200)
  @Endpoint({
    scope: 'fulfillments:write',
    location: 'row',
    summary: 'It is with the carrier',
    params: Params,
    body: ShipInput,
    responses: RESPONSES,
    problems: PROBLEMS,
  })
  ship(
    @ValidParams(Params) { fulfillmentId }: Params,
    @ValidBody(ShipInput) shipped: ShipInput,
  ): Promise<Fulfillment> {
    return this.take(fulfillmentId, { step: 'ship', ...shipped });
  }

  private async take(fulfillmentId: string, step: StoreStep): Promise<Fulfillment> {
    await this.fulfillments.requireTurn(fulfillmentId);
    const handled = await this.commands.run({ fulfillmentId }, { type: 'step', fulfillmentId, step });
    if (handled === undefined) throw notFound('fulfillment', fulfillmentId);
    if (handled.refusal !== null) throw problemOfRefusal(handled.refusal);
    return this.fulfillments.find(fulfillmentId);
  }
}

function shelfOf(countNow: RejectInput['countNow']): ShelfCount {
  if (countNow === false) return 'as_booked';
  return countNow === true || countNow === undefined ? 'empty' : countNow;
}

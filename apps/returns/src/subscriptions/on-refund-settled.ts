import { RefundSettlement } from '#contracts';
import {
  allDone,
  type InboundMessage,
  type MessageOutcome,
  PoisonMessage,
  readJson,
  Subscribe,
} from '#messaging';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { SettleRefund } from '../features/settle-refund/settle-refund.js';
import { dead } from './read-batch.js';

/**
 * `payments.refund-settled.v1`: the payment system's answer, as any Kafka client writes it: the value alone counts. An
 * answer that is malformed, or fits no refund of ours or of orders, becomes a dead letter. A refund is settled once,
 * so no inbox row is needed.
 */
@Controller()
export class OnRefundSettled {
  constructor(private readonly refunds: SettleRefund) {}

  @Subscribe({ topic: 'payments.refund-settled.v1', group: 'returns.settle-refunds', poison: 'skip' })
  async settle(@Payload() messages: InboundMessage[]): Promise<MessageOutcome[]> {
    const outcomes = allDone(messages);
    for (const [i, message] of messages.entries()) outcomes[i] = await this.one(message);
    return outcomes;
  }

  private async one(message: InboundMessage): Promise<MessageOutcome> {
    const settlement = parse(message);
    if (!settlement.ok) return settlement.outcome;
    const outcome = await this.refunds.settle(settlement.value);
    if (outcome.ok || (await this.refunds.isOfOrder(settlement.value.refundId))) return { status: 'done' };
    const { code, detail } = outcome.refusal;
    return dead({ code, detail });
  }
}

type Parsed =
  | { readonly ok: true; readonly value: RefundSettlement }
  | { readonly ok: false; readonly outcome: MessageOutcome };

function parse(message: InboundMessage): Parsed {
  try {
    const result = RefundSettlement.safeParse(readJson(message));
    if (result.success) return { ok: true, value: result.data };
    const [issue] = result.error.issues;
    const detail = `${issue?.path.join('.')}: ${issue?.message}. Correct it and publish the settlement again`;
    return { ok: false, outcome: dead({ code: 'invalid_settlement', detail }) };
  } catch (error) {
    if (!(error instanceof PoisonMessage)) throw error;
    return { ok: false, outcome: dead({ code: error.code, detail: error.detail }) };
  }
}

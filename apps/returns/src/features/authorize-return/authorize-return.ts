import { createHmac } from 'node:crypto';
import type { ReturnInput, ReturnReceipt } from '#contracts';
import { OutboxRelay } from '#messaging';
import { inTransaction } from '#persistence';
import { Clock, seal, uuidv7 } from '#platform';
import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type QueryRunner } from 'typeorm';
import type { ReturnsSettings } from '../../config.js';
import { type Authorize, decideAuthorize, type Exchange } from '../../domain/authorize.js';
import { plainDecimal } from '../../domain/money.js';
import { accepted, type Outcome, refused } from '../../domain/refusal.js';
import { saveNewReturn } from '../../persistence/book.js';
import { lockPurchase } from '../../persistence/purchases.js';
import { readReturns, type StoredReturn } from '../../persistence/return-rows.js';
import { SCHEMA } from '../../persistence/schema.js';
import { findPurchase } from '../find-purchase.js';
import { SETTINGS } from '../settings.js';
import { readTerms } from '../terms.js';

const UNIQUE_VIOLATION = '23505';

/**
 * Authorises a return. The same returnId with the same content is answered as before; with other content it is
 * refused (`return_id_reused`). Further refusals: those of `findPurchase` and `decideAuthorize`.
 * Events: `returns.return-authorized.v1`, `returns.exchange-requested.v1`.
 */
@Injectable()
export class AuthorizeReturn {
  constructor(
    @InjectDataSource(SCHEMA) private readonly dataSource: DataSource,
    @Inject(SETTINGS) private readonly settings: ReturnsSettings,
    private readonly clock: Clock,
    private readonly relay: OutboxRelay,
  ) {}

  async authorize(input: ReturnInput): Promise<Outcome<ReturnReceipt>> {
    const asked = this.command(input);
    // Keyed: nobody can work out an address, or what somebody typed, by trying hashes of likely ones.
    const contentHash = createHmac('sha256', this.settings.sealingSecret)
      .update(`return:${JSON.stringify(input)}`)
      .digest('base64url');
    const attempt = () => inTransaction(this.dataSource, (tx) => this.inOne(tx, input, asked, contentHash));
    try {
      const outcome = await attempt();
      if (outcome.ok) this.relay.wake();
      return outcome;
    } catch (error) {
      // Somebody took the id for another purchase at the same moment: the second look finds theirs.
      if ((error as { code?: unknown }).code !== UNIQUE_VIOLATION) throw error;
      return attempt();
    }
  }

  private async inOne(
    tx: QueryRunner,
    input: ReturnInput,
    asked: Authorize,
    contentHash: string,
  ): Promise<Outcome<ReturnReceipt>> {
    const known = await sameAgain(tx, asked.returnId, contentHash);
    if (known !== undefined) return known;
    const found = await findPurchase(tx, input);
    if (!found.ok) return found;
    const purchase = await lockPurchase(tx, found.value.purchaseId);
    const meanwhile = await sameAgain(tx, asked.returnId, contentHash);
    if (meanwhile !== undefined) return meanwhile;
    const { termsOf } = await readTerms(tx, purchase, this.settings.returnWindowDays);
    const outcome = decideAuthorize(purchase, termsOf, asked);
    if (!outcome.ok) return outcome;
    await saveNewReturn(tx, purchase, outcome.value, { contentHash, now: asked.now });
    return accepted(receiptOf(outcome.value.ret));
  }

  private command(input: ReturnInput): Authorize {
    const now = this.clock.now();
    return {
      returnId: input.returnId,
      customerId: input.customerId ?? null,
      method: input.method,
      resolution: input.resolution,
      lines: input.lines,
      exchange: input.exchange === undefined ? null : this.exchange(input.exchange),
      now,
      expiresAt: new Date(now.getTime() + this.settings.authorizationSeconds * 1_000),
    };
  }

  /** The address goes out sealed and is kept nowhere here: orders alone needs it. */
  private exchange({
    shipTo,
    lines,
    method,
    pickupLocationId,
  }: NonNullable<ReturnInput['exchange']>): Exchange {
    return {
      exchangeOrderId: uuidv7(),
      method,
      pickupLocationId: pickupLocationId ?? null,
      sealedShipTo:
        shipTo === undefined ? null : seal(this.settings.sealingSecret, 'ship-to', JSON.stringify(shipTo)),
      lines: lines.map(({ unitPrice, ...line }) => ({
        ...line,
        unitPrice: unitPrice === undefined ? null : plainDecimal(unitPrice),
      })),
    };
  }
}

/** The answer to a returnId that is known; undefined for a new one. */
async function sameAgain(
  tx: QueryRunner,
  returnId: string,
  contentHash: string,
): Promise<Outcome<ReturnReceipt> | undefined> {
  const known: StoredReturn | undefined = (await readReturns(tx, [returnId])).get(returnId);
  if (known === undefined) return undefined;
  if (known.contentHash === contentHash) return accepted(receiptOf(known));
  const detail = `Return ${returnId} is there with other content. Take a new returnId for another return.`;
  return refused('return_id_reused', detail);
}

const receiptOf = (ret: Pick<StoredReturn, 'returnId' | 'status' | 'exchangeOrderId'>): ReturnReceipt => ({
  returnId: ret.returnId,
  status: ret.status,
  ...(ret.exchangeOrderId === null ? {} : { exchangeOrderId: ret.exchangeOrderId }),
});

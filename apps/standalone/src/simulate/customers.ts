import { type OrdersSchemas, paged } from '#client';
import { ask, type Errand, Over, pause } from './errand.js';
import type { FollowOrder } from './order-journey.js';
import type { Random } from './random.js';
import type { Line, Place } from './retailer.js';

/** What a customer of the web shop wants, and near which store they live. */
export interface Wish {
  readonly near: Place;
  readonly lines: readonly Line[];
}

const CUSTOMERS = 500;
const HOLD_SECONDS = 300;
const LONGEST_WAIT_MS = 60_000;
/** An order that ours left behind when it was stopped. */
const UNFINISHED = ['open', 'accepted', 'picking', 'packed', 'ready_for_pickup'] as const;

/** Customers of the web shop: they reserve or not, order to collect or to be sent, and are followed until they have it. */
export class Customers {
  private made = 0;
  private readonly followed = new Set<Promise<void>>();
  private failure: Error | undefined;

  constructor(
    private readonly errand: Errand,
    private readonly wish: (random: Random) => Wish,
    private readonly follow: FollowOrder,
    private readonly random: Random,
  ) {}

  /** First takes up the orders of earlier runs, whose ids begin so, where those left them. */
  async keepOrdering(perMinute: () => number, prefix: string): Promise<void> {
    try {
      await this.takeUp(prefix);
      for (;;) {
        // Cut in portions, which changes nothing: how long one has waited does not matter for how long one will.
        const wait = perMinute() > 0 ? this.random.exponential(60_000 / perMinute()) : Infinity;
        await pause(Math.min(wait, LONGEST_WAIT_MS), this.errand.signal);
        if (this.failure !== undefined) throw this.failure;
        if (wait > LONGEST_WAIT_MS) continue;
        this.made += 1;
        const orderId = `${this.errand.run}-order-${this.made}`;
        this.begin(this.order(orderId, this.random.fork(orderId)));
      }
    } finally {
      await Promise.all(this.followed);
    }
  }

  private async takeUp(prefix: string): Promise<void> {
    const { shop } = this.errand;
    const found = new Set<string>();
    const unfinished = paged(async (cursor) => {
      const query = { status: [...UNFINISHED], limit: 500, cursor };
      const call = shop.orders.GET('/orders/v1/fulfillments', { params: { query } });
      return { data: (await ask(this.errand, call)) ?? { items: [], nextCursor: null } };
    });
    for await (const { orderId } of unfinished) {
      if (this.errand.signal.aborted) return;
      if (orderId.startsWith(prefix)) found.add(orderId);
    }
    for (const orderId of found) this.begin(this.follow(orderId, this.random.fork(orderId)));
  }

  private begin(journey: Promise<void>): void {
    const followed = journey
      .catch((error: Error) => {
        if (!(error instanceof Over)) this.failure = error;
      })
      .then(() => void this.followed.delete(followed));
    this.followed.add(followed);
  }

  private async order(orderId: string, random: Random): Promise<void> {
    const { shop, tally } = this.errand;
    const { near, lines } = this.wish(random);
    const order: OrdersSchemas['OrderInput'] = {
      orderId,
      channel: 'web',
      customerId: `sim-customer-${random.below(CUSTOMERS)}`,
      method: random.chance(0.6) ? 'pickup' : 'ship',
      currency: 'USD',
      lines: lines.map((line, index) => ({ lineId: String(index + 1), ...line })),
    };
    if (order.method === 'ship') order.shipTo = someAddress(near, random);
    else {
      order.pickupLocationId = near.locationId;
      if (random.chance(0.5)) {
        order.reservationId = await this.reserve(orderId, near, lines);
        if (order.reservationId === undefined) return;
        // Looking for the card.
        await pause(random.exponential(2_000), this.errand.signal);
      }
    }
    const placed = await ask(
      this.errand,
      shop.orders.POST('/orders/v1/orders', { body: order }),
      'place order',
    );
    if (placed === undefined) return;
    tally.add('orders');
    await this.follow(orderId, random);
  }

  private async reserve(
    reference: string,
    { locationId }: Place,
    lines: readonly Line[],
  ): Promise<string | undefined> {
    const body = {
      reference,
      ttlSeconds: HOLD_SECONDS,
      lines: lines.map(({ sku, quantity }) => ({ sku, quantity, locationId })),
    };
    const call = this.errand.shop.inventory.POST('/inventory/v1/reservations', { body });
    const hold = await ask(this.errand, call, 'reserve');
    if (hold === undefined) this.errand.tally.add('soldOutAtCheckout');
    return hold?.reservationId;
  }
}

/** Within ten kilometres or so. */
function someAddress({ latitude, longitude }: Place, random: Random): OrdersSchemas['ShipTo'] {
  return {
    latitude: latitude + (random.next() - 0.5) / 5,
    longitude: longitude + (random.next() - 0.5) / 5,
    address: `${1 + random.below(900)} Simulation Street (fictional)`,
  };
}

import { setTimeout as pause } from 'node:timers/promises';
import type { Fulfillment, Order, StockLevel } from '#contracts';
import { ApiClient, ProblemAnswer } from '../cli/client.js';

const STORE = 'store-367';
const WAREHOUSE = 'warehouse-1';
/** Near the stores of the sample. */
const CUSTOMER = {
  latitude: 39.12,
  longitude: -84.51,
  address: '12 Example Street, Falcon Corner (fictional)',
};
/** Known, and nowhere in stock. */
const SOLD_OUT = 'sample-sold-out';
const PATIENCE_MS = 20_000;

/** An order of the sample, and how far it has come. */
interface Journey {
  readonly orderId: string;
  readonly order: object;
  readonly goOn: (journey: Walk) => Promise<void>;
}

/**
 * Sets the sample retailer's orders and returns in motion, by HTTP as a shop, its associates and its customers would:
 * one left in each state that a store's work list or a returns desk knows. Their ids are fixed, so doing it again does
 * nothing twice. (An expired pickup needs days: leave one of these alone.)
 */
export async function loadJourneys(client: ApiClient, signal?: AbortSignal): Promise<{ orders: number }> {
  const skus = await shelvesOf(client);
  await client.put(`/inventory/v1/items/${SOLD_OUT}`, { name: 'Sold out everywhere' });
  const journeys = journeysWith(skus);
  for (const customer of ['ada', 'bo']) {
    await client.put(`/notifications/v1/contacts/sample-${customer}`, {
      email: `${customer}@customers.example`,
      locale: customer === 'bo' ? 'zh-CN' : 'en',
    });
  }
  await Promise.all(journeys.map((journey) => new Walk(client, journey.orderId, signal).begin(journey)));
  return { orders: journeys.length };
}

/** Items that the store has enough of, and that the warehouse has as well. */
async function shelvesOf(client: ApiClient): Promise<string[]> {
  const [inStore, inWarehouse] = await Promise.all([STORE, WAREHOUSE].map((id) => stockOf(client, id)));
  const skus = [...(inStore ?? [])].filter((sku) => inWarehouse?.has(sku));
  if (skus.length < 14)
    throw new Error(`The sample's ${STORE} and ${WAREHOUSE} have too few items in common`);
  return skus;
}

async function stockOf(client: ApiClient, locationId: string): Promise<Set<string>> {
  const skus = new Set<string>();
  for await (const level of client.list<StockLevel>('/inventory/v1/levels', { locationId })) {
    if (level.available >= 6) skus.add(level.sku);
  }
  return skus;
}

function journeysWith(skus: readonly string[]): Journey[] {
  let made = 0;
  const order = (
    method: 'pickup' | 'ship',
    goOn: Journey['goOn'],
    { sku, quantity = 1 }: { sku?: string; quantity?: number } = {},
  ): Journey => {
    made += 1;
    const orderId = `sample-order-${made}`;
    return {
      orderId,
      goOn,
      order: {
        orderId,
        channel: 'web',
        customerId: made % 2 === 0 ? 'sample-bo' : 'sample-ada',
        method,
        ...(method === 'pickup' ? { pickupLocationId: STORE } : {}),
        shipTo: CUSTOMER,
        currency: 'USD',
        lines: [{ lineId: '1', sku: sku ?? skus[made % skus.length], quantity, unitPrice: '4.50' }],
      },
    };
  };
  const ship = { carrier: 'Parcel Post', trackingNumber: 'SAMPLE-1' };
  return [
    order('pickup', (walk) => walk.steps()),
    order('pickup', (walk) => walk.steps(['accept'])),
    order('pickup', (walk) => walk.steps(['accept'], ['pick'])),
    order('pickup', (walk) => walk.steps(['accept'], ['pick'], ['pack'])),
    order('pickup', (walk) => walk.steps(['accept'], ['pick'], ['pack'], ['ready'])),
    order('pickup', (walk) => walk.collect()),
    order('pickup', async (walk) => {
      await walk.collect();
      await walk.comeBack('authorized');
    }),
    order('pickup', async (walk) => {
      await walk.collect();
      await walk.comeBack('received');
    }),
    order('ship', (walk) => walk.steps(['accept'], ['pick'], ['pack'], ['ship', ship])),
    order('ship', async (walk) => {
      await walk.steps(['accept'], ['pick'], ['pack'], ['ship', ship]);
      await walk.comeBack('received');
    }),
    order(
      'ship',
      (walk) =>
        walk.steps(['accept'], ['pick', { lines: [{ lineId: '1', picked: 1 }] }], ['pack'], ['ship', ship]),
      { quantity: 2 },
    ),
    order('ship', (walk) => walk.steps(['reject', { reason: 'not on the shelf', countNow: false }])),
    order('ship', (walk) => walk.cancel()),
    order('ship', async () => {}, { sku: SOLD_OUT }),
  ];
}

/** One order on its way. What was done before is not done again. */
class Walk {
  constructor(
    private readonly client: ApiClient,
    private readonly orderId: string,
    private readonly signal: AbortSignal | undefined,
  ) {}

  async begin({ order, goOn }: Journey): Promise<void> {
    await this.client.post('/orders/v1/orders', order);
    await goOn(this);
  }

  /** The steps of its first fulfillment, once that is there. */
  async steps(...steps: readonly (readonly [step: string, body?: object])[]): Promise<void> {
    const { fulfillmentId } = await this.fulfillment();
    for (const [step, body] of steps) {
      await unlessDone(this.client.post(`/orders/v1/fulfillments/${fulfillmentId}/${step}`, body ?? {}));
    }
  }

  async collect(): Promise<void> {
    const { fulfillmentId, status } = await this.fulfillment();
    if (status === 'picked_up') return;
    await this.steps(['accept'], ['pick'], ['pack'], ['ready']);
    const path = `/orders/v1/orders/${this.orderId}/pickup-code`;
    const { code } = await this.client.get<{ code: string }>(path);
    await this.client.post(`/orders/v1/fulfillments/${fulfillmentId}/handover`, {
      pickupCode: code,
      collectedBy: 'The customer',
    });
  }

  async cancel(): Promise<void> {
    await this.fulfillment();
    await unlessDone(this.client.post(`/orders/v1/orders/${this.orderId}/cancel`, {}));
  }

  /** Sends the goods back: `authorized`, and then `received` at the warehouse, the refund asked for. */
  async comeBack(until: 'authorized' | 'received'): Promise<void> {
    const returnId = `${this.orderId}-return`;
    await this.patiently(() =>
      this.client.post('/returns/v1/returns', {
        returnId,
        orderId: this.orderId,
        method: until === 'received' ? 'mail' : 'store',
        resolution: 'refund',
        lines: [{ lineId: '1', quantity: 1, reason: 'changed my mind' }],
      }),
    );
    if (until === 'authorized') return;
    const line = { lineId: '1', quantity: 1, condition: 'unopened', disposition: 'restock' };
    const body = { locationId: WAREHOUSE, lines: [line] };
    await this.client.post(`/returns/v1/returns/${returnId}/receive`, body, `${returnId}-receive`);
  }

  private fulfillment(): Promise<Fulfillment> {
    return this.patiently(async () => {
      const { fulfillments } = await this.client.get<Order>(`/orders/v1/orders/${this.orderId}`);
      const [first] = fulfillments;
      if (first === undefined) throw new Error(`${this.orderId} of the sample has no fulfillment yet`);
      return first;
    });
  }

  /** Again and again until it can be done: services learn of each other's facts in their own time. */
  private async patiently<T>(attempt: () => Promise<T>): Promise<T> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      try {
        return await attempt();
      } catch (error) {
        if (Date.now() > deadline || this.signal?.aborted) throw error;
        await pause(100);
      }
    }
  }
}

/** A start that was interrupted may have come further already: its steps are out of turn now. */
async function unlessDone(step: Promise<unknown>): Promise<void> {
  try {
    await step;
  } catch (error) {
    if (!(error instanceof ProblemAnswer && error.status === 409)) throw error;
  }
}

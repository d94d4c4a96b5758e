import type {
  CancelReason,
  EventData,
  FulfillmentReadyForPickup,
  Locale,
  LowStock,
  OpeningHours,
  OrderAllocated,
  OrderLinesCancelled,
  OrderRefundDue,
  Oversold,
  RefundIssued,
  ReturnReceived,
} from '#contracts';
import type { Template } from '../domain/templates.js';
import { money, moment, openingHours } from './formats.js';
import type { Word, Wording } from './wording.js';

/** A location as the service's own view knows it. */
export interface KnownLocation {
  readonly name: string;
  readonly address: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly timeZone: string;
  readonly openingHours: OpeningHours | null;
}

/** What a message may look up besides its event. */
export interface Surroundings {
  readonly locale: Locale;
  readonly wording: Wording;
  readonly shop: string;
  /** How the person is called; null for a store, or when nobody knows. */
  readonly name: string | null;
  readonly itemNames: ReadonlyMap<string, string>;
  readonly locations: ReadonlyMap<string, KnownLocation>;
  readonly pickupCode: (fulfillmentId: string, version: number) => string;
  /** Where a place is shown: by its coordinates, or by its address. */
  readonly mapUrl: (place: string) => string;
}

/** What the sentences of a template may refer to. Everything is there; what does not apply is null. */
export interface Values {
  readonly shop: string;
  readonly orderId: string | null;
  readonly returnId: string | null;
  readonly storeName: string | null;
  readonly storeAddress: string | null;
  readonly mapUrl: string | null;
  readonly pickupBy: string | null;
  readonly promisedAt: string | null;
  readonly code: string | null;
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
  readonly amount: string | null;
  readonly reason: string | null;
  readonly itemName: string | null;
  readonly available: number | null;
  readonly threshold: number | null;
  readonly shortage: number | null;
  readonly complete: boolean | null;
  readonly whole: boolean | null;
  readonly isPickup: boolean | null;
  readonly isTransfer: boolean | null;
}

export interface StoreBlock {
  readonly name: string;
  readonly address: string | null;
  readonly hours: readonly { readonly days: string; readonly times: string }[];
  readonly mapUrl: string | null;
}

/** A message before it is put into words: what its sentences refer to, and the blocks below them. */
export interface MessageView {
  readonly values: Values;
  readonly name: string | null;
  readonly forStore: boolean;
  readonly details: readonly { readonly word: Word; readonly value: string }[];
  readonly lines: readonly { readonly name: string; readonly quantity: number }[];
  readonly store: StoreBlock | null;
}

type Fulfillment = EventData<typeof FulfillmentReadyForPickup>;
type Detail = MessageView['details'][number];
type Parts = Partial<Values> & {
  readonly details?: readonly (Detail | null)[];
  readonly lines?: readonly { readonly sku: string; readonly quantity: number }[];
  /** The place whose block stands below. */
  readonly store?: string;
  readonly forStore?: boolean;
};

/** The data of a `back_in_stock` message. `locationId` is null when the customer asked for any place. */
export interface BackInStock {
  readonly sku: string;
  readonly locationId: string | null;
  readonly askedAt: string;
}

/** What a message shows, from the data of its event. */
export function viewOf(template: Template, data: unknown, around: Surroundings): MessageView {
  const parts = BUILDERS[template](data as never, around);
  const { details = [], lines = [], store, forStore = false, ...values } = parts;
  const block = store === undefined ? null : storeBlock(store, around);
  return {
    values: {
      ...NOTHING,
      shop: around.shop,
      ...(block === null ? {} : { storeName: block.name, storeAddress: block.address, mapUrl: block.mapUrl }),
      ...values,
    },
    name: forStore ? null : around.name,
    forStore,
    details: details.filter((detail) => detail !== null),
    lines: unitsBySku(lines).map(({ sku, quantity }) => ({ name: itemName(sku, around), quantity })),
    store: forStore ? null : block,
  };
}

const NOTHING: Omit<Values, 'shop'> = {
  orderId: null,
  returnId: null,
  storeName: null,
  storeAddress: null,
  mapUrl: null,
  pickupBy: null,
  promisedAt: null,
  code: null,
  carrier: null,
  trackingNumber: null,
  amount: null,
  reason: null,
  itemName: null,
  available: null,
  threshold: null,
  shortage: null,
  complete: null,
  whole: null,
  isPickup: null,
  isTransfer: null,
};

type Builder<T> = (data: T, around: Surroundings) => Parts;

const orderConfirmed: Builder<EventData<typeof OrderAllocated>> = ({ orderId, fulfillments }) => {
  const stores = new Set(fulfillments.filter(({ method }) => method === 'pickup').map((f) => f.locationId));
  const [store] = stores;
  return {
    orderId,
    details: [detail('order', orderId)],
    lines: fulfillments.flatMap(({ lines }) => lines),
    ...(stores.size === 1 && store !== undefined ? { store } : {}),
  };
};

/** Where the customer comes: the store that it was sent to, else the one that prepared it. */
const pickup: Builder<Fulfillment> = (fulfillment, around) => {
  const { orderId, fulfillmentId, pickupCodeVersion, pickupBy, lines } = fulfillment;
  const store = fulfillment.pickupLocationId ?? fulfillment.locationId;
  const until = pickupBy === null ? null : momentAt(pickupBy, store, around);
  return {
    orderId,
    code: pickupCodeVersion === null ? null : around.pickupCode(fulfillmentId, pickupCodeVersion),
    pickupBy: until,
    details: [detail('order', orderId), detail('pickupBy', until)],
    // What was not on the shelf is not in the bag.
    lines: lines.map(({ sku, quantity, picked }) => ({ sku, quantity: picked > 0 ? picked : quantity })),
    store,
  };
};

const pickupExpired: Builder<Fulfillment> = ({ orderId, pickupLocationId, locationId, lines }, around) => ({
  orderId,
  storeName: placeName(pickupLocationId ?? locationId, around),
  details: [detail('order', orderId)],
  lines,
});

const shipped: Builder<Fulfillment> = ({ orderId, carrier, trackingNumber, lines }) => ({
  orderId,
  carrier,
  trackingNumber,
  details: [detail('order', orderId), detail('carrier', carrier), detail('trackingNumber', trackingNumber)],
  lines: lines.map(({ sku, quantity, picked }) => ({ sku, quantity: picked > 0 ? picked : quantity })),
});

const linesCancelled: Builder<EventData<typeof OrderLinesCancelled>> = (data, around) => ({
  orderId: data.orderId,
  reason: reasonOf(data.reason, around),
  whole: data.status === 'cancelled' || data.status === 'unfillable',
  details: [detail('order', data.orderId)],
  lines: data.lines,
});

const refundDue: Builder<EventData<typeof OrderRefundDue>> = (data, around) => ({
  orderId: data.orderId,
  amount: money(data.amount, data.currency, around.locale),
  reason: reasonOf(data.reason, around),
  details: [detail('order', data.orderId)],
  lines: data.lines,
});

const returnReceived: Builder<EventData<typeof ReturnReceived>> = ({
  returnId,
  orderId,
  lines,
  complete,
}) => ({
  returnId,
  orderId,
  complete,
  details: [detail('return', returnId), detail('order', orderId)],
  lines,
});

const refund: Builder<Omit<EventData<typeof RefundIssued>, 'settledAt'>> = (data, around) => {
  const amount = money(data.amount, data.currency, around.locale);
  const { returnId, orderId } = data;
  return {
    returnId,
    orderId,
    amount,
    details: [detail('return', returnId), detail('order', orderId), detail('amount', amount)],
  };
};

const backInStock: Builder<BackInStock> = ({ sku, locationId }, around) => ({
  itemName: itemName(sku, around),
  ...(locationId === null ? {} : { store: locationId }),
});

const work: Builder<Fulfillment> = ({ orderId, locationId, method, promisedAt, reason, lines }, around) => {
  const due = promisedAt === null ? null : momentAt(promisedAt, locationId, around);
  return {
    orderId,
    promisedAt: due,
    isPickup: method === 'pickup',
    isTransfer: method === 'ship_to_store',
    details: [detail('order', orderId), detail('promisedAt', due), detail('reason', reason)],
    lines,
    store: locationId,
    forStore: true,
  };
};

const oversold: Builder<EventData<typeof Oversold>> = ({ sku, locationId, shortage, atRisk }, around) => ({
  itemName: itemName(sku, around),
  shortage,
  details: [
    detail('shortage', String(shortage)),
    detail('atRisk', [...new Set(atRisk.map(({ reference }) => reference))].join(', ') || null),
  ],
  store: locationId,
  forStore: true,
});

const lowStock: Builder<EventData<typeof LowStock>> = (
  { sku, locationId, available, threshold },
  around,
) => ({
  itemName: itemName(sku, around),
  available,
  threshold,
  details: [detail('available', String(available)), detail('threshold', String(threshold))],
  store: locationId,
  forStore: true,
});

const BUILDERS: Readonly<Record<Template, Builder<never>>> = {
  order_confirmed: orderConfirmed,
  ready_for_pickup: pickup,
  pickup_reminder: pickup,
  pickup_expired: pickupExpired,
  shipped,
  lines_cancelled: linesCancelled,
  refund_due: refundDue,
  return_received: returnReceived,
  refund_issued: refund,
  store_credit_issued: refund,
  back_in_stock: backInStock,
  new_work: work,
  work_rejected: work,
  oversold,
  low_stock: lowStock,
};

const detail = (word: Word, value: string | null): Detail | null => (value === null ? null : { word, value });

const reasonOf = (reason: CancelReason, { wording }: Surroundings): string => wording.reasons[reason];

const itemName = (sku: string, { itemNames }: Surroundings): string => itemNames.get(sku) ?? sku;

const placeName = (locationId: string, { locations }: Surroundings): string =>
  locations.get(locationId)?.name ?? locationId;

const momentAt = (iso: string, locationId: string, { locale, locations }: Surroundings): string =>
  moment(iso, locale, locations.get(locationId)?.timeZone ?? 'UTC');

function storeBlock(locationId: string, { locale, locations, wording, mapUrl }: Surroundings): StoreBlock {
  const place = locations.get(locationId);
  if (place === undefined) return { name: locationId, address: null, hours: [], mapUrl: null };
  const { name, address, latitude, longitude } = place;
  const spot = latitude === null || longitude === null ? address : `${latitude},${longitude}`;
  return {
    name,
    address,
    hours: place.openingHours === null ? [] : openingHours(place.openingHours, locale, wording.words.closed),
    mapUrl: spot === null ? null : mapUrl(spot),
  };
}

/** Lines of one SKU are one line to a reader. */
function unitsBySku(
  lines: readonly { sku: string; quantity: number }[],
): { sku: string; quantity: number }[] {
  const units = new Map<string, number>();
  for (const { sku, quantity } of lines) units.set(sku, (units.get(sku) ?? 0) + quantity);
  return [...units].map(([sku, quantity]) => ({ sku, quantity })).filter(({ quantity }) => quantity > 0);
}

/** Every SKU and every location that an event's data speaks of, however deep: what its message may have to look up. */
export function referencesIn(data: unknown): { skus: string[]; locationIds: string[] } {
  const skus = new Set<string>();
  const locationIds = new Set<string>();
  const visit = (value: unknown, name = ''): void => {
    if (typeof value === 'string') {
      if (name === 'sku') skus.add(value);
      else if (name === 'locationId' || name === 'pickupLocationId') locationIds.add(value);
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, part] of Object.entries(value)) visit(part, key);
    }
  };
  visit(data);
  return { skus: [...skus], locationIds: [...locationIds] };
}

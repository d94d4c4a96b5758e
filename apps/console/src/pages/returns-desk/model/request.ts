import type { ReturnsSchemas } from '#client';

export type Returnable = ReturnsSchemas['Returnable'];
export type ReturnableLine = Returnable['lines'][number];
export type ReturnInput = ReturnsSchemas['ReturnInput'];
export type Purchase = ReturnsSchemas['Purchase'];

/** An order, or a receipt of a location. */
export type PurchaseRef =
  { readonly orderId: string } | { readonly saleId: string; readonly locationId: string };

export const refOf = ({ orderId, saleId, locationId }: Purchase): PurchaseRef | null => {
  if (orderId !== null) return { orderId };
  return saleId === null || locationId === null ? null : { saleId, locationId };
};

/** Why goods come back, in codes: they travel in events, while what somebody typed does not. */
export const REASONS = [
  'changed_mind',
  'too_many',
  'wrong_item',
  'damaged',
  'not_as_described',
  'present',
] as const;

export type Resolution = ReturnInput['resolution'];
export const RESOLUTIONS = ['refund', 'exchange', 'store_credit'] as const satisfies readonly Resolution[];

/** What is asked for of one line. */
export interface Wanted {
  readonly quantity: number;
  readonly reason: string;
}
export type WantedLines = Readonly<Record<string, Wanted>>;

/** What the customer gets instead. */
export interface Instead {
  readonly sku: string;
  readonly unitPrice: string | null;
}

export interface Request {
  readonly returnId: string;
  readonly purchase: PurchaseRef;
  readonly lines: readonly ReturnableLine[];
  readonly wanted: WantedLines;
  readonly resolution: Resolution;
  /** By line, where it is not the same item again. */
  readonly instead: Readonly<Record<string, Instead>>;
  /** The store at whose desk it is; an exchange is collected there. */
  readonly locationId: string;
}

export const wantedUnits = (wanted: WantedLines): number =>
  Object.values(wanted).reduce((sum, { quantity }) => sum + quantity, 0);

/** What the returns service is asked. */
export function requestOf(request: Request): ReturnInput {
  const { returnId, purchase, lines, wanted, resolution, instead, locationId } = request;
  const asked = lines.flatMap((line) => {
    const { quantity, reason } = wanted[line.lineId] ?? { quantity: 0, reason: '' };
    return quantity > 0 ? [{ line, quantity, reason }] : [];
  });
  return {
    returnId,
    ...purchase,
    method: 'store',
    resolution,
    lines: asked.map(({ line, quantity, reason }) => ({ lineId: line.lineId, quantity, reason })),
    ...(resolution === 'exchange'
      ? {
          exchange: {
            method: 'pickup',
            pickupLocationId: locationId,
            lines: asked.map(({ line, quantity }) => {
              const { sku, unitPrice } = instead[line.lineId] ?? line;
              return { lineId: line.lineId, sku, quantity, ...(unitPrice === null ? {} : { unitPrice }) };
            }),
          },
        }
      : {}),
  };
}

/** What the wanted units cost when they were bought; null where a price is not known. */
export function worth(lines: readonly ReturnableLine[], wanted: WantedLines): number | null {
  let sum = 0;
  for (const { lineId, unitPrice } of lines) {
    const quantity = wanted[lineId]?.quantity ?? 0;
    if (quantity === 0) continue;
    if (unitPrice === null) return null;
    sum += Number(unitPrice) * quantity;
  }
  return sum;
}

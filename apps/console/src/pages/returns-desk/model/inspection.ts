import type { ReturnsSchemas } from '#client';

export type Return = ReturnsSchemas['Return'];
export type Receipt = ReturnsSchemas['ReceiveInput'];
export type Disposition = Receipt['lines'][number]['disposition'];

/** What a unit is like when it comes back, in codes of the desk. */
export const CONDITIONS = ['as_new', 'opened', 'worn', 'damaged', 'wrong_item'] as const;
export type Condition = (typeof CONDITIONS)[number];

export const DISPOSITIONS = [
  'restock',
  'refurbish',
  'quarantine',
  'return_to_warehouse',
  'dispose',
] as const satisfies readonly Disposition[];

/** What usually becomes of a unit in that condition; the associate may know better. */
export const USUAL: Readonly<Record<Condition, Disposition>> = {
  as_new: 'restock',
  opened: 'refurbish',
  worn: 'return_to_warehouse',
  damaged: 'dispose',
  wrong_item: 'quarantine',
};

/** One unit on the desk. */
export interface Unit {
  readonly key: string;
  readonly lineId: string;
  readonly sku: string;
  /** Whether it has come; one that has not stays awaited. */
  readonly here: boolean;
  readonly condition: Condition;
  readonly disposition: Disposition;
}

/** A unit for each that is still awaited, as new and here until somebody says otherwise. */
export function awaitedUnits({ lines }: Pick<Return, 'lines'>): readonly Unit[] {
  return lines.flatMap(({ lineId, sku, quantity, received }) =>
    Array.from({ length: Math.max(0, quantity - received) }, (_, i) => ({
      key: `${lineId}/${received + i}`,
      lineId,
      sku,
      here: true,
      condition: 'as_new' as const,
      disposition: USUAL.as_new,
    })),
  );
}

/** The unit with another condition, and what usually becomes of it then. */
export const inCondition = (unit: Unit, condition: Condition): Unit => ({
  ...unit,
  condition,
  disposition: USUAL[condition],
});

/** What the returns service is told: the units that are here, alike ones together. */
export function receiptLines(units: readonly Unit[]): Receipt['lines'] {
  const lines = new Map<string, Receipt['lines'][number]>();
  for (const { lineId, condition, disposition, here } of units) {
    if (!here) continue;
    const key = JSON.stringify([lineId, condition, disposition]);
    const quantity = (lines.get(key)?.quantity ?? 0) + 1;
    lines.set(key, { lineId, quantity, condition, disposition });
  }
  return [...lines.values()];
}

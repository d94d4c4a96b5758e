/** One product in the basket. What it is called and costs is looked up anew, so it is never old. */
export interface BasketLine {
  readonly sku: string;
  readonly quantity: number;
}
export type Basket = readonly BasketLine[];

export const MOST_OF_ONE = 99;

/** So many units more (or fewer, below zero) of a product. */
export function added(basket: Basket, sku: string, quantity: number): Basket {
  const before = basket.find((line) => line.sku === sku)?.quantity ?? 0;
  return changed(basket, sku, before + quantity);
}

/** So many units of a product; none takes it out. */
export function changed(basket: Basket, sku: string, quantity: number): Basket {
  const wanted = Math.min(MOST_OF_ONE, quantity);
  if (wanted <= 0) return basket.filter((line) => line.sku !== sku);
  if (!basket.some((line) => line.sku === sku)) return [...basket, { sku, quantity: wanted }];
  return basket.map((line) => (line.sku === sku ? { sku, quantity: wanted } : line));
}

export const unitsIn = (basket: Basket): number => basket.reduce((sum, { quantity }) => sum + quantity, 0);

/** What was kept on the device, as far as it is a basket. */
export function readBasket(kept: string | null): Basket {
  try {
    const value = JSON.parse(kept ?? '[]') as unknown;
    if (!Array.isArray(value)) return [];
    return value.flatMap((line: unknown) => {
      const { sku, quantity } = (line ?? {}) as Partial<BasketLine>;
      const fits =
        typeof sku === 'string' && Number.isInteger(quantity) && quantity! > 0 && quantity! <= MOST_OF_ONE;
      return fits ? [{ sku, quantity: quantity! }] : [];
    });
  } catch {
    return [];
  }
}

/** What it comes to, in cents added up so that no tenth of one gets lost; null where a price is not known. */
export function total(basket: Basket, priceOf: (sku: string) => string | null | undefined): number | null {
  let cents = 0;
  for (const { sku, quantity } of basket) {
    const price = priceOf(sku);
    if (price === null || price === undefined) return null;
    cents += Math.round(Number(price) * 100) * quantity;
  }
  return cents / 100;
}

import type { InventorySchemas } from '#client';

export type Item = InventorySchemas['Item'];

/** A product as the shop shows it. */
export interface Product {
  readonly sku: string;
  readonly title: string;
  /** Size and brand, as far as they are known. */
  readonly details: string;
  readonly category: string | null;
  /** A decimal; null where the catalogue has none. */
  readonly price: string | null;
  readonly currency: string;
  readonly lowStockThreshold: number | null;
}

/** An item's name without its size, and not shouted; the price is what its attributes say. */
export function productOf(item: Item): Product {
  const { size = '', brand = '', price, currency = 'USD' } = item.attributes;
  const name = item.name ?? item.sku;
  const bare = size !== '' && name.endsWith(`, ${size}`) ? name.slice(0, -size.length - 2) : name;
  return {
    sku: item.sku,
    title: spoken(bare),
    details: [size.toLowerCase(), brand].filter((part) => part !== '').join(' · '),
    category: item.category,
    price: price !== undefined && /^\d+(\.\d+)?$/.test(price) ? price : null,
    currency,
    lowStockThreshold: item.lowStockThreshold,
  };
}

/** Catalogues often shout: "FLUID MILK" is said "Fluid milk". */
export function spoken(name: string): string {
  const shouted = name === name.toUpperCase() && /[A-Z]{3}/.test(name);
  if (!shouted) return name;
  const quiet = name.toLowerCase();
  return quiet.charAt(0).toUpperCase() + quiet.slice(1);
}

import { useMemo } from 'react';
import { added, type Basket, changed, readBasket } from '../model/basket.js';
import { useKept } from './kept.js';

export interface BasketTools {
  readonly basket: Basket;
  add(sku: string, quantity: number): void;
  change(sku: string, quantity: number): void;
  empty(): void;
}

/** What the customer is about to buy, kept on this device. */
export function useBasket(): BasketTools {
  const [kept, keep] = useKept('shelfstream-shop-basket');
  return useMemo(() => {
    const basket = readBasket(kept);
    const save = (next: Basket) => keep(JSON.stringify(next));
    return {
      basket,
      add: (sku, quantity) => save(added(basket, sku, quantity)),
      change: (sku, quantity) => save(changed(basket, sku, quantity)),
      empty: () => save([]),
    };
  }, [kept, keep]);
}

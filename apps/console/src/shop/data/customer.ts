import { useKept } from './kept.js';

const CUSTOMER = 'shelfstream-shop-customer';
const ORDERS = 'shelfstream-shop-orders';

/** Whose browser this is: a pseudonym of its own. A real shop has accounts; how to reach people stays with notifications. */
export function customerId(): string {
  const kept = localStorage.getItem(CUSTOMER);
  if (kept !== null) return kept;
  const made = `guest-${crypto.randomUUID().slice(0, 13)}`;
  localStorage.setItem(CUSTOMER, made);
  return made;
}

/** The orders that were placed in this browser, newest first. */
export function useOwnOrders(): [readonly string[], (orderId: string) => void] {
  const [kept, keep] = useKept(ORDERS);
  const orders = (kept ?? '').split(' ').filter((id) => id !== '');
  return [orders, (orderId) => keep([orderId, ...orders].slice(0, 50).join(' '))];
}

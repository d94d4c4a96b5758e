// @ts-check
import { setTimeout as pause } from 'node:timers/promises';
import { ProblemError, unwrap } from '@shelfstream/client';

/**
 * @typedef {{ sku: string, quantity: number, unitPrice: string }} CartLine
 * @typedef {object} Checkout
 * @property {string} checkoutId One for each time that a customer presses "pay"; kept with the cart. It becomes the order's id.
 * @property {string} customerId A pseudonym: who that is, notifications alone knows.
 * @property {string} storeId Where the customer collects.
 * @property {string} currency
 * @property {CartLine[]} lines
 * @property {string} card
 *
 * @typedef {{ sku: string, locationId: string, requested: number, available: number }} Short
 *
 * @typedef {{ status: 'ordered', orderId: string, storeId: string, pickupCode: string }
 *   | { status: 'sold_out', short: Short[] }
 *   | { status: 'not_paid', reason: string }
 *   | { status: 'cancelled', reason: string }} Outcome
 */

/** How long the goods are kept for a customer who is paying, in seconds. */
const HOLD_SECONDS = 600;
const PATIENCE_MS = 30_000;

/**
 * Reserve, authorise, place, capture. The money is taken last, and each step that fails undoes those before it. Every step is
 * known by the checkout's id, here and at the payment provider, so a shop that crashed in the middle calls this again
 * with the same checkout: what was done is not done twice. A checkout that is never taken up again harms nobody: the hold
 * lapses by itself, and so does the authorisation.
 *
 * @param {{ shop: import('@shelfstream/client').Shelfstream, payments: import('./payments.js').Payments }} with_
 * @param {Checkout} checkout
 * @returns {Promise<Outcome>}
 */
export async function checkOut({ shop, payments }, checkout) {
  const { checkoutId, storeId, lines } = checkout;

  const { data: hold, error: refusal } = await shop.inventory.POST('/inventory/v1/reservations', {
    params: onceFor(checkout, 'reserve'),
    body: {
      reference: checkoutId,
      ttlSeconds: HOLD_SECONDS,
      lines: lines.map(({ sku, quantity }) => ({ sku, quantity, locationId: storeId })),
    },
  });
  if (refusal?.code === 'insufficient_stock') {
    return { status: 'sold_out', short: /** @type {Short[]} */ (refusal['lines']) };
  }
  if (refusal !== undefined) throw new ProblemError(refusal);

  const authorised = await payments.authorise(checkoutId, total(lines), checkout.card);
  if (!authorised.ok) {
    await release(shop, checkout, hold.reservationId);
    return { status: 'not_paid', reason: authorised.reason };
  }

  const { error: notPlaced } = await shop.orders.POST('/orders/v1/orders', {
    params: onceFor(checkout, 'place'),
    body: {
      orderId: checkoutId,
      channel: 'web',
      customerId: checkout.customerId,
      method: 'pickup',
      pickupLocationId: storeId,
      reservationId: hold.reservationId,
      currency: checkout.currency,
      // Bought for this store: when it cannot keep its promise, the customer is asked, not sent elsewhere.
      onShortage: 'cancel',
      lines: lines.map((line, index) => ({ lineId: String(index + 1), ...line })),
    },
  });
  if (notPlaced !== undefined) {
    await payments.void(checkoutId);
    await release(shop, checkout, hold.reservationId);
    return { status: 'cancelled', reason: notPlaced.detail };
  }

  const promised = await promiseOf(shop, checkoutId);
  if (!promised) return giveUp({ shop, payments }, checkout, 'the store could not keep its promise');
  const captured = await payments.capture(checkoutId);
  if (!captured.ok) return giveUp({ shop, payments }, checkout, captured.reason);

  const { code } = await unwrap(
    shop.orders.GET('/orders/v1/orders/{orderId}/pickup-code', { params: { path: { orderId: checkoutId } } }),
  );
  return { status: 'ordered', orderId: checkoutId, storeId, pickupCode: code };
}

/**
 * The order is placed and shall not be: its units are free again at once, and the money is not taken.
 *
 * @param {{ shop: import('@shelfstream/client').Shelfstream, payments: import('./payments.js').Payments }} with_
 * @param {Checkout} checkout
 * @param {string} reason
 * @returns {Promise<Outcome>}
 */
async function giveUp({ shop, payments }, checkout, reason) {
  await payments.void(checkout.checkoutId);
  const { error } = await shop.orders.POST('/orders/v1/orders/{orderId}/cancel', {
    params: { path: { orderId: checkout.checkoutId }, ...onceFor(checkout, 'cancel') },
  });
  // 409: it is over already, because nobody had the goods.
  if (error !== undefined && error.status !== 409) throw new ProblemError(error);
  return { status: 'cancelled', reason };
}

/**
 * Whether the store has promised the goods. A moment after the order is placed, the stock ledger has turned the hold into a
 * promise; a web page would rather show "we are confirming your order" and listen to a webhook.
 *
 * @param {import('@shelfstream/client').Shelfstream} shop
 * @param {string} orderId
 */
async function promiseOf(shop, orderId) {
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    const order = await unwrap(
      shop.orders.GET('/orders/v1/orders/{orderId}', { params: { path: { orderId } } }),
    );
    if (order.status === 'cancelled' || order.status === 'unfillable') return false;
    if (order.status !== 'placed' && order.status !== 'sourcing') return true;
    await pause(100);
  }
  return false;
}

/**
 * @param {import('@shelfstream/client').Shelfstream} shop
 * @param {Checkout} checkout
 * @param {string} reservationId
 */
async function release(shop, checkout, reservationId) {
  const { error } = await shop.inventory.POST('/inventory/v1/reservations/{reservationId}/release', {
    params: { path: { reservationId }, ...onceFor(checkout, 'release') },
    body: {},
  });
  // 409: it has lapsed by itself.
  if (error !== undefined && error.status !== 409) throw new ProblemError(error);
}

/**
 * The client makes a key for each call by itself; one of our own holds over a crash of ours, too.
 *
 * @param {Checkout} checkout
 * @param {string} step
 */
const onceFor = ({ checkoutId }, step) => ({ header: { 'Idempotency-Key': `${checkoutId}/${step}` } });

/**
 * In cents, so that no fraction is lost on the way.
 *
 * @param {CartLine[]} lines
 */
const total = (lines) =>
  lines.reduce((sum, { quantity, unitPrice }) => sum + quantity * Math.round(Number(unitPrice) * 100), 0);

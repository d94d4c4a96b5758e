import { unwrap } from '#client';
import type { Errand } from './errand.js';
import type { Retailer, Store } from './retailer.js';

const AT_ONCE = 1_000;
const DAY = [{ opens: '00:00', closes: '24:00' }];
const OPEN = {
  monday: DAY,
  tuesday: DAY,
  wednesday: DAY,
  thursday: DAY,
  friday: DAY,
  saturday: DAY,
  sunday: DAY,
};

/** Makes the retailer known, or finds it known from an earlier run. Its ids begin with `sim-`: nothing else is touched. */
export async function setUpRetailer({ shop }: Errand, retailer: Retailer): Promise<void> {
  const open = ({ locationId, name, latitude, longitude }: Store, kind: 'store' | 'warehouse') =>
    unwrap(
      shop.inventory.PUT('/inventory/v1/locations/{locationId}', {
        params: { path: { locationId } },
        body: {
          name,
          kind,
          latitude,
          longitude,
          timeZone: 'America/New_York',
          capabilities: kind === 'store' ? ['pickup', 'ship', 'returns'] : ['ship', 'returns'],
          openingHours: OPEN,
        },
      }),
    );
  await open(retailer.warehouse, 'warehouse');
  for (const store of retailer.stores) await open(store, 'store');
  for (let at = 0; at < retailer.products.length; at += AT_ONCE) {
    const items = retailer.products.slice(at, at + AT_ONCE).map(({ sku, name, category }) => ({
      sku,
      name,
      category,
      returnWindowDays: 30,
      lowStockThreshold: 3,
    }));
    await unwrap(shop.inventory.POST('/inventory/v1/items/batch', { body: { items } }));
  }
}

// Makes the sample retailer in apps/standalone/sample from The Complete Journey (84.51°, CC0).
//
//   node scripts/make-sample.mjs FOLDER     with FOLDER/sales-2017-q1.csv.gz and FOLDER/products.csv.gz
//
// The same input gives the same output. docs/sample-data.md says what in it is real and what is chosen here.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { inRoot } from './lib/paths.mjs';

// A full week, Sunday to Saturday, with neither a holiday nor a clock change in it.
const FIRST_DAY = '2017-02-05';
const LAST_DAY = '2017-02-11';
// One second before the first day begins.
const OPENED_AT = '2017-02-04 23:59:59';
// Stores lie within this radius of the middle of Cincinnati, the busiest in the middle.
const CENTRE = { latitude: 39.1031, longitude: -84.512 };
const RADIUS_KM = 45;
const LOW_STOCK_THRESHOLD = 3;
const WAREHOUSE = { items: 1_000, units: 240 };
// A store opens the week with what it sells in it and 0 to 24 units more.
const MOST_LEFT_OVER = 24;

const folder = process.argv[2];
if (folder === undefined) {
  console.error('Name the folder of the downloaded data: node scripts/make-sample.mjs FOLDER');
  process.exit(1);
}
const table = (name) => parse(gunzipSync(readFileSync(join(folder, name))), { columns: true });
const write = (name, header, rows) => {
  const text = [header, ...rows].map((row) => row.map(quoted).join(',')).join('\n') + '\n';
  const path = inRoot('apps/standalone/sample', name);
  writeFileSync(path, name.endsWith('.gz') ? gzipSync(text, { level: 9 }) : text);
  console.log(`${name}: ${rows.length} rows`);
};
const quoted = (cell) =>
  /[",\n]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : String(cell);
/** A fixed number below `limit` that looks random. */
const draw = (limit, ...parts) =>
  createHash('sha256').update(parts.join('/')).digest().readUInt32BE(0) % limit;

const lines = table('sales-2017-q1.csv.gz').filter(({ transaction_timestamp: at }) => {
  const day = at.slice(0, 10);
  return day >= FIRST_DAY && day <= LAST_DAY;
});
const locationId = (storeId) => `store-${storeId}`;

const soldByLevel = new Map();
const soldByStore = new Map();
const soldBySku = new Map();
const add = (map, key, n) => map.set(key, (map.get(key) ?? 0) + n);
for (const { store_id: store, product_id: sku, quantity } of lines) {
  add(soldByStore, store, 1);
  if (Number(quantity) === 0) continue;
  add(soldByLevel, `${locationId(store)}\t${sku}`, Number(quantity));
  add(soldBySku, sku, 1);
}
const most = (map) => [...map].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([key]) => key);

write(
  'sales.csv.gz',
  ['saleId', 'lineId', 'locationId', 'occurredAt', 'customerId', 'sku', 'quantity', 'amount'],
  lines.map((l) => [
    l.basket_id,
    l.line,
    locationId(l.store_id),
    l.transaction_timestamp,
    l.household_id,
    l.product_id,
    l.quantity,
    l.sales_value,
  ]),
);

const moneyBySku = new Map();
for (const { product_id: sku, quantity, sales_value: amount } of lines) {
  if (!(Number(quantity) > 0 && Number(amount) > 0)) continue;
  moneyBySku.set(sku, [...(moneyBySku.get(sku) ?? []), Number(amount) / Number(quantity)]);
}
/** What half of the receipt lines of the week paid for one unit, or more; nothing where that is less than a cent. */
const priceOf = (sku) => {
  const paid = (moneyBySku.get(sku) ?? []).sort((a, b) => a - b);
  const price = paid[Math.floor((paid.length - 1) / 2)]?.toFixed(2) ?? '0.00';
  return price === '0.00' ? '' : price;
};

const products = new Map(table('products.csv.gz').map((product) => [product.product_id, product]));
write(
  'items.csv.gz',
  ['sku', 'name', 'category', 'brand', 'department', 'size', 'price', 'currency', 'lowStockThreshold'],
  most(soldBySku).map((sku) => {
    const product = products.get(sku);
    const name =
      [product?.product_type, product?.package_size].filter(Boolean).join(', ') || `Product ${sku}`;
    return [
      sku,
      name,
      product?.product_category ?? '',
      product?.brand ?? '',
      product?.department ?? '',
      product?.package_size ?? '',
      priceOf(sku),
      'USD',
      LOW_STOCK_THRESHOLD,
    ];
  }),
);

write(
  'opening-stock.csv.gz',
  ['locationId', 'sku', 'quantity', 'occurredAt'],
  [
    ...[...soldByLevel].map(([level, sold]) => {
      const [location, sku] = level.split('\t');
      return [location, sku, Math.max(1, sold + draw(MOST_LEFT_OVER + 1, location, sku)), OPENED_AT];
    }),
    ...most(soldBySku)
      .slice(0, WAREHOUSE.items)
      .map((sku) => ['warehouse-1', sku, WAREHOUSE.units, OPENED_AT]),
  ],
);

const FIRST_WORDS = [
  'Maple',
  'River',
  'Stone',
  'Cedar',
  'Fair',
  'North',
  'Mill',
  'Clover',
  'Amber',
  'Birch',
  'Falcon',
  'Quarry',
];
const SECOND_WORDS = [
  'Hill',
  'Falls',
  'Crossing',
  'Park',
  'Grove',
  'Landing',
  'Bend',
  'View',
  'Meadow',
  'Corner',
  'Gate',
  'Springs',
  'Heights',
];
const places = FIRST_WORDS.flatMap((first) => SECOND_WORDS.map((second) => `${first} ${second}`)).sort(
  (a, b) => draw(2 ** 32, a) - draw(2 ** 32, b),
);
const stores = most(soldByStore);
const hours = (store, rank) =>
  rank < stores.length / 3
    ? 'Mon-Sun 06:00-24:00'
    : ['Mon-Sat 07:00-22:00; Sun 08:00-20:00', 'Mon-Fri 08:00-21:00; Sat-Sun 09:00-19:00'][
        draw(2, 'hours', store)
      ];
const kilometres = ({ east, north }) => {
  const latitude = CENTRE.latitude + north / 111.32;
  const longitude = CENTRE.longitude + east / (111.32 * Math.cos((CENTRE.latitude * Math.PI) / 180));
  return [latitude.toFixed(5), longitude.toFixed(5)];
};
write(
  'locations.csv',
  [
    'locationId',
    'name',
    'kind',
    'latitude',
    'longitude',
    'timeZone',
    'address',
    'capabilities',
    'dailyOrderCapacity',
    'openingHours',
  ],
  [
    ...stores.map((store, rank) => {
      // A sunflower: even all over, the first in the middle.
      const distance = RADIUS_KM * Math.sqrt((rank + 0.5) / stores.length);
      const angle = rank * Math.PI * (3 - Math.sqrt(5));
      return [
        locationId(store),
        `${places[rank]} (store ${store})`,
        'store',
        ...kilometres({ east: distance * Math.sin(angle), north: distance * Math.cos(angle) }),
        'America/New_York',
        `${100 + draw(900, 'house', store)} Example Street, ${places[rank]} (fictional)`,
        'pickup ship returns',
        rank < stores.length / 3 ? 120 : 40,
        hours(store, rank),
      ];
    }),
    [
      'warehouse-1',
      'Riverside warehouse',
      'warehouse',
      ...kilometres({ east: -18, north: -12 }),
      'America/New_York',
      '1 Example Parkway, Riverside (fictional)',
      'ship returns',
      2_000,
      'Mon-Sat 00:00-24:00',
    ],
  ],
);

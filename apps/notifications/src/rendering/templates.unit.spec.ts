import { type Locale, Locale as Locales } from '#contracts';
import { TEMPLATES } from '../domain/templates.js';
import { EXAMPLES } from '../testing/examples.js';
import { type Context, Templates } from './templates.js';

const context = (locale: Locale, name = '李雷'): Context => ({
  locale,
  shop: 'Corner Shop',
  name,
  itemNames: new Map([['milk', 'Milk & honey']]),
  locations: new Map([
    [
      'store-1',
      {
        name: 'Main Street',
        address: '12 Main Street',
        latitude: 31.23,
        longitude: 121.47,
        timeZone: 'Asia/Shanghai',
        openingHours: {
          monday: [{ opens: '09:00', closes: '18:00' }],
          tuesday: [{ opens: '09:00', closes: '18:00' }],
          saturday: [
            { opens: '14:00', closes: '18:00' },
            { opens: '10:00', closes: '12:00' },
          ],
        },
      },
    ],
  ]),
  pickupCode: (fulfillmentId, version) => `CODE-${fulfillmentId}-${version}`,
  mapUrl: (place) => `https://maps.example/?q=${encodeURIComponent(place)}`,
});

describe('A message', () => {
  let templates: Templates;

  beforeAll(async () => {
    templates = await Templates.load();
  });

  describe.each(Locales.options)('in %s', (locale) => {
    it.each(TEMPLATES)('can be written: %s', (template) => {
      const mail = templates.mail(template, EXAMPLES[template], context(locale));
      const sms = templates.sms(template, EXAMPLES[template], context(locale));
      for (const text of [mail.subject, mail.text, mail.html, sms]) {
        expect(text.trim()).not.toBe('');
        expect(text).not.toMatch(/\{\{|undefined|\[object|\bnull\b|NaN/);
      }
      expect(mail.subject + sms).not.toContain('\n');
      expect(mail.html).toContain(`lang="${locale}"`);
    });

    it.each(TEMPLATES)('can be written when we know neither item, place nor person: %s', (template) => {
      const nothing = { ...context(locale), name: null, itemNames: new Map(), locations: new Map() };
      const mail = templates.mail(template, EXAMPLES[template], nothing);
      expect(mail.text).not.toMatch(/\{\{|undefined|\bnull\b/);
      expect(templates.sms(template, EXAMPLES[template], nothing)).not.toMatch(/undefined|\bnull\b/);
    });
  });

  it('that an order can be collected has the code, the place, its hours and a map', () => {
    const { subject, text, html } = templates.mail(
      'ready_for_pickup',
      EXAMPLES.ready_for_pickup,
      context('en'),
    );
    expect(subject).toBe('Your order o-1 is ready to collect at Main Street');
    expect(text).toBe(`Ready to collect

Hello 李雷,

Your order is waiting for you at Main Street. Show this code at the counter.

Pickup code: CODE-f-1-2

Order: o-1
Collect by: Sat 28 November at 18:00

- 3 × Milk & honey
- 1 × bread

Main Street
12 Main Street
Mon–Tue 09:00–18:00
Wed–Fri closed
Sat 10:00–12:00, 14:00–18:00
Sun closed
Show on the map: https://maps.example/?q=31.23%2C121.47

--${' '}
Corner Shop sent you this message because of an order, or because you asked for it.
`);
    expect(html).toContain('CODE-f-1-2');
    expect(html).toContain('href="https://maps.example/?q&#x3D;31.23%2C121.47"');
    expect(templates.sms('ready_for_pickup', EXAMPLES.ready_for_pickup, context('en'))).toBe(
      'Corner Shop: order o-1 is ready at Main Street, 12 Main Street. Code CODE-f-1-2. ' +
        'Please collect it by Sat 28 November at 18:00. https://maps.example/?q=31.23%2C121.47',
    );
  });

  it('speaks Chinese to who reads Chinese', () => {
    const { subject, text } = templates.mail('ready_for_pickup', EXAMPLES.ready_for_pickup, context('zh-CN'));
    expect(subject).toBe('您的订单 o-1 已可在Main Street取货');
    expect(text).toContain('李雷，您好！');
    expect(text).toContain('取货码： CODE-f-1-2');
    expect(text).toContain('11月28日周六 18:00');
    expect(text).toContain('周三–周五 休息');
  });

  it('shows money as the reader writes it', () => {
    expect(templates.mail('refund_due', EXAMPLES.refund_due, context('en')).subject).toBe(
      'Your refund of €1,234.50 for order o-1',
    );
    const bare = { ...EXAMPLES.refund_due, currency: null };
    expect(templates.mail('refund_due', bare, context('en')).subject).toContain('1,234.50');
  });

  it('says that the whole order is cancelled when it is', () => {
    const { lines_cancelled: data } = EXAMPLES;
    expect(templates.mail('lines_cancelled', data, context('en')).subject).toBe(
      'Part of your order o-1 is cancelled',
    );
    expect(templates.mail('lines_cancelled', { ...data, status: 'cancelled' }, context('en')).subject).toBe(
      'Your order o-1 is cancelled',
    );
  });

  it('cannot be given markup or a second line by a name', () => {
    const name = '<img src=x onerror=alert(1)>\r\nBcc: all@shop.example';
    const names = new Map([['milk', '<script>"&\n']]);
    const spoiled = { ...context('en', name), itemNames: names };
    const { html, text } = templates.mail('ready_for_pickup', EXAMPLES.ready_for_pickup, spoiled);
    expect(html).not.toContain('<img src=x');
    expect(html).toContain('&lt;img src&#x3D;x onerror&#x3D;alert(1)&gt;');
    expect(html).not.toContain('<script>');
    expect(text).toContain('3 × <script>"&');
    const { subject } = templates.mail('back_in_stock', EXAMPLES.back_in_stock, spoiled);
    expect(subject).toBe('<script>"& is back');
  });
});

import { RETURNS_EVENTS, ReturnAuthorized } from '#contracts';
import { newsFrame } from '#platform';
import { concerns, newsOf } from './news.js';

const authorised = {
  returnId: 'r-1',
  orderId: 'o-1',
  saleId: null,
  saleLocationId: null,
  customerId: 'c-1',
  resolution: 'refund',
  method: 'store',
  expiresAt: '2026-12-24T00:00:00Z',
  lines: [],
};

describe('News of returns', () => {
  const news = newsOf(ReturnAuthorized.type, authorised)!;

  it('tells to which return something happened and what it is a return of, and nothing about its customer', () => {
    expect(newsFrame(news)).toBe(
      'event: return\ndata: {"returnId":"r-1","orderId":"o-1","saleId":null,"saleLocationId":null}\n\n',
    );
  });

  it('concerns whoever watches the return, its order, or everything', () => {
    expect(concerns(news, {})).toBe(true);
    expect(concerns(news, { returnId: 'r-1' })).toBe(true);
    expect(concerns(news, { orderId: 'o-1' })).toBe(true);
    expect(concerns(news, { orderId: 'o-2' })).toBe(false);
    expect(concerns(news, { saleId: 's-1' })).toBe(false);
    expect(concerns(news, { orderId: 'o-1', returnId: 'r-2' })).toBe(false);
  });

  it('can be made of everything that happens to a return', () => {
    for (const { type } of RETURNS_EVENTS) expect(newsOf(type, authorised)).toEqual(news);
    expect(newsOf('orders.order-placed.v1', authorised)).toBeUndefined();
    expect(newsOf(null, authorised)).toBeUndefined();
  });
});

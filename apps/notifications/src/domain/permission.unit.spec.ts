import { mayTell, mayTellStore, type Reachable } from './permission.js';

const ADA: Reachable = {
  email: 'ada@shop.example',
  phone: '+8613800138000',
  channels: ['email'],
  consents: ['transactional'],
  quietHours: null,
  backInStockWithdrawnAt: null,
};
const noon = new Date('2026-11-25T12:00:00Z');
const order = { template: 'ready_for_pickup', channel: 'email', now: noon, askedAt: null } as const;

describe('Whether a customer may be told', () => {
  it('is so at the address of a channel that they use', () => {
    expect(mayTell(ADA, order)).toEqual({ kind: 'send', address: 'ada@shop.example' });
    expect(mayTell({ ...ADA, channels: ['sms'] }, { ...order, channel: 'sms' })).toEqual({
      kind: 'send',
      address: '+8613800138000',
    });
  });

  it.each([
    ['nobody knows the customer', undefined, 'no_contact'],
    ['they do not want messages about their orders', { ...ADA, consents: [] }, 'no_consent'],
    ['they want marketing alone', { ...ADA, consents: ['marketing'] as const }, 'no_consent'],
    ['they turned the channel off', { ...ADA, channels: ['sms'] as const }, 'channel_off'],
    ['they gave no address for it', { ...ADA, email: null }, 'no_address'],
  ])('is not so when %s', (_, contact, reason) => {
    expect(mayTell(contact, order)).toEqual({ kind: 'suppress', reason });
  });

  it('waits until quiet hours end', () => {
    const quietHours = { from: '10:00', to: '15:00', timeZone: 'UTC' };
    expect(mayTell({ ...ADA, quietHours }, order)).toEqual({
      kind: 'wait',
      until: new Date('2026-11-25T15:00:00Z'),
    });
  });

  it('does not wait for what will not be sent anyway', () => {
    const quietHours = { from: '10:00', to: '15:00', timeZone: 'UTC' };
    expect(mayTell({ ...ADA, quietHours, email: null }, order).kind).toBe('suppress');
  });

  describe('that something is back', () => {
    const asked = { ...order, template: 'back_in_stock', askedAt: new Date('2026-11-20T00:00:00Z') } as const;

    it('is so because they asked', () => {
      expect(mayTell(ADA, asked).kind).toBe('send');
    });

    it('is not so when they thought better of it later', () => {
      const later = { ...ADA, backInStockWithdrawnAt: new Date('2026-11-21T00:00:00Z') };
      expect(mayTell(later, asked)).toEqual({ kind: 'suppress', reason: 'no_consent' });
    });

    it('is so when they asked after that, or agreed again', () => {
      const earlier = { ...ADA, backInStockWithdrawnAt: new Date('2026-11-19T00:00:00Z') };
      expect(mayTell(earlier, asked).kind).toBe('send');
      const again = {
        ...ADA,
        consents: ['back_in_stock'] as const,
        backInStockWithdrawnAt: new Date('2026-11-21T00:00:00Z'),
      };
      expect(mayTell(again, asked).kind).toBe('send');
    });

    it('is so when they took it back and asked at the same moment: the asking counts', () => {
      const same = { ...ADA, backInStockWithdrawnAt: asked.askedAt };
      expect(mayTell(same, asked).kind).toBe('send');
    });

    it('is not so when they neither asked nor agreed', () => {
      expect(mayTell(ADA, { ...asked, askedAt: null })).toEqual({ kind: 'suppress', reason: 'no_consent' });
    });

    it('does not hang on messages about orders', () => {
      expect(mayTell({ ...ADA, consents: [] }, asked).kind).toBe('send');
    });
  });
});

describe('Whether a store may be told', () => {
  it('hangs on the address that it gave', () => {
    const store = { email: 'store@shop.example', phone: null };
    expect(mayTellStore(store, 'email')).toEqual({ kind: 'send', address: 'store@shop.example' });
    expect(mayTellStore(store, 'sms')).toEqual({ kind: 'suppress', reason: 'no_address' });
    expect(mayTellStore(undefined, 'email')).toEqual({ kind: 'suppress', reason: 'no_contact' });
  });
});

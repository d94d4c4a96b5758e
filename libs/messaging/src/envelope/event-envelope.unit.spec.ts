import { describe, expect, it } from '@jest/globals';
import type { InboundMessage } from '../transport/transport.js';
import { envelopeHeaders, PoisonMessage, readEvent, readJson } from './event-envelope.js';

const attributes = {
  id: '0199b4a0-0000-7000-8000-000000000001',
  type: 'inventory.level-changed.v1',
  source: '/shelfstream/inventory',
  subject: 'store-1/sku-1',
  time: new Date('2026-11-24T08:30:00.123Z'),
  correlationId: 'correlation',
  causationId: 'causation',
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
};

const message = (headers: Record<string, string>, value = '{"n":1}'): InboundMessage => ({
  topic: 'facts.v1',
  partition: 3,
  offset: '42',
  key: 'store-1/sku-1',
  headers,
  value: Buffer.from(value),
  timestamp: 0,
});

const poison = (read: () => unknown): string => {
  try {
    read();
  } catch (error) {
    if (error instanceof PoisonMessage) return `${error.code}: ${error.detail}`;
    throw error;
  }
  return 'no poison';
};

describe('The envelope of an event', () => {
  it('is read back as it was written', () => {
    expect(readEvent(message(envelopeHeaders(attributes)))).toEqual({
      ...attributes,
      data: { n: 1 },
      key: 'store-1/sku-1',
      topic: 'facts.v1',
      partition: 3,
      offset: '42',
    });
  });

  it('is CloudEvents 1.0 in binary mode', () => {
    expect(envelopeHeaders(attributes)).toEqual({
      ce_specversion: '1.0',
      ce_id: attributes.id,
      ce_type: attributes.type,
      ce_source: attributes.source,
      ce_subject: attributes.subject,
      ce_time: '2026-11-24T08:30:00.123Z',
      ce_correlationid: 'correlation',
      ce_causationid: 'causation',
      ce_traceparent: attributes.traceparent,
      traceparent: attributes.traceparent,
      'content-type': 'application/json',
    });
  });

  it('says which header is wrong or missing', () => {
    const { ce_id: _, ...withoutId } = envelopeHeaders(attributes);
    expect(poison(() => readEvent(message(withoutId)))).toBe(
      'malformed_envelope: Header ce_id is required; it is missing',
    );
    expect(poison(() => readEvent(message({ ...withoutId, ce_id: 'x', ce_time: 'yesterday' })))).toContain(
      'ce_time',
    );
    expect(poison(() => readEvent(message({})))).toContain('ce_specversion');
  });

  it('says what is wrong with the value without showing any of it', () => {
    const secret = '{"email": "someone@example.com"';
    expect(poison(() => readJson(message({}, secret)))).toMatch(/^malformed_json: The value is not JSON/);
    expect(poison(() => readJson(message({}, secret)))).not.toContain('example');
    expect(poison(() => readJson({ ...message({}), value: Buffer.from([0xff, 0xfe]) }))).toContain('UTF-8');
    expect(poison(() => readJson(message({}, '')))).toContain('empty');
  });
});

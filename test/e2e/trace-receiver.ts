import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A span as it arrived. */
export interface ReceivedSpan {
  readonly service: string;
  readonly traceId: string;
  readonly spanId: string;
  /** Empty at the root of a trace. */
  readonly parentSpanId: string;
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly links: readonly string[];
  readonly statusMessage: string;
}

/** A collector of traces: real OTLP over HTTP, in protobuf as the product sends it. */
export class TraceReceiver {
  readonly spans: ReceivedSpan[] = [];

  private constructor(private readonly server: Server) {}

  static async open(): Promise<TraceReceiver> {
    const server = createServer((request, response) => {
      if (request.url !== '/v1/traces' || request.headers['content-type'] !== 'application/x-protobuf') {
        request.resume();
        response.writeHead(415).end();
        return;
      }
      void buffer(request).then((body) => {
        receiver.spans.push(...spansOf(body));
        response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end();
      });
    });
    const receiver = new TraceReceiver(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  /** For `OTEL_EXPORTER_OTLP_ENDPOINT`. */
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  ofTrace(traceId: string): ReceivedSpan[] {
    return this.spans.filter((span) => span.traceId === traceId);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

type Fields = Map<number, (Buffer | bigint)[]>;

/** The fields of a protobuf message by number: bytes where they have a length, else numbers. */
function fieldsOf(message: Buffer): Fields {
  const fields: Fields = new Map();
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = message[at++]!;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  while (at < message.length) {
    const tag = Number(varint());
    const values = fields.get(tag >> 3) ?? [];
    fields.set(tag >> 3, values);
    switch (tag & 7) {
      case 0:
        values.push(varint());
        break;
      case 1:
        values.push(message.readBigUInt64LE(at));
        at += 8;
        break;
      case 2: {
        const length = Number(varint());
        values.push(message.subarray(at, at + length));
        at += length;
        break;
      }
      default:
        values.push(BigInt(message.readUInt32LE(at)));
        at += 4;
    }
  }
  return fields;
}

const parts = (fields: Fields, number: number): Fields[] =>
  (fields.get(number) ?? []).map((part) => fieldsOf(part as Buffer));
const bytes = (fields: Fields, number: number): Buffer =>
  (fields.get(number)?.[0] as Buffer | undefined) ?? Buffer.alloc(0);
const string = (fields: Fields, number: number): string => bytes(fields, number).toString('utf8');

function attributesOf(fields: Fields, number: number): Record<string, string> {
  return Object.fromEntries(
    parts(fields, number).map((attribute) => {
      const [value] = parts(attribute, 2);
      const [first] = [...(value?.values() ?? [])].flat();
      return [string(attribute, 1), String(first)];
    }),
  );
}

/** opentelemetry/proto/collector/trace/v1: ExportTraceServiceRequest. */
function spansOf(request: Buffer): ReceivedSpan[] {
  return parts(fieldsOf(request), 1).flatMap((ofResource) => {
    const [resource] = parts(ofResource, 1);
    const service = attributesOf(resource!, 1)['service.name'] ?? '';
    return parts(ofResource, 2).flatMap((ofScope) =>
      parts(ofScope, 2).map((span) => ({
        service,
        traceId: bytes(span, 1).toString('hex'),
        spanId: bytes(span, 2).toString('hex'),
        parentSpanId: bytes(span, 4).toString('hex'),
        name: string(span, 5),
        attributes: attributesOf(span, 9),
        links: parts(span, 13).map((link) => bytes(link, 1).toString('hex')),
        statusMessage: string(parts(span, 15)[0] ?? new Map(), 2),
      })),
    );
  });
}

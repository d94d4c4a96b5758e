import {
  type Attributes,
  context,
  type Context,
  propagation,
  ROOT_CONTEXT,
  type Span,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { workContext } from './work-context.js';

export { type Span, SpanKind } from '@opentelemetry/api';

/** More links than that say no more. */
const MOST_LINKS = 64;

let on = false;

/** Set once, as the process starts: whether anybody wants spans. Until then every function here does next to nothing. */
export const switchTracing = (wanted: boolean): void => {
  on = wanted;
};

export const tracingIsOn = (): boolean => on;

/** What is told of a span. No value of a person, an item or a statement. */
export interface SpanDescription {
  readonly kind?: SpanKind;
  /** By OpenTelemetry's semantic conventions where there are any. */
  readonly attributes?: Attributes;
  /** The trace context (W3C `traceparent`) that it continues; null begins a trace; left out: that of the work at hand. */
  readonly parent?: string | null | undefined;
  /** Trace contexts of what is done together. One alone is continued; several are linked. */
  readonly together?: readonly (string | null | undefined)[];
  /** Trace contexts that it has to do with, and does not continue. */
  readonly links?: readonly (string | undefined)[];
  readonly startTime?: number;
}

/** The trace context of the work at hand, as W3C `traceparent`; undefined where nothing is traced. */
export function traceparentNow(): string | undefined {
  return on ? traceparentIn(context.active()) : undefined;
}

export const traceparentOf = (span: Span): string | undefined =>
  traceparentIn(trace.setSpan(ROOT_CONTEXT, span));

/** A span that the caller ends. Call it only while tracing is on. */
export function beginSpan(name: string, description: SpanDescription): Span {
  const { kind = SpanKind.INTERNAL, attributes, startTime, together } = description;
  const known = [...new Set(together?.flatMap((traceparent) => traceparent ?? []))];
  const parent = together === undefined ? description.parent : known.length === 1 ? known[0] : null;
  const linked = [
    ...(description.links?.flatMap((link) => link ?? []) ?? []),
    ...(known.length > 1 ? known : []),
  ];
  const links = linked.slice(0, MOST_LINKS).flatMap(linkTo);
  const service = workContext()?.service;
  return trace.getTracer('shelfstream').startSpan(
    name,
    {
      kind,
      links,
      ...(startTime === undefined ? {} : { startTime }),
      attributes: { ...attributes, ...(service === undefined ? {} : { 'shelfstream.service': service }) },
    },
    contextOf(parent),
  );
}

/** Runs the work within a span, which ends with it. `describe` is called only if spans are wanted. */
export function inSpan<T>(
  name: string,
  describe: () => SpanDescription,
  work: (span?: Span) => Promise<T>,
): Promise<T> {
  return on ? spanned(beginSpan(name, describe()), work) : work();
}

async function spanned<T>(span: Span, work: (span?: Span) => Promise<T>): Promise<T> {
  try {
    return await withSpan(span, () => work(span));
  } catch (error) {
    failSpan(span, error);
    throw error;
  } finally {
    span.end();
  }
}

/** Runs the work with the span as the one at hand. */
export const withSpan = <T>(span: Span, work: () => T): T =>
  context.with(trace.setSpan(context.active(), span), work);

/** Marks the span as failed by the kind of error alone: its message may quote what it was about. */
export function failSpan(span: Span, error: unknown): void {
  const { code, name } = error as { code?: unknown; name?: unknown };
  span.setAttribute('error.type', typeof code === 'string' ? code : String(name ?? 'Error'));
  span.setStatus({ code: SpanStatusCode.ERROR });
}

/** What log lines say of the span at hand. */
export function spanContextNow(): SpanContext | undefined {
  return on ? trace.getSpanContext(context.active()) : undefined;
}

function contextOf(traceparent: string | null | undefined): Context {
  if (traceparent === undefined) return context.active();
  return traceparent === null ? ROOT_CONTEXT : propagation.extract(ROOT_CONTEXT, { traceparent });
}

function traceparentIn(of: Context): string | undefined {
  const carrier: { traceparent?: string } = {};
  propagation.inject(of, carrier);
  return carrier.traceparent;
}

function linkTo(traceparent: string): { context: SpanContext }[] {
  const linked = trace.getSpanContext(contextOf(traceparent));
  return linked === undefined ? [] : [{ context: linked }];
}

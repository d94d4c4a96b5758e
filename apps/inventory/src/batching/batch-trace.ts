import {
  beginSpan,
  failSpan,
  inWorkContext,
  type Span,
  traceparentOf,
  tracingIsOn,
  withSpan,
} from '#platform';
import { SCHEMA } from '../persistence/schema.js';
import type { Submission } from './stock-batch.js';

const WORK = { service: SCHEMA };

/**
 * Runs a batch as what it is: of several stories at once. Where traces are wanted, a batch of one trace is a step of it;
 * one of several is a trace of its own, linked with theirs, and in each of them a span stands for its share. What the
 * batch tells of a command goes on from there.
 */
export async function tracedBatch<S extends Submission, T>(
  submissions: readonly S[],
  run: (submissions: readonly S[]) => Promise<T>,
): Promise<T> {
  return inWorkContext(WORK, () => (tracingIsOn() ? traced(submissions, run) : run(submissions)));
}

async function traced<S extends Submission, T>(
  submissions: readonly S[],
  run: (submissions: readonly S[]) => Promise<T>,
): Promise<T> {
  const callers = [...new Set(submissions.flatMap(({ command }) => command.traceparent ?? []))];
  const batch = beginSpan('stock batch', {
    together: callers,
    attributes: { 'shelfstream.batch.commands': submissions.length },
  });
  const own = traceparentOf(batch);
  const shares = callers.length > 1 ? callers.map((caller) => shareOf(caller, own)) : [];
  const next = new Map(shares.map(({ caller, traceparent }) => [caller, traceparent]));
  const following = submissions.map((submission) => {
    const { command } = submission;
    const traceparent = (command.traceparent && next.get(command.traceparent)) ?? own;
    return { ...submission, command: { ...command, traceparent } };
  });
  const spans = [batch, ...shares.map(({ span }) => span)];
  try {
    return await withSpan(batch, () => run(following));
  } catch (error) {
    for (const span of spans) failSpan(span, error);
    throw error;
  } finally {
    for (const span of spans) span.end();
  }
}

function shareOf(
  caller: string,
  batch: string | undefined,
): { caller: string; span: Span; traceparent: string | undefined } {
  const span = beginSpan('share of a stock batch', { parent: caller, links: [batch] });
  return { caller, span, traceparent: traceparentOf(span) };
}

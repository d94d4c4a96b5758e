import type { CountResult } from '#contracts';
import type { BatchState } from './batch-state.js';
import type { RecordCount } from './command.js';
import { contentHash } from './content-hash.js';
import { type Level, levelId } from './level.js';
import { countMovementId } from './movement-id.js';
import { tooFarAhead } from './occurred-at.js';
import { accepted, type Outcome, refused } from './refusal.js';
import { unknownDetail } from './unknown.js';

/**
 * Enters what was on the shelf at `countedAt`. The variance compares it with the book as of that moment: units that
 * moved later stay on top, and units that were staged then are left out unless the count `includesStaged`. A line
 * that an even newer count of its level has overtaken changes nothing (`superseded`). A count is a fact, so promises
 * do not limit it. Refused as a whole: `unknown_location`, `count_conflict` (the same id with other content),
 * `occurred_in_future`; line by line: `unknown_sku`, `duplicate_line`, `figure_out_of_range`; with `whole` such a
 * line refuses the count. The same count again gives the first answer again.
 */
export function decideCount(state: BatchState, command: RecordCount): Outcome<CountResult> {
  const { countId, locationId } = command;
  const hash = countHash(command);
  const known = state.counts.get(countId);
  if (known !== undefined) {
    if (known.contentHash === hash) return accepted(known.answer);
    return refused('count_conflict', `Count "${countId}" was sent with other content. Choose a new countId.`);
  }
  if (!state.locationSafetyStock.has(locationId)) {
    return refused('unknown_location', unknownDetail('unknown_location', { locationId, sku: '' }));
  }
  const countedAt = Date.parse(command.countedAt);
  const early = tooFarAhead('countedAt', countedAt, state.now);
  if (early !== undefined) return early;

  const answer: CountResult = {
    countId,
    locationId,
    countedAt: command.countedAt,
    variances: [],
    rejected: [...command.rejected],
  };
  const inBatch = movedInBatch(state, locationId, countedAt);
  const seen = new Set<string>();
  const variances: [Level, CountResult['variances'][number]][] = [];
  for (const { sku, quantity } of command.lines) {
    const level = state.level({ locationId, sku });
    if (seen.has(sku)) {
      answer.rejected.push({
        sku,
        code: 'duplicate_line',
        detail: `The count has two lines for "${sku}"; the first one counts. Add them up and send a new count.`,
      });
    } else if (level === undefined) {
      answer.rejected.push({
        sku,
        code: 'unknown_sku',
        detail: unknownDetail('unknown_sku', { locationId, sku }),
      });
    } else {
      const line = compare(state, command, level, quantity, countedAt, inBatch.get(sku));
      const change = { onHand: line.variance };
      if (!line.superseded && state.book.overflows(level, change)) answer.rejected.push(outOfRange(level));
      else variances.push([level, line]);
    }
    seen.add(sku);
  }
  const [first] = answer.rejected;
  if (command.whole && first !== undefined) return refused(first.code, first.detail, { sku: first.sku });
  for (const [level, line] of variances) {
    if (!line.superseded) enter(state, level, command, line);
    answer.variances.push(line);
  }
  state.counts.set(countId, { contentHash: hash, answer });
  state.newCounts.push({ countId, locationId, countedAt, contentHash: hash, answer });
  return accepted(answer);
}

/** What was counted, beside what the book says was on the shelf at that moment. */
function compare(
  state: BatchState,
  command: RecordCount,
  level: Level,
  counted: number,
  countedAt: number,
  inBatch: Moved | undefined,
): CountResult['variances'][number] {
  const { locationId, sku } = level;
  const id = levelId(locationId, sku);
  const moved = state.movedSince.get(`${command.countId}\u001f${id}`);
  const later = (moved?.onHand ?? 0) + (inBatch?.later ?? 0);
  const staged = (state.stagedBefore.get(id) ?? 0) - (moved?.staged ?? 0) + (inBatch?.staged ?? 0);
  const expected = level.onHand - later - (command.includesStaged ? 0 : staged);
  const superseded = level.countedAt !== null && countedAt < level.countedAt;
  return { sku, counted, expected, variance: counted - expected, superseded };
}

function enter(
  state: BatchState,
  level: Level,
  { countId, countedAt }: RecordCount,
  { sku, counted, variance }: CountResult['variances'][number],
): void {
  level.countedAt = Date.parse(countedAt);
  state.book.post(level, {
    movementId: countMovementId(countId, sku),
    type: 'count',
    quantity: counted,
    change: { onHand: variance },
    occurredAt: level.countedAt,
    reference: countId,
  });
}

/** What a batch has done to one SKU so far: units moved after a count's moment, and units staged by then. */
interface Moved {
  later: number;
  staged: number;
}

/** By SKU, for the movements of this batch are not in the figures that were read before it. */
function movedInBatch(state: BatchState, locationId: string, moment: number): Map<string, Moved> {
  const bySku = new Map<string, Moved>();
  for (const entry of state.book.entries) {
    if (entry.locationId !== locationId) continue;
    const moved = bySku.get(entry.sku) ?? { later: 0, staged: 0 };
    bySku.set(entry.sku, moved);
    if (entry.occurredAt > moment) moved.later += entry.change.onHand ?? 0;
    else moved.staged += entry.staged ?? 0;
  }
  return bySku;
}

const outOfRange = ({ locationId, sku }: Level): CountResult['rejected'][number] => ({
  sku,
  code: 'figure_out_of_range',
  detail:
    `What was counted and what moved since would carry ${sku} at ${locationId} beyond two thousand million units. ` +
    'Correct the quantity and send a new count.',
});

function countHash(command: RecordCount): number {
  const lines = command.lines.map((line) => `${line.sku}\u001f${line.quantity}`).sort();
  const including = command.includesStaged ? ['staged'] : [];
  return contentHash(
    [command.locationId, Date.parse(command.countedAt), ...including, ...lines].join('\u001e'),
  );
}

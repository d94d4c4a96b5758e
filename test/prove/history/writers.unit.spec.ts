import { describe, expect, it } from '@jest/globals';
import type { Act, Operation } from './linearizable.js';
import { withoutWhatNeverWas } from './writers.js';

const call = (kind: Exclude<Act['kind'], 'read'>, id: string, result: Operation['result']) => ({
  operation: { kind, units: 1, invoked: 1, ended: 2, result },
  id,
});

describe('A call that nobody answered', () => {
  it.each([
    ['sale', 'w-1', 'sale/store-1/w-1/1'],
    ['receipt', 'w-2', 'w-2'],
    ['hold', 'w-3', 'reserve/w-3/1'],
    ['commit', 'w-3', 'commit/w-3/1'],
    ['release', 'w-3', 'release/w-3/0199/1'],
    ['fulfill', 'w-3', 'fulfill/w-3/0199/1'],
  ] as const)(
    'stays in the history where the ledger has its %s, and leaves it otherwise',
    (kind, id, line) => {
      const unanswered = call(kind, id, 'unknown');
      expect(withoutWhatNeverWas([unanswered], ['sale/store-1/w-9/1', line])).toEqual([unanswered.operation]);
      const others = ['w-9', 'sale/store-1/w-9/1', 'reserve/w-9/1', 'fulfill/w-9/0199/1'];
      expect(withoutWhatNeverWas([unanswered], others)).toEqual([]);
    },
  );

  it('is the only one that is asked of the ledger: what was answered is judged, whatever is written there', () => {
    const answered = [call('sale', 'w-1', 'ok'), call('hold', 'w-2', 'refused')];
    expect(withoutWhatNeverWas(answered, [])).toEqual(answered.map(({ operation }) => operation));
  });
});

import { Tally } from './tally.js';
import { figures } from './view.js';

const ENDS = [
  'open',
  'accepted',
  'picking',
  'packed',
  'ready_for_pickup',
  'fulfilled',
  'cancelled',
  'shipped',
];

describe('The view of a simulation', () => {
  const tally = new Tally();
  for (const end of ENDS) tally.moved(undefined, end);

  it.each([60, 80, 139])(
    'is told whole on a terminal of %d columns, in lines that it does not wrap',
    (width) => {
      const lines = figures(tally, width);
      expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(width);
      for (const end of ENDS) expect(lines.join('\n')).toContain(`${end.replaceAll('_', ' ')} 1`);
    },
  );
});

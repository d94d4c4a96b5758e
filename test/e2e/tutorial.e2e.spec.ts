import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { eventually } from '#testing';
import { RunningShelfstream } from '../../apps/standalone/test/running-shelfstream.js';
import { has, hasLine, type Step, stepsOf, Terminal } from './tutorial.js';

jest.setTimeout(240_000);

/** Commands that change nothing may be typed again until the answer is there: the page says "a moment later". */
const onlyReads = ({ commands }: Step) => !/ -d | -X |\$\(/.test(commands);

describe('The tutorial', () => {
  let folder: string;
  let shelfstream: RunningShelfstream;
  let reader: Terminal;
  let onlooker: Terminal;
  let steps: Step[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'shelfstream-tutorial-'));
    shelfstream = await RunningShelfstream.start(folder);
    const env = { ...process.env, SHELFSTREAM_URL: shelfstream.url };
    reader = new Terminal(env);
    onlooker = new Terminal(env);
    const page = await readFile(new URL('../../docs/tutorial.md', import.meta.url), 'utf8');
    steps = stepsOf(page.replaceAll('localhost:3000', `localhost:${shelfstream.port}`));
  });

  afterAll(async () => {
    await Promise.all([reader?.close(), onlooker?.close()]);
    await shelfstream?.end();
    await rm(folder, { recursive: true, force: true });
  });

  it('shows what its reader will see, step by step', async () => {
    expect(steps.length).toBeGreaterThan(12);
    for (const step of steps) {
      if (step.background) onlooker.begin(step.commands);
      else if (onlyReads(step)) await eventually(() => follow(step), { timeoutMs: 30_000, intervalMs: 500 });
      else await follow(step);
    }
    const { shown } = onlooker;
    expect(shown).toContain('event: level');
    expect(shown).toContain('"committed":3');
  });

  async function follow({ heading, commands, shows }: Step): Promise<void> {
    const wrote = await reader.run(commands);
    const fits =
      shows === undefined
        ? !/"status":[45]\d\d/.test(wrote)
        : shows.kind === 'text'
          ? hasLine(wrote, shows.text)
          : has(JSON.parse(wrote), JSON.parse(shows.text));
    if (!fits) {
      throw new Error(`"${heading}":\n${commands}\nshould have shown\n${shows?.text}\nbut wrote\n${wrote}`);
    }
  }
});

describe('What the tutorial is held to', () => {
  it('is noticed when it is missing, different, or of another order', () => {
    expect(has({ a: 1, b: [{ c: 2 }, { c: 3 }] }, { b: [{ c: 3 }] })).toBe(true);
    expect(has({ a: 1 }, { a: 2 })).toBe(false);
    expect(has({ a: [1, 2] }, { a: [2, 1] })).toBe(false);
    expect(has({ a: [1] }, { a: [] })).toBe(false);
    expect(has(null, { a: 1 })).toBe(false);
    expect(hasLine('27 levels checked: fine', '… levels checked: fine')).toBe(true);
    expect(hasLine('27 levels checked: drift', '… levels checked: fine')).toBe(false);
  });
});

import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A block of a page that is run: commands, and what they are said to show. */
export interface Step {
  /** The nearest heading above it. */
  readonly heading: string;
  readonly commands: string;
  /** It runs on beside the rest, as in a terminal of its own. */
  readonly background: boolean;
  /** JSON that the answer has at least, or a line that the output has; undefined when nothing is claimed. */
  readonly shows: { readonly kind: 'json' | 'text'; readonly text: string } | undefined;
}

/** The blocks of a Markdown page that are fenced as `sh`, each with the `json` or `text` block that follows it. */
export function stepsOf(markdown: string): Step[] {
  const steps: Step[] = [];
  let heading = '';
  for (const match of markdown.matchAll(/^## (.+)$|^```(\w+)( background)?\n([\s\S]*?)^```$/gm)) {
    const [, title, kind, background, text = ''] = match;
    if (title !== undefined) heading = title;
    else if (kind === 'sh') {
      steps.push({ heading, commands: text, background: background !== undefined, shows: undefined });
    } else if (kind === 'json' || kind === 'text') {
      const last = steps.pop();
      if (last === undefined) throw new Error(`"${heading}" shows an answer before any command.`);
      steps.push({ ...last, shows: { kind, text } });
    }
  }
  return steps;
}

/** One bash that keeps its variables from step to step, as a reader's terminal does. */
export class Terminal {
  private readonly shell: ChildProcessWithoutNullStreams;
  private output = '';
  private turn = 0;

  constructor(env: NodeJS.ProcessEnv) {
    const cwd = fileURLToPath(new URL('../../', import.meta.url));
    this.shell = spawn('bash', [], { cwd, env, stdio: 'pipe' });
    for (const stream of [this.shell.stdout, this.shell.stderr])
      stream.on('data', (text) => (this.output += String(text)));
  }

  /** All that it has written. */
  get shown(): string {
    return this.output;
  }

  /** Types the commands and does not wait. */
  begin(commands: string): void {
    this.shell.stdin.write(commands);
  }

  /** Types the commands; resolves with what they wrote. */
  async run(commands: string): Promise<string> {
    const end = `--- end of step ${++this.turn}, `;
    const from = this.output.length;
    this.shell.stdin.write(`${commands}\necho; echo "${end}$?"\n`);
    while (!this.output.includes(end, from)) await once(this.shell.stdout, 'data');
    return this.output.slice(from, this.output.indexOf(end, from)).trim();
  }

  /** Ends it and what runs in it. */
  async close(): Promise<void> {
    const ended = once(this.shell, 'exit');
    this.shell.kill('SIGKILL');
    await ended;
  }
}

/** Whether the answer has at least what the page shows. Of a list, each element shown is somewhere in it, in that order. */
export function has(answer: unknown, shown: unknown): boolean {
  if (Array.isArray(shown)) {
    if (!Array.isArray(answer)) return false;
    if (shown.length === 0) return answer.length === 0;
    let from = 0;
    return shown.every((element) => {
      const at = answer.findIndex((candidate, i) => i >= from && has(candidate, element));
      from = at + 1;
      return at >= 0;
    });
  }
  if (typeof shown === 'object' && shown !== null) {
    const object = answer as Record<string, unknown> | null;
    if (typeof object !== 'object' || object === null) return false;
    return Object.entries(shown).every(([key, value]) => has(object[key], value));
  }
  return shown === '…' || answer === shown;
}

/** Whether the text has the line, in which `…` stands for anything. */
export function hasLine(text: string, line: string): boolean {
  const pattern = line
    .trim()
    .split('…')
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
    .join('.*');
  return new RegExp(pattern).test(text);
}

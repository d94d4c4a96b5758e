import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { HttpLoad, HttpLoadResult } from './http-load.js';

/** Runs the load in a process of its own. Throws when any request failed: a figure of failures is none. */
export async function loadFromOutside(load: HttpLoad): Promise<HttpLoadResult> {
  const result = await inOwnProcess<HttpLoad, HttpLoadResult>('./http-load.js', load);
  if (result.failures > 0)
    throw new Error(`${result.failures} of ${load.count} requests to ${load.url} failed`);
  return result;
}

/** Sends the task to a script beside this one, run as a process of its own; resolves with its answer. */
export async function inOwnProcess<T extends object, A>(script: string, task: T): Promise<A> {
  const child = fork(fileURLToPath(new URL(script, import.meta.url)));
  try {
    child.send(task);
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`${script} ended with ${String(code)} before it answered; its own words stand above`);
    });
    const [answer] = await Promise.race([once(child, 'message'), ended]);
    return answer as A;
  } finally {
    child.kill();
  }
}

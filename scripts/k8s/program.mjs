import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { MissingTool } from './cache.mjs';

const execute = promisify(execFile);

/** Runs a program and answers what it wrote. One that is not installed is a `MissingTool` with the advice given. */
export async function output(program, args, { advice, ...options } = {}) {
  try {
    const { stdout } = await execute(program, args, { maxBuffer: 256 * 1_048_576, ...options });
    return stdout;
  } catch (error) {
    if (error.code === 'ENOENT') throw new MissingTool(advice ?? `${program} is not installed.`);
    throw new Error(`${program} ${args.join(' ')} failed:\n${error.stderr || error.message}`, {
      cause: error,
    });
  }
}

/** Whether it runs at all. */
export const runs = (program, args) =>
  execute(program, args).then(
    () => true,
    () => false,
  );

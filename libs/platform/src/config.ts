import type { z } from 'zod';

/** The environment does not say what the app needs to know. */
export class ConfigError extends Error {}

/**
 * Reads an app's settings from its environment, once. Throws a `ConfigError` that names every bad key and what is
 * expected of it, and never its value.
 */
export function readConfig<S extends z.ZodType>(schema: S, env: NodeJS.ProcessEnv = process.env): z.infer<S> {
  // An empty variable is one that is not set: that is how shells and compose files leave things out.
  const set = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const result = schema.safeParse(set);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new ConfigError(`The environment needs correcting:\n${faults.join('\n')}`);
}

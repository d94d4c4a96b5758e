import { workContext } from '../telemetry/work-context.js';
import type { Caller } from './caller.js';
import { otherLocation, wholeNetwork } from './problems.js';
import { ProblemException } from '../problems/problem-exception.js';

/**
 * What a route means to a caller who is bound to locations:
 *
 * - `any`: it is no location's work, or every location may see it;
 * - `params.locationId`, `query.locationId`, `body.sales[].locationId` and the like: what stands there must be theirs, and a
 *   filter that is left out becomes theirs; `query.locationId[]` is one that takes several;
 * - `row`: the handler asks by `requireLocation` once it knows where the thing is.
 *
 * A route that says nothing concerns the whole network, and refuses them.
 */
export type LocationRule = 'any' | 'row' | `${'params' | 'query' | 'body'}.${string}`;

type Values = Readonly<Record<string, unknown>>;

/** A rule made ready: looks at a request of a bound caller and throws 403 `forbidden` unless it is theirs to send. */
export type LocationCheck = (
  caller: Caller,
  request: { params: unknown; query: unknown; body: unknown },
) => void;

export function locationCheck(rule: LocationRule | undefined): LocationCheck {
  if (rule === 'any' || rule === 'row') return () => {};
  if (rule === undefined) {
    return () => {
      throw wholeNetwork();
    };
  }
  const [part, ...rest] = rule.split('.') as ['params' | 'query' | 'body', ...string[]];
  if (part === 'query') return queryCheck(rest.join('.'));
  return ({ locations }, request) => {
    for (const value of valuesAt(request[part], rest)) {
      // What is no text is refused by the schema that checks it.
      if (typeof value === 'string' && !locations!.has(value)) throw otherLocation();
    }
  };
}

function queryCheck(field: string): LocationCheck {
  const several = field.endsWith('[]');
  const name = several ? field.slice(0, -2) : field;
  return ({ locations }, request) => {
    const query = request.query as Record<string, unknown>;
    const asked = query[name];
    if (asked === undefined) {
      if (locations!.size === 0) throw otherLocation();
      if (!several && locations!.size > 1) throw nameOne(name);
      query[name] = several ? [...locations!] : [...locations!][0];
      return;
    }
    for (const value of [asked].flat()) {
      if (typeof value === 'string' && !locations!.has(value)) throw otherLocation();
    }
  };
}

/** All that stands at a path such as `lines[].locationId`. */
function valuesAt(value: unknown, path: readonly string[]): unknown[] {
  const [step, ...rest] = path;
  if (step === undefined) return [value];
  const name = step.endsWith('[]') ? step.slice(0, -2) : step;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return [];
  const found = (value as Values)[name];
  if (!step.endsWith('[]')) return valuesAt(found, rest);
  return Array.isArray(found) ? found.flatMap((element) => valuesAt(element, rest)) : [];
}

/**
 * The locations that the caller of the request at work is bound to; undefined when they see all. For what runs by itself,
 * by a message or a timer, there is no caller and no bound.
 */
export const boundLocations = (): readonly string[] | undefined => {
  const locations = workContext()?.caller?.locations;
  return locations === undefined ? undefined : [...locations];
};

/** Throws 403 `forbidden` unless the caller of the request at work may act for at least one of these locations. */
export function requireLocation(...locationIds: readonly (string | null)[]): void {
  const locations = workContext()?.caller?.locations;
  if (locations === undefined) return;
  if (!locationIds.some((id) => id !== null && locations.has(id))) throw otherLocation();
}

const nameOne = (field: string): ProblemException =>
  new ProblemException({
    status: 400,
    code: 'location_required',
    detail: `Your key or token is bound to several locations. Name one of them with "${field}".`,
  });

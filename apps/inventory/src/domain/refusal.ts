/**
 * An expected "no", as a value. `code` is stable, `detail` says what to do, further fields carry the data that
 * a program needs. Knows nothing of HTTP.
 */
export interface Refusal {
  readonly code: string;
  readonly detail: string;
  readonly [extra: string]: unknown;
}

/** What a command came to: a value, or the reason why not. */
export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

export const accepted = <T>(value: T): Outcome<T> => ({ ok: true, value });

export const refusalOf = (code: string, detail: string, extra: Record<string, unknown> = {}): Refusal => ({
  code,
  detail,
  ...extra,
});

export const refused = (
  code: string,
  detail: string,
  extra: Record<string, unknown> = {},
): Outcome<never> => ({ ok: false, refusal: refusalOf(code, detail, extra) });

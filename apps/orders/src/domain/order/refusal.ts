/**
 * An expected "no", as a value. `code` is stable, `detail` says what to do, further fields carry the data that
 * a program needs. Knows nothing of HTTP.
 */
export interface Refusal {
  readonly code: string;
  readonly detail: string;
  readonly [extra: string]: unknown;
}

export const refusal = (code: string, detail: string, extra: Record<string, unknown> = {}): Refusal => ({
  code,
  detail,
  ...extra,
});

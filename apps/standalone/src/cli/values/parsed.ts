/** A cell that was understood, or why it was not; `code` is stable, `detail` says what to do. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | NotParsed;

export interface NotParsed {
  readonly ok: false;
  readonly code: string;
  readonly detail: string;
}

export const parsed = <T>(value: T): Parsed<T> => ({ ok: true, value });

export const notParsed = (code: string, detail: string): NotParsed => ({ ok: false, code, detail });

/** A cell's text for a message: quoted, and cut when it is long. */
export const shown = (text: string): string =>
  JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);

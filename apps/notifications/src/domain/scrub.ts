const MAX = 300;

/** Mail addresses, and numbers long enough to be somebody's. */
const MAIL = /[^\s<>"'(),;:]+@[^\s<>"'(),;:]+/gu;
const NUMBER = /\+?\d(?:[ .()-]?\d){6,}/gu;

/**
 * What went wrong, fit to be kept and shown: servers like to quote the address they refused. The person's own texts go,
 * then whatever looks like a mail address or a telephone number.
 */
export function scrub(error: string, personal: readonly (string | null | undefined)[]): string {
  let text = error;
  for (const known of personal) {
    if (known !== null && known !== undefined && known !== '') text = text.replaceAll(known, '[…]');
  }
  text = text.replaceAll(MAIL, '[…]').replaceAll(NUMBER, '[…]').replaceAll(/\s+/g, ' ').trim();
  return text.length > MAX ? `${text.slice(0, MAX - 1)}…` : text;
}

// @ts-check
import { readFile, rename, writeFile } from 'node:fs/promises';

/** @typedef {{ ok: true } | { ok: false, reason: string }} Paid */

/**
 * Stands in for the shop's payment provider, and does what any of them does: it authorises, then captures or voids, each of
 * them once for a reference however often it is asked, and remembers over restarts (here in a file).
 *
 * Cards: `declined` is not authorised; `expired-later` is, and cannot be captured; any other is good.
 */
export class Payments {
  #path;

  /** @param {string} path */
  constructor(path) {
    this.#path = path;
  }

  /**
   * @param {string} reference
   * @param {number} cents
   * @param {string} card
   * @returns {Promise<Paid>}
   */
  async authorise(reference, cents, card) {
    const payment = await this.of(reference);
    if (payment === undefined && card !== 'declined') {
      await this.#keep(reference, { status: 'authorised', cents, card });
    }
    return card === 'declined' ? { ok: false, reason: 'the card was declined' } : { ok: true };
  }

  /**
   * @param {string} reference
   * @returns {Promise<Paid>}
   */
  async capture(reference) {
    const payment = await this.of(reference);
    if (payment?.status === 'captured') return { ok: true };
    if (payment?.status !== 'authorised') return { ok: false, reason: 'there is no authorisation' };
    if (payment.card === 'expired-later') return { ok: false, reason: 'the bank withdrew its authorisation' };
    await this.#keep(reference, { ...payment, status: 'captured' });
    return { ok: true };
  }

  /** @param {string} reference */
  async void(reference) {
    const payment = await this.of(reference);
    if (payment?.status === 'authorised') await this.#keep(reference, { ...payment, status: 'voided' });
  }

  /**
   * @param {string} reference
   * @returns {Promise<{ status: string, cents: number, card: string } | undefined>}
   */
  async of(reference) {
    return (await this.#all())[reference];
  }

  /** @returns {Promise<Record<string, { status: string, cents: number, card: string }>>} */
  async #all() {
    return JSON.parse(await readFile(this.#path, 'utf8').catch(() => '{}'));
  }

  /**
   * @param {string} reference
   * @param {{ status: string, cents: number, card: string }} payment
   */
  async #keep(reference, payment) {
    await writeFile(`${this.#path}.draft`, JSON.stringify({ ...(await this.#all()), [reference]: payment }));
    await rename(`${this.#path}.draft`, this.#path);
  }
}

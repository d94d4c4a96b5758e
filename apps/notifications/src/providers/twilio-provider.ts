import type { TwilioSettings } from '../config.js';
import { NotTaken, type OutgoingText, type TextProvider } from './provider.js';

const TIMEOUT_MS = 15_000;

/**
 * Sends text messages by Twilio's API, or another of its shape: a form posted to
 * `/2010-04-01/Accounts/{sid}/Messages.json`. It takes no idempotency key: a message whose answer was lost is sent again.
 */
export class TwilioProvider implements TextProvider {
  private readonly url: string;
  private readonly authorization: string;

  constructor(private readonly settings: TwilioSettings) {
    const { accountSid, authToken, baseUrl } = settings;
    const path = `/2010-04-01/Accounts/${encodeURIComponent(accountSid)}/Messages.json`;
    this.url = baseUrl.replace(/\/+$/, '') + path;
    this.authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
  }

  async send({ to, text }: OutgoingText): Promise<void> {
    const answer = await this.post(new URLSearchParams({ To: to, From: this.settings.from, Body: text }));
    if (answer.ok) {
      await answer.body?.cancel();
      return;
    }
    const told = (await answer.json().catch(() => ({}))) as { code?: unknown; message?: unknown };
    const code = typeof told.code === 'number' ? ` (${told.code})` : '';
    const detail = typeof told.message === 'string' ? `: ${told.message}` : '';
    // 400: this message is wrong. 401, 403, 429 and 5xx lie in the account or the moment.
    throw new NotTaken(`The provider answered ${answer.status}${code}${detail}`, answer.status === 400);
  }

  close(): void {}

  private async post(body: URLSearchParams): Promise<Response> {
    try {
      return await fetch(this.url, {
        method: 'POST',
        headers: { authorization: this.authorization },
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
    } catch (error) {
      const { message, cause } = error as { message: string; cause?: { code?: string } };
      throw new NotTaken(`The provider did not answer: ${cause?.code ?? message}`, false);
    }
  }
}

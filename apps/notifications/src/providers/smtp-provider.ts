import { createTransport, type Transporter } from 'nodemailer';
import { type MailProvider, NotTaken, type OutgoingMail } from './provider.js';

/** Shorter in all than the lease of a delivery. */
const CONNECT_MS = 10_000;
const SILENCE_MS = 30_000;

/**
 * Sends mails through a mail server, over a few connections that stay open. The Message-ID is made from the delivery: when
 * a process dies after the server took a mail and before that is written down, the mail goes out again under the same
 * id, by which mailboxes and people can tell. SMTP itself knows no "once".
 */
export class SmtpProvider implements MailProvider {
  private readonly transport: Transporter;
  private readonly domain: string;

  constructor(
    url: string,
    private readonly from: string,
  ) {
    this.domain = /@([^\s>]+)/.exec(from)?.[1] ?? 'localhost';
    const { hostname, port, protocol, username, password, searchParams } = new URL(url);
    const secure = protocol === 'smtps:';
    this.transport = createTransport({
      pool: true,
      maxConnections: 5,
      host: hostname,
      port: port === '' ? (secure ? 465 : 587) : Number(port),
      secure,
      ...(username === ''
        ? {}
        : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
      tls: { rejectUnauthorized: searchParams.get('rejectUnauthorized') !== 'false' },
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      socketTimeout: SILENCE_MS,
      // What is logged or fetched is decided here, not by a message.
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  async send({ deliveryId, to, subject, text, html }: OutgoingMail): Promise<void> {
    try {
      await this.transport.sendMail({
        from: this.from,
        to: { name: '', address: to },
        subject,
        text,
        html,
        messageId: `<${deliveryId}@${this.domain}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
    } catch (error) {
      throw notTaken(error);
    }
  }

  close(): void {
    this.transport.close();
  }
}

/** What is wrong with the address or the mail stays wrong; what is wrong with the server or our account may be mended. */
function notTaken(error: unknown): NotTaken {
  const { message, code, responseCode } = error as { message: string; code?: string; responseCode?: number };
  const ofMail = code === 'EENVELOPE' || code === 'EMESSAGE';
  return new NotTaken(message, ofMail && responseCode !== undefined && responseCode >= 500);
}

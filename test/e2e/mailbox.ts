import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { eventually } from '#testing';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A real mail server that keeps what arrives, by the address it was sent to. */
export class Mailbox {
  private readonly mails: { to: string; mail: ParsedMail }[] = [];

  private constructor(private readonly server: SMTPServer) {}

  static async open(): Promise<Mailbox> {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData: (stream, session, done) => {
        simpleParser(stream).then(
          (mail) => {
            for (const { address } of session.envelope.rcptTo) box.mails.push({ to: address, mail });
            done();
          },
          (error: Error) => done(error),
        );
      },
    });
    const box = new Mailbox(server);
    const listening = server.listen(0, '127.0.0.1');
    if (!listening.listening) await once(listening, 'listening');
    return box;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  /** What has arrived for the address, oldest first. */
  arrivedFor(address: string): ParsedMail[] {
    return this.mails.filter(({ to }) => to === address).map(({ mail }) => mail);
  }

  /** Waits for the first mail to the address whose subject matches. */
  mail(address: string, subject: RegExp): Promise<ParsedMail> {
    return eventually(
      () => {
        const found = this.arrivedFor(address).find((mail) => subject.test(mail.subject ?? ''));
        if (found !== undefined) return found;
        const subjects = this.arrivedFor(address).map((mail) => mail.subject);
        throw new Error(`No mail to ${address} is about ${subject}; there are: ${JSON.stringify(subjects)}`);
      },
      { timeoutMs: 20_000 },
    );
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}

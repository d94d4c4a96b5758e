import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A mail as it arrived. */
export interface ArrivedMail extends ParsedMail {
  readonly rcptTo: string;
}

/** A real mail server that keeps what arrives. It can be closed and opened again on its port. */
export class MailServer {
  readonly mails: ArrivedMail[] = [];
  /** Addresses that it refuses for good, and how often each was tried. */
  readonly refused = new Map<string, number>();
  /** Addresses whose mail it has and does not say so, until this resolves. */
  private readonly held = new Map<string, Promise<void>>();
  private server: SMTPServer | undefined;
  private port = 0;

  static async open(): Promise<MailServer> {
    const server = new MailServer();
    await server.start();
    return server;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  /** What has arrived for the address, oldest first. */
  to(address: string): ArrivedMail[] {
    return this.mails.filter(({ rcptTo }) => rcptTo === address);
  }

  refuse(address: string): void {
    this.refused.set(address, 0);
  }

  /** Takes mail for the address, but does not confirm it before the answer is called. */
  hold(address: string): () => void {
    let confirm: () => void;
    this.held.set(address, new Promise((resolve) => (confirm = resolve)));
    return () => {
      this.held.delete(address);
      confirm();
    };
  }

  async start(): Promise<void> {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      closeTimeout: 50,
      onRcptTo: ({ address }, _session, done) => {
        const tries = this.refused.get(address);
        if (tries === undefined) return done();
        this.refused.set(address, tries + 1);
        done(Object.assign(new Error(`<${address}>: no such mailbox`), { responseCode: 550 }));
      },
      onData: (stream, session, done) => {
        simpleParser(stream).then(async (mail) => {
          const addresses = session.envelope.rcptTo.map(({ address }) => address);
          for (const address of addresses) this.mails.push({ ...mail, rcptTo: address });
          await Promise.all(addresses.map((address) => this.held.get(address)));
          done();
        }, done);
      },
    });
    server.on('error', () => {});
    const listening = server.listen(this.port, '127.0.0.1');
    if (!listening.listening) await once(listening, 'listening');
    this.port = (listening.address() as AddressInfo).port;
    this.server = server;
  }

  async stop(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    await new Promise<void>((resolve) => (server === undefined ? resolve() : server.close(resolve)));
  }
}

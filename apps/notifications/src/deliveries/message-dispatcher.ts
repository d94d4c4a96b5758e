import { scrub } from '../domain/scrub.js';
import { type MailProvider, NotTaken, type TextProvider } from '../providers/provider.js';
import type { ClaimedDelivery, DeliveryQueue } from './delivery-queue.js';
import type { Dispatcher, Outcome } from './delivery-worker.js';
import type { MessageWriter, Recipient } from './message-writer.js';

/** Sends messages to people, by mail or by text message: judged and written at the moment of sending. */
export class MessageDispatcher implements Dispatcher {
  constructor(
    private readonly channel: 'email' | 'sms',
    private readonly queue: DeliveryQueue,
    private readonly writer: MessageWriter,
    private readonly mails: MailProvider,
    private readonly texts: TextProvider,
  ) {}

  claim(limit: number): Promise<ClaimedDelivery[]> {
    return this.queue.claim(this.channel, limit);
  }

  async dispatch(delivery: ClaimedDelivery): Promise<Outcome> {
    const recipient = await this.writer.recipientOf(delivery);
    const permission = recipient.permission(new Date());
    switch (permission.kind) {
      case 'wait':
        return permission;
      case 'suppress':
        return { kind: 'suppressed', reason: permission.reason };
      case 'send':
        return this.send(delivery, recipient, permission.address);
    }
  }

  private async send(delivery: ClaimedDelivery, recipient: Recipient, to: string): Promise<Outcome> {
    const { deliveryId, template } = delivery;
    try {
      if (this.channel === 'email') {
        await this.mails.send({ deliveryId, template, to, ...(await this.writer.mail(delivery, recipient)) });
      } else {
        await this.texts.send({
          deliveryId,
          template,
          to,
          text: await this.writer.text(delivery, recipient),
        });
      }
      return { kind: 'sent' };
    } catch (error) {
      const { name, email, phone } = recipient;
      const permanent = error instanceof NotTaken && error.permanent;
      return { kind: 'failed', error: scrub((error as Error).message, [name, email, phone]), permanent };
    }
  }
}

/** A mail on its way to one address. */
export interface OutgoingMail {
  readonly deliveryId: string;
  readonly template: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** A text message on its way to one number. */
export interface OutgoingText {
  readonly deliveryId: string;
  readonly template: string;
  readonly to: string;
  readonly text: string;
}

/** It was not taken. `permanent`: it never will be, so it is not tried again. */
export class NotTaken extends Error {
  override readonly name = 'NotTaken';

  constructor(
    message: string,
    readonly permanent: boolean,
  ) {
    super(message);
  }
}

/** What takes messages. `send` resolves when the message was taken, and throws `NotTaken` otherwise. */
export interface Provider<Message> {
  send(message: Message): Promise<void>;
  close(): void;
}

export type MailProvider = Provider<OutgoingMail>;
export type TextProvider = Provider<OutgoingText>;

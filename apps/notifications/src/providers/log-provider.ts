import { Logger } from '@nestjs/common';
import type { Provider } from './provider.js';

/** Takes every message and sends none: says which it was, and nothing of whom it was for. */
export class LogProvider implements Provider<{ readonly deliveryId: string; readonly template: string }> {
  private readonly logger: Logger;

  constructor(private readonly kind: 'mail' | 'text message') {
    this.logger = new Logger(`Log ${kind}`);
  }

  async send({ deliveryId, template }: { deliveryId: string; template: string }): Promise<void> {
    this.logger.log(
      `A ${this.kind} ${template} would be sent: GET /notifications/v1/deliveries/${deliveryId}/preview`,
    );
  }

  close(): void {}
}

import {
  OverReturned,
  RefundIssued,
  RefundRequested,
  ReturnAuthorized,
  ReturnCancelled,
  ReturnCompleted,
  ReturnReceived,
  StoreCreditIssued,
} from '#contracts';
import { ServiceMessaging } from '#messaging';
import { Metrics } from '#platform';
import { Injectable } from '@nestjs/common';
import { OVER_RETURNED, REFUND_STEPS, RETURN_STEPS, RETURN_UNITS } from './metrics.js';

/** Counts what becomes of returns and refunds: each fact as it is published. */
@Injectable()
export class ReturnMetrics {
  constructor(metrics: Metrics, messaging: ServiceMessaging) {
    const steps = metrics.counter(RETURN_STEPS);
    messaging.onPublished(ReturnAuthorized, () => steps.inc({ step: 'authorized' }));
    messaging.onPublished(ReturnCompleted, () => steps.inc({ step: 'completed' }));
    messaging.onPublished(ReturnCancelled, ({ reason }) => steps.inc({ step: reason }));
    const units = metrics.counter(RETURN_UNITS);
    messaging.onPublished(ReturnReceived, ({ lines }) => {
      steps.inc({ step: 'received' });
      for (const { disposition, quantity } of lines) units.inc({ disposition }, quantity);
    });
    const refunds = metrics.counter(REFUND_STEPS);
    messaging.onPublished(RefundRequested, ({ attempt }) =>
      refunds.inc({ step: attempt === 1 ? 'requested' : 'asked_again' }),
    );
    messaging.onPublished(RefundIssued, () => refunds.inc({ step: 'issued' }));
    messaging.onPublished(StoreCreditIssued, () => refunds.inc({ step: 'store_credit' }));
    const overReturned = metrics.counter(OVER_RETURNED);
    messaging.onPublished(OverReturned, () => overReturned.inc());
  }
}

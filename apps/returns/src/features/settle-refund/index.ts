import { RefundList } from './refund-list.js';
import { RefundsController } from './refunds.controller.js';
import { SettleRefund } from './settle-refund.js';

export const settleRefund = { controllers: [RefundsController], providers: [SettleRefund, RefundList] };

import {
  CustomerReturnEntity,
  ReturnLineEntity,
  ReceiptEntity,
  ReceiptLineEntity,
} from './customer-return.entity.js';
import { PurchaseEntity, PurchaseLineEntity, HandoverEntity, OrderRefundEntity } from './purchase.entity.js';
import { RefundEntity } from './refund.entity.js';
import { TillReturnEntity } from './till-return.entity.js';
import { ItemEntity, LocationEntity } from './views.entity.js';

export const ENTITIES = [
  CustomerReturnEntity,
  HandoverEntity,
  ItemEntity,
  LocationEntity,
  OrderRefundEntity,
  PurchaseEntity,
  PurchaseLineEntity,
  ReceiptEntity,
  ReceiptLineEntity,
  RefundEntity,
  ReturnLineEntity,
  TillReturnEntity,
];

import { ContactEntity } from './contact.entity.js';
import { DeliveryEntity } from './delivery.entity.js';
import { ItemEntity } from './item.entity.js';
import { LocationEntity } from './location.entity.js';
import { StockAlertEntity } from './stock-alert.entity.js';
import { StoreContactEntity } from './store-contact.entity.js';
import { WebhookEntity } from './webhook.entity.js';

export const ENTITIES = [
  ContactEntity,
  DeliveryEntity,
  ItemEntity,
  LocationEntity,
  StockAlertEntity,
  StoreContactEntity,
  WebhookEntity,
];

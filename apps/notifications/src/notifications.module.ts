import { type DynamicModule, Module, type Provider, type Type } from '@nestjs/common';
import { type ServiceConnections, ServiceModule } from '#service';
import type { NotificationsSettings } from './config.js';
import { MessageWriter } from './deliveries/message-writer.js';
import { forgetDeliveries } from './features/forget-deliveries/index.js';
import { keepContacts } from './features/keep-contacts/index.js';
import { keepStockAlerts } from './features/keep-stock-alerts/index.js';
import { keepStoreContacts } from './features/keep-store-contacts/index.js';
import { keepWebhooks } from './features/keep-webhooks/index.js';
import { sendDeliveries } from './features/send-deliveries/index.js';
import { showDeliveries } from './features/show-deliveries/index.js';
import { NOTIFICATIONS_SERVICE } from './service.js';
import { SETTINGS } from './settings-token.js';
import { OnCatalogueChanged } from './subscriptions/on-catalogue-changed.js';
import { OnLevelChanged } from './subscriptions/on-level-changed.js';
import { OnOtherEvent } from './subscriptions/on-other-event.js';
import { OnToldEvent } from './subscriptions/on-told-event.js';

const FEATURES: readonly { controllers: Type[]; providers: Provider[] }[] = [
  forgetDeliveries,
  keepContacts,
  keepStockAlerts,
  keepStoreContacts,
  keepWebhooks,
  sendDeliveries,
  showDeliveries,
];

export interface NotificationsModuleOptions extends ServiceConnections {
  readonly settings: NotificationsSettings;
}

/** The notifications service: everything under `/notifications/v1`, its subscriptions, and the sending. */
@Module({})
export class NotificationsModule {
  static forRoot({ settings, ...connections }: NotificationsModuleOptions): DynamicModule {
    return ServiceModule.forService(NOTIFICATIONS_SERVICE, connections, {
      controllers: [
        ...FEATURES.flatMap((feature) => feature.controllers),
        OnCatalogueChanged,
        OnLevelChanged,
        OnOtherEvent,
        OnToldEvent,
      ],
      providers: [
        ...FEATURES.flatMap((feature) => feature.providers),
        { provide: SETTINGS, useValue: settings },
        { provide: MessageWriter, useValue: new MessageWriter(connections.dataSource, settings) },
      ],
    });
  }
}

import { runService, ServiceConfig } from '#service';
import { NotificationsEnvironment, notificationsSettings } from './config.js';
import { NotificationsModule } from './notifications.module.js';
import { NOTIFICATIONS_SERVICE } from './service.js';

runService({
  service: NOTIFICATIONS_SERVICE,
  config: ServiceConfig.and(NotificationsEnvironment),
  module: (connections, config) =>
    NotificationsModule.forRoot({ ...connections, settings: notificationsSettings(config) }),
});

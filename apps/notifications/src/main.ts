import { runService, ServiceConfig } from '#service';
import { NotificationsConfig, settingsOf } from './config.js';
import { NotificationsModule } from './notifications.module.js';
import { NOTIFICATIONS_SERVICE } from './service.js';

runService({
  service: NOTIFICATIONS_SERVICE,
  config: ServiceConfig.and(NotificationsConfig),
  module: (connections, config) =>
    NotificationsModule.forRoot({ ...connections, settings: settingsOf(config) }),
});

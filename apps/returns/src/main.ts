import { runService } from '#service';
import { ReturnsConfig, returnsSettings } from './config.js';
import { ReturnsModule } from './returns.module.js';
import { RETURNS_SERVICE } from './service.js';

runService({
  service: RETURNS_SERVICE,
  config: ReturnsConfig,
  module: (connections, config) =>
    ReturnsModule.forRoot({ ...connections, settings: returnsSettings(config) }),
});

import { LevelHub } from './level-hub.js';
import { StreamLevelsController } from './stream-levels.controller.js';

export const streamLevels = { controllers: [StreamLevelsController], providers: [LevelHub] };

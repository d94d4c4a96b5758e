import { Levels } from './levels.js';
import { ShowLevelsController } from './show-levels.controller.js';

export const showLevels = { controllers: [ShowLevelsController], providers: [Levels] };

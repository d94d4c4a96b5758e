import { PostMovementsController } from './post-movements.controller.js';
import { PostMovements } from './post-movements.js';

export const postMovements = { controllers: [PostMovementsController], providers: [PostMovements] };

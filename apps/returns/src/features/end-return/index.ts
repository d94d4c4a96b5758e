import { EndReturn } from './end-return.js';
import { EndReturnController } from './end-return.controller.js';

export const endReturn = { controllers: [EndReturnController], providers: [EndReturn] };

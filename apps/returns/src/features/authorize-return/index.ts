import { AuthorizeReturn } from './authorize-return.js';
import { AuthorizeReturnController } from './authorize-return.controller.js';

export const authorizeReturn = { controllers: [AuthorizeReturnController], providers: [AuthorizeReturn] };

import { TakeStepsController } from './take-steps.controller.js';

export const takeSteps = { controllers: [TakeStepsController], providers: [] };

import { ReconcileController } from './reconcile.controller.js';
import { Reconciler } from './reconciler.js';

export const reconcile = { controllers: [ReconcileController], providers: [Reconciler] };

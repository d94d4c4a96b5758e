import { Reconciliation } from '#contracts';
import { Endpoint } from '#platform';
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { PREFIX } from '../prefix.js';
import { Reconciler } from './reconciler.js';

@ApiTags('reconciliation')
@Controller(`${PREFIX}/reconciliation`)
export class ReconcileController {
  constructor(private readonly reconciler: Reconciler) {}

  @Get()
  @Endpoint({
    scope: 'operations:read',
    summary: 'Compare ledger, balance and reservations, live',
    description:
      'Read in one snapshot, while everything goes on. `checked` counts levels; `drift` is empty when all agree, and ' +
      'carries the first 1,000 findings otherwise.',
    responses: { 200: Reconciliation },
  })
  reconcile(): Promise<Reconciliation> {
    return this.reconciler.reconcile();
  }
}

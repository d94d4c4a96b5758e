import { z } from 'zod';
import { Identifier } from '../primitives.js';

/**
 * Where the books disagree; `expected` is what the ledger or lines say. `reference` names the reservation, transfer or
 * sale where it is about one. For `untold_shortage`, `expected` is the shortage that was told.
 */
export const Drift = z
  .object({
    invariant: z.enum([
      'ledger_sum',
      'ledger_sequence',
      'reserved',
      'committed',
      'staged',
      'component_range',
      'incoming',
      'settled_once',
      'transferred_once',
      'entered_once',
      'untold_shortage',
    ]),
    sku: Identifier,
    locationId: Identifier,
    reference: z.string().optional(),
    field: z.string(),
    expected: z.int(),
    actual: z.int(),
  })
  .meta({ id: 'Drift' });
export type Drift = z.infer<typeof Drift>;

/** `checked` counts levels. `drift` carries the first 1,000 findings. */
export const Reconciliation = z
  .object({ checked: z.int(), drift: z.array(Drift) })
  .meta({ id: 'Reconciliation' });
export type Reconciliation = z.infer<typeof Reconciliation>;

import { z } from 'zod';
import { Identifier } from '../primitives.js';

/** Where the ledger, the balance and the reservations disagree; `expected` is what the ledger or lines say. */
export const Drift = z
  .object({
    invariant: z.enum([
      'ledger_sum',
      'ledger_sequence',
      'reserved',
      'committed',
      'staged',
      'component_range',
    ]),
    sku: Identifier,
    locationId: Identifier,
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

import { z } from 'zod';

/** Query of `GET /throughput`: the last so many minutes. */
export const ThroughputQuery = z.object({ minutes: z.coerce.number().int().min(1).max(180).default(60) });
export type ThroughputQuery = z.infer<typeof ThroughputQuery>;

/** Lines that the ledger recorded in each minute, oldest first; minutes without any are there with zeros. */
export const Throughput = z
  .object({
    minutes: z.array(
      z.object({
        minute: z.string(),
        /** Lines of tills' receipts. */
        sales: z.int(),
        /** Holds and promises of the web, and their ends. */
        promises: z.int(),
        /** Receipts, counts, transfers, corrections. */
        other: z.int(),
      }),
    ),
  })
  .meta({ id: 'Throughput' });
export type Throughput = z.infer<typeof Throughput>;

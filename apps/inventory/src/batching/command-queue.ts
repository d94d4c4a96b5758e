/** Checkout goes first; bulk (tills, imports, counts) keeps a guaranteed share of every batch. */
export type Priority = 'checkout' | 'bulk';

export interface Sized {
  readonly lines: number;
  readonly bytes: number;
}

export interface BatchLimits {
  readonly commands: number;
  readonly lines: number;
}

/** Of a batch that is full, at least this share goes to bulk when bulk is waiting. */
const BULK_SHARE = 0.25;

/** What waits for the next batch: two first-in-first-out lines, taken together up to a batch's limits. */
export class CommandQueue<T extends Sized> {
  private readonly waiting: Record<Priority, T[]> = { checkout: [], bulk: [] };
  private bytes = 0;
  /** Bulk waited for the batch before and nothing of it fitted in: it goes first this time. */
  private bulkIsDue = false;

  get size(): number {
    return this.waiting.checkout.length + this.waiting.bulk.length;
  }

  get byteSize(): number {
    return this.bytes;
  }

  push(entry: T, priority: Priority): void {
    this.waiting[priority].push(entry);
    this.bytes += entry.bytes;
  }

  /** The next batch, at least one entry if any waits. Within a priority the order of arrival holds. */
  take(limits: BatchLimits): T[] {
    const { checkout, bulk } = this.waiting;
    const share = bulk.length > 0 ? 1 - BULK_SHARE : 1;
    const batch: T[] = [];
    const used = { commands: 0, lines: 0 };
    if (this.bulkIsDue) this.move(bulk, batch, used, { commands: 1, lines: limits.lines });
    this.move(checkout, batch, used, { commands: limits.commands * share, lines: limits.lines * share });
    const waitingBulk = bulk.length;
    this.move(bulk, batch, used, limits);
    // A command too big for bulk's share would otherwise wait for as long as checkouts keep coming.
    this.bulkIsDue = waitingBulk > 0 && bulk.length === waitingBulk && !this.bulkIsDue;
    this.move(checkout, batch, used, limits);
    return batch;
  }

  private move(from: T[], batch: T[], used: { commands: number; lines: number }, limits: BatchLimits): void {
    let count = 0;
    for (const entry of from) {
      const fits = used.commands + 1 <= limits.commands && used.lines + entry.lines <= limits.lines;
      if (!fits && batch.length > 0) break;
      used.commands += 1;
      used.lines += entry.lines;
      this.bytes -= entry.bytes;
      batch.push(entry);
      count += 1;
    }
    from.splice(0, count);
  }
}

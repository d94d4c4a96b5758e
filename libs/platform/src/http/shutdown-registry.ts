import { Injectable } from '@nestjs/common';

/**
 * Where answers that have no end of their own (server-sent events) say how to end them. When the app closes, each is
 * asked to end; its client then reconnects to another replica, or to this one after its restart.
 */
@Injectable()
export class ShutdownRegistry {
  private readonly enders = new Set<() => void>();
  private ending = false;

  /** Calls `end` when the app closes (at once if it is closing); the returned function takes it back. */
  onShutdown(end: () => void): () => void {
    if (this.ending) {
      end();
      return () => {};
    }
    this.enders.add(end);
    return () => this.enders.delete(end);
  }

  /** Ends everything that is open. One that fails does not keep the others from ending. */
  endAll(): void {
    this.ending = true;
    for (const end of this.enders) {
      try {
        end();
      } catch {
        // Its socket is destroyed at the deadline.
      }
    }
    this.enders.clear();
  }
}

import type { DataSource } from 'typeorm';

/** Where a service keeps answers: its own schema. */
export interface IdempotencyStore {
  readonly dataSource: DataSource;
  readonly schema: string;
}

/** The stores of the services in this process, by the first part of their routes: "inventory". */
export class IdempotencyStores {
  private readonly stores = new Map<string, IdempotencyStore>();

  register(service: string, store: IdempotencyStore): void {
    this.stores.set(service, store);
  }

  /** The store of the service that serves the path; undefined when that service keeps no answers. */
  forPath(path: string): IdempotencyStore | undefined {
    return this.stores.get(path.split('/', 2)[1] ?? '');
  }
}

import type { DataSource } from 'typeorm';

/** Where a service keeps what the platform keeps for it (answers, the audit trail): its own schema. */
export interface ServiceStore {
  readonly dataSource: DataSource;
  readonly schema: string;
}

/** The stores of the services in this process, by the first part of their routes: "inventory". */
export class ServiceStores {
  private readonly stores = new Map<string, ServiceStore>();

  register(service: string, store: ServiceStore): void {
    this.stores.set(service, store);
  }

  /** The store of the service that serves the path; undefined when that service keeps nothing. */
  forPath(path: string): ServiceStore | undefined {
    return this.stores.get(path.split('/', 2)[1] ?? '');
  }
}

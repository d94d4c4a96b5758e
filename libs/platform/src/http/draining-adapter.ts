import type { Server } from 'node:http';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyServerOptions } from 'fastify';
import type { ShutdownRegistry } from './shutdown-registry.js';

/** How often connections that have become idle are closed while the server drains. */
const IDLE_SWEEP_MS = 20;

/**
 * Nest's Fastify adapter, with an end that loses no answer: `app.close()` first stops accepting, ends open streams and
 * lets running requests finish, and only then takes the application apart beneath them. What is still open after
 * `drainMs` is cut.
 */
export class DrainingFastifyAdapter extends FastifyAdapter {
  draining = false;
  private drained: Promise<void> | undefined;

  constructor(
    options: FastifyServerOptions & { http?: object },
    private readonly shutdown: ShutdownRegistry,
    private readonly drainMs: number,
  ) {
    super(options as ConstructorParameters<typeof FastifyAdapter>[0]);
  }

  override async beforeClose(): Promise<void> {
    super.beforeClose();
    this.drained ??= this.drain();
    await this.drained;
  }

  private async drain(): Promise<void> {
    this.draining = true;
    const server = this.getInstance().server as Server;
    if (!server.listening) {
      this.shutdown.endAll();
      return;
    }
    // Closing first: nothing new may slip in between ending the streams and closing the door.
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    this.shutdown.endAll();
    const sweep = setInterval(() => server.closeIdleConnections(), IDLE_SWEEP_MS);
    const deadline = setTimeout(() => server.closeAllConnections(), this.drainMs);
    await closed;
    clearInterval(sweep);
    clearTimeout(deadline);
  }
}

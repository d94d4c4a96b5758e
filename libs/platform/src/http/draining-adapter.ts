import type { Server } from 'node:http';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { ShutdownRegistry } from './shutdown-registry.js';

/** How often connections that have become idle are closed while the server drains. */
const IDLE_SWEEP_MS = 20;

/**
 * Nest's Fastify adapter, with an end that loses no answer: `app.close()` stops accepting, ends open streams and lets
 * requests at work finish, and only then takes the modules apart beneath them. What is still open after `drainMs` is cut.
 */
export class DrainingFastifyAdapter extends FastifyAdapter {
  /** Where streams that have no end of their own are registered. */
  streams: ShutdownRegistry | undefined;
  private readonly drainMs: number;
  private drained: Promise<void> | undefined;

  constructor(options: object, { drainMs }: { drainMs: number }) {
    super(options);
    this.drainMs = drainMs;
  }

  override async beforeClose(): Promise<void> {
    super.beforeClose();
    this.drained ??= this.drain(this.getInstance().server as Server);
    await this.drained;
  }

  private async drain(server: Server): Promise<void> {
    if (!server.listening) {
      this.streams?.endAll();
      return;
    }
    // The door first: no stream may begin between the end of the others and its closing.
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    this.streams?.endAll();
    const sweep = setInterval(() => server.closeIdleConnections(), IDLE_SWEEP_MS);
    const deadline = setTimeout(() => server.closeAllConnections(), this.drainMs);
    await closed;
    clearInterval(sweep);
    clearTimeout(deadline);
  }
}

import { ConfigError, stopSignal } from '#platform';
import { startConsoleServer } from './console-server.js';

/** The console as a process of its own, until SIGTERM. */
async function main(): Promise<void> {
  const server = await startConsoleServer(process.env);
  await stopSignal();
  await server.close();
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof ConfigError ? error.message : error);
    process.exit(1);
  },
);

import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '../app/app.css';
import { createRoot } from 'react-dom/client';
import { startI18n } from '../shared/i18n/i18n.js';
import { readConsoleConfig } from '../shared/sign-in/console-config.js';
import { Session } from '../shared/sign-in/session.js';
import { Shop } from './shop.js';

/** The storefront of the demonstration retailer: its settings and texts first, then the page. */
async function start(): Promise<void> {
  const [config] = await Promise.all([readConsoleConfig(), startI18n()]);
  const session = await Session.open(config);
  createRoot(document.getElementById('root')!).render(<Shop session={session} />);
}

start().catch((error: unknown) => {
  document.getElementById('root')!.textContent =
    `The shop could not open: ${(error as Error).message} Reload the page to try again.`;
});

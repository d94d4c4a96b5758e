import '@mantine/core/styles.layer.css';
import '@mantine/charts/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import './app.css';
import { createRoot } from 'react-dom/client';
import { startI18n } from '../shared/i18n/i18n.js';
import { readConsoleConfig } from '../shared/sign-in/console-config.js';
import { Session } from '../shared/sign-in/session.js';
import { App } from './app.js';

/** The console: its settings and texts first, then the page. */
async function start(): Promise<void> {
  const [config] = await Promise.all([readConsoleConfig(), startI18n()]);
  const session = await Session.open(config);
  createRoot(document.getElementById('root')!).render(<App session={session} />);
}

start().catch((error: unknown) => {
  document.getElementById('root')!.textContent =
    `Shelfstream's console could not start: ${(error as Error).message} Reload the page to try again.`;
});

import type { ComponentType } from 'react';
import { createRoot } from 'react-dom/client';
import { startI18n } from './i18n/i18n.js';
import { readConsoleConfig } from './sign-in/console-config.js';
import { Session } from './sign-in/session.js';

/** Settings, texts and who is signed in first, then the pages; or `failed` and why, where they cannot be had. */
export function start(Pages: ComponentType<{ session: Session }>, failed: string): void {
  const root = document.getElementById('root')!;
  const draw = async () => {
    const [config] = await Promise.all([readConsoleConfig(), startI18n()]);
    const session = await Session.open(config);
    createRoot(root).render(<Pages session={session} />);
  };
  draw().catch((error: unknown) => {
    root.textContent = `${failed}: ${(error as Error).message} Reload the page to try again.`;
  });
}

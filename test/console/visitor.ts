import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';

/** Patience for what happens in its own time on a busy machine, in milliseconds. */
const PATIENCE_MS = 45_000;

/** A phone in a customer's hand, and a tablet in an associate's. */
export const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
};
export const TABLET: BrowserContextOptions = { viewport: { width: 1024, height: 768 }, hasTouch: true };

/** Somebody in front of a browser of their own, who sees what can be seen and touches what can be touched. */
export class Visitor {
  /** What the pages complained of; a page that works complains of nothing. */
  readonly complaints: string[] = [];

  private constructor(readonly page: Page) {}

  static async open(
    browser: Browser,
    url: string,
    { locationId, ...options }: BrowserContextOptions & { locationId?: string } = {},
  ): Promise<Visitor> {
    const context = await browser.newContext({ baseURL: url, locale: 'en', ...options });
    context.setDefaultTimeout(PATIENCE_MS);
    if (locationId !== undefined) {
      await context.addInitScript((id) => localStorage.setItem('shelfstream-location', id), locationId);
    }
    const visitor = new Visitor(await context.newPage());
    visitor.page.on('pageerror', ({ message }) => visitor.complaints.push(message));
    return visitor;
  }

  async goTo(path: string): Promise<void> {
    await this.page.goto(path);
    await this.page.locator('h1').first().waitFor();
  }

  sees(text: string | RegExp): Promise<void> {
    return this.page.getByText(text).first().waitFor();
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  async press(name: string | RegExp): Promise<void> {
    await this.button(name).first().click();
  }

  async follow(name: string | RegExp): Promise<void> {
    await this.page.getByRole('link', { name }).first().click();
  }

  async fill(label: string | RegExp, text: string): Promise<void> {
    await this.page.getByLabel(label).first().fill(text);
  }

  /** A reading of a barcode scanner that types like a keyboard. */
  async scan(label: string | RegExp, code: string): Promise<void> {
    const field = this.page.getByLabel(label);
    await field.focus();
    await this.page.keyboard.type(code);
    await this.page.keyboard.press('Enter');
  }

  /** Nothing is on its way any more that a page has asked for. */
  settled(): Promise<void> {
    return this.page.locator('.mantine-Skeleton-root').first().waitFor({ state: 'detached' });
  }

  /** What would keep somebody out who cannot see, point or tell colours apart: serious and worse. */
  async barriers(): Promise<string[]> {
    // Colours on their way from one to another are no colours to judge.
    await this.page.emulateMedia({ reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page: this.page }).analyze();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}

import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The browser of the machine: CHROME_PATH, else where distributions put it; without one the tests are skipped. */
export const chrome: string | undefined = process.env.CHROME_PATH ?? usual.find((path) => existsSync(path));

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A page that is open, and everything that happened on it which must not. */
export interface Opened {
  readonly page: Page;
  readonly trouble: readonly string[];
}

export interface Machine {
  readonly open: (html: string, options?: BrowserContextOptions & { readonly hash?: string }) => Promise<Opened>;
  readonly close: () => Promise<void>;
}

/** Starts a browser. Pages are opened from files, as people open them. */
export async function startBrowser(): Promise<Machine> {
  const browser: Browser = await chromium.launch({
    ...(chrome !== undefined && { executablePath: chrome }),
    args: quiet,
  });
  const folder = mkdtempSync(join(tmpdir(), 'threadcount-browser-'));
  let count = 0;
  return {
    open: async (html, { hash = '', ...options } = {}) => {
      const file = join(folder, `${count}.html`);
      count += 1;
      writeFileSync(file, html);
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
      const page = await context.newPage();
      const trouble: string[] = [];
      const address = pathToFileURL(file).href;
      page.on('console', (message) => trouble.push(`console ${message.type()}: ${message.text()}`));
      page.on('pageerror', (error) => trouble.push(`error: ${error.message}`));
      page.on('dialog', (dialog) => {
        trouble.push(`dialog: ${dialog.message()}`);
        void dialog.dismiss();
      });
      page.on('request', (request) => {
        const url = request.url();
        if (!url.startsWith(address) && !url.startsWith('data:image/svg+xml')) trouble.push(`request: ${url}`);
      });
      await page.goto(`${address}${hash}`);
      return { page, trouble };
    },
    close: async () => {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Pages of a printed document. */
export const pagesOf = (pdf: Uint8Array): number =>
  (
    Buffer.from(pdf)
      .toString('latin1')
      .match(/\/Type\s*\/Page\b/g) ?? []
  ).length;

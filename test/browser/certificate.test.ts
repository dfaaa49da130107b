import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Certificate } from '../../src/model/certificate.ts';
import { html } from '../../src/reports/certificates/html.ts';
import { certificate, hostileCertificate, refused } from '../reports/certificates/sample-certificate.ts';
import { own } from '../reports/hostile.ts';
import { seriousIn } from './axe.ts';
import { chrome, type Machine, pagesOf, startBrowser } from './browser.ts';

const textOf = async (of: Certificate): Promise<string> => String(await html.render(of));

describe.skipIf(chrome === undefined)('a certificate in a browser (skipped where none is found: CHROME_PATH)', () => {
  let machine: Machine;
  beforeAll(async () => {
    machine = await startBrowser();
  });
  afterAll(() => machine.close());

  test.each(['A4', 'Letter'])('prints on one page of %s, and a plan on a second', async (format) => {
    for (const [of, pages] of [
      [certificate(), 1],
      [refused(), 2],
    ] as const) {
      const { page } = await machine.open(await textOf(of));
      expect(pagesOf(await page.pdf({ format }))).toBe(pages);
    }
  });

  test('shows the verdict, the criteria with their levels, and how to check it', async () => {
    const { page, trouble } = await machine.open(await textOf(certificate()));
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Jonah Whitlock');
    expect(await page.locator('.claim').textContent()).toBe('is certified in');
    expect(await page.locator('tbody tr').count()).toBe(6);
    expect(await page.locator('.verify').textContent()).toContain('TC-0F3A9C51D2B8');
    expect(trouble).toEqual([]);
  });

  test.each([1280, 360])('has no serious barrier and fits at a width of %i', async (width) => {
    const { page } = await machine.open(await textOf(refused()), { viewport: { width, height: 800 }, bypassCSP: true });
    expect(await seriousIn(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  });

  test('no text of a CRM runs, links, fetches or asks anything', async () => {
    for (const text of own) {
      const { page, trouble } = await machine.open(await textOf(hostileCertificate(text)));
      expect(await page.evaluate('document.querySelectorAll("script, iframe, img, object, embed").length')).toBe(0);
      expect(await page.evaluate('document.querySelectorAll(\'a[href]:not([href^="https://"])\').length')).toBe(0);
      expect(trouble).toEqual([]);
      await page.context().close();
    }
  });
});

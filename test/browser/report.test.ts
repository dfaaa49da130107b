import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AuditResult } from '../../src/model/audit-result.ts';
import type { Trend } from '../../src/model/trend.ts';
import { html } from '../../src/reports/html.ts';
import { corpus, hostileResult } from '../reports/hostile.ts';
import { finding, rep, sample } from '../reports/sample.ts';
import { seriousIn } from './axe.ts';
import { chrome, type Machine, pagesOf, startBrowser } from './browser.ts';

const trend: Trend = {
  schemaVersion: 1,
  scope: '',
  every: 'week',
  periods: [
    { from: '2026-11-02', run: 'a', asOf: '2026-11-04T17:00:00.000Z' },
    { from: '2026-11-09', run: null, asOf: null },
    { from: '2026-11-16', run: 'b', asOf: '2026-11-18T17:00:00.000Z' },
  ],
  series: [
    { of: 'rep', id: '005Dw000001KelsyIA0', name: 'Kelsey Brandt', manager: null, values: [52.1, null, 61.8] },
    { of: 'everyone', id: '', name: 'everyone', manager: null, values: [70, null, 74.5] },
  ],
};

const textOf = (result: AuditResult): string =>
  [...html.render(result, { width: 100, isColored: false, trend })].map((piece) => String(piece)).join('');

/** Goes on to the end of the list, and counts what it holds. */
async function drawAll(page: Page): Promise<number> {
  for (let i = 0; i < 40 && (await page.locator('.more').isVisible()); i += 1) await page.locator('.more').click();
  return page.locator('.finding').count();
}

const kelsey = '#rep/005Dw000001KelsyIA0';

describe.skipIf(chrome === undefined)('the HTML report in a browser (skipped where none is found: CHROME_PATH)', () => {
  let machine: Machine;
  beforeAll(async () => {
    machine = await startBrowser();
  });
  afterAll(() => machine.close());

  describe.each([1280, 768, 360])('at a width of %i', (width) => {
    test.each(['#overview', kelsey, '#findings', '#method'])('%s fits, and nothing goes wrong', async (hash) => {
      const { page, trouble } = await machine.open(textOf(sample()), { viewport: { width, height: 800 }, hash });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      expect(await page.locator('.page.open').count()).toBe(1);
      expect(await page.locator('.page.open h1').isVisible()).toBe(true);
      expect(trouble).toEqual([]);
    });
  });

  describe.each(['light', 'dark'] as const)('in %s colors', (colorScheme) => {
    test.each(['#overview', kelsey, '#findings', '#method'])('%s has no serious barrier', async (hash) => {
      const { page } = await machine.open(textOf(sample()), { colorScheme, hash, bypassCSP: true });
      expect(await seriousIn(page)).toEqual([]);
    });
  });

  test('has no serious barrier on a phone', async () => {
    const { page } = await machine.open(textOf(sample()), { viewport: { width: 360, height: 800 }, bypassCSP: true });
    expect(await seriousIn(page)).toEqual([]);
  });

  test('is dark where the reader wants it dark', async () => {
    const ground = 'getComputedStyle(document.body).backgroundColor';
    const [light, dark] = await Promise.all(
      (['light', 'dark'] as const).map(async (colorScheme) =>
        (await machine.open(textOf(sample()), { colorScheme })).page.evaluate(ground),
      ),
    );
    expect(light).toBe('rgb(246, 247, 248)');
    expect(dark).toBe('rgb(17, 22, 27)');
  });

  test('lists reps by name, and opens one on a click', async () => {
    const { page } = await machine.open(textOf(sample()));
    const names = await page.locator('.reps .name').allTextContents();
    expect(names).toEqual([...names].sort());
    await page.getByRole('link', { name: 'Kelsey Brandt' }).click();
    expect(await page.locator('.page.open h1').textContent()).toBe('Kelsey Brandt');
    expect(page.url()).toContain(kelsey);
    expect(await page.locator('.page.open .trend .line').count()).toBe(1);
  });

  test('filters by severity, rule, owner and kind of record, and says how many are left', async () => {
    const { page } = await machine.open(textOf(sample()), { hash: '#findings' });
    const count = page.locator('.count');
    expect(await count.textContent()).toBe('23 findings on 23 records');
    await page.getByLabel('Severity').selectOption('critical');
    await expect.poll(() => count.textContent()).toBe('6 findings on 6 records');
    await page.locator('select[name=record]').selectOption('deal');
    await expect.poll(() => count.textContent()).toBe('3 findings on 3 records');
    expect(await page.locator('.records h3 .amount').allTextContents()).toEqual([
      'USD 240,000',
      'USD 186,500',
      'USD 74,000',
    ]);
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.locator('select[name=rule]').selectOption('next-steps/vague');
    await page.locator('select[name=rep]').selectOption({ label: 'Kelsey Brandt' });
    await expect.poll(() => count.textContent()).toBe('3 findings on 3 records');
  });

  test('keeps filters in the address, so that a view can be sent to somebody', async () => {
    const { page } = await machine.open(textOf(sample()), { hash: '#findings?severity=warning&q=redwood' });
    expect(await page.locator('.count').textContent()).toBe('1 finding on 1 record');
    expect(await page.getByLabel('Search').inputValue()).toBe('redwood');
    await page.getByLabel('Severity').selectOption('');
    await expect.poll(() => page.locator('.count').textContent()).toBe('2 findings on 2 records');
    expect(page.url()).toContain('#findings?q=redwood');
  });

  test('finds words in records, messages and evidence', async () => {
    const { page } = await machine.open(textOf(sample()), { hash: '#findings' });
    for (const [words, left] of [
      ['Pavel Horák', '1 finding on 1 record'],
      ['touch base soon', '3 findings on 3 records'],
      ['no such thing', 'No finding matches.'],
    ] as const) {
      await page.getByLabel('Search').fill(words);
      await expect.poll(() => page.locator('.count').textContent()).toBe(left);
    }
  });

  test('goes by keyboard from record to record, to the search and back', async () => {
    const { page } = await machine.open(textOf(sample()), { hash: '#findings' });
    const focused = 'document.activeElement.querySelector("h3 bdi")?.textContent ?? document.activeElement.name';
    const names = await page.locator('.records h3 > :first-child').allTextContents();
    await page.keyboard.press('j');
    expect(await page.evaluate(focused)).toBe(names[0]);
    await page.keyboard.press('j');
    await page.keyboard.press('ArrowDown');
    expect(await page.evaluate(focused)).toBe(names[2]);
    await page.keyboard.press('k');
    expect(await page.evaluate(focused)).toBe(names[1]);
    await page.keyboard.press('/');
    await page.keyboard.type('jjj');
    expect(await page.getByLabel('Search').inputValue()).toBe('jjj');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('.count').textContent()).toBe('23 findings on 23 records');
    expect(await page.getByLabel('Search').inputValue()).toBe('');
  });

  test('opens at one finding by its fingerprint', async () => {
    const marked = rep({
      findings: [
        finding(),
        finding({ fingerprint: 'b'.repeat(20), record: { ...finding().record, id: 'x', name: 'Fenwick' } }),
      ],
    });
    const { page } = await machine.open(textOf(sample({ reps: [marked] })), {
      hash: `#rep/${marked.id}/${'b'.repeat(20)}`,
    });
    expect(await page.locator('.finding.there').getAttribute('id')).toBe(`f-${'b'.repeat(20)}`);
    expect(await page.locator('.finding.there').isVisible()).toBe(true);
  });

  test('shows what is waived, and for what reason, apart from what counts', async () => {
    const waiver = { id: 'w1', reason: 'other', text: 'Moved last week', approver: 'Helen', until: '2026-12-31' };
    const reps = [rep({ findings: [finding({ waiver }), finding({ fingerprint: 'b'.repeat(20) })] })];
    const { page } = await machine.open(textOf(sample({ reps })), { hash: '#findings?state=waived' });
    expect(await page.locator('.count').textContent()).toBe('1 finding on 1 record');
    expect(await page.locator('.said').textContent()).toBe(
      'Does not count: waived until 2026-12-31 by Helen: Moved last week',
    );
  });

  test('can be read without a script', async () => {
    const { page, trouble } = await machine.open(textOf(sample()), { javaScriptEnabled: false });
    expect(await page.getByRole('heading', { level: 1 }).allTextContents()).toContain('Kelsey Brandt');
    expect(await page.getByRole('heading', { name: 'Team overview' }).isVisible()).toBe(true);
    expect(await page.locator('.plain').getByText('Ozark Well Drilling').isVisible()).toBe(true);
    expect(trouble).toEqual([]);
  });

  test.each(['A4', 'Letter'])('prints a rep on %s without what is only for the screen', async (format) => {
    const { page } = await machine.open(textOf(sample()), { hash: kelsey });
    const pages = pagesOf(await page.pdf({ format }));
    expect(pages).toBeGreaterThan(1);
    expect(pages).toBeLessThan(9);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.filters').isVisible()).toBe(false);
    expect(await page.locator('.top nav').isVisible()).toBe(false);
    expect(await page.locator('.records h3').first().isVisible()).toBe(true);
  });

  test('draws a long list as it is scrolled', async () => {
    const findings = Array.from({ length: 500 }, (_, i) =>
      finding({
        fingerprint: i.toString(16).padStart(20, '0'),
        record: { ...finding().record, id: `id-${i}`, name: `Lead ${i}` },
      }),
    );
    const { page } = await machine.open(textOf(sample({ reps: [rep({ findings })] })), { hash: '#findings' });
    expect(await page.locator('.records article').count()).toBeLessThan(200);
    const scrolled = async () => {
      await page.evaluate('scrollTo(0, document.body.scrollHeight)');
      return page.locator('.records article').count();
    };
    await expect.poll(scrolled, { timeout: 20_000 }).toBe(500);
  });

  test('no text of a CRM runs, links, fetches or asks anything', async () => {
    const text = textOf(hostileResult());
    for (const hash of [
      '#overview',
      '#findings',
      '#rep/rep-0',
      '#method',
      '#rep/<img src=x onerror=alert(1)>',
      '#findings?q=<script>',
    ]) {
      const { page, trouble } = await machine.open(text, { hash });
      if (hash === '#findings') expect(await drawAll(page)).toBe(corpus.length);
      const links = await page.evaluate<string[]>(
        '[...document.querySelectorAll("a[href]")].map((a) => a.getAttribute("href")).filter((href) => !href.startsWith("#"))',
      );
      for (const link of links) expect(link).toMatch(/^https:\/\/[\w.~:/?#@!$&*+,;=%-]+$/);
      expect(await page.evaluate('document.querySelectorAll("iframe, img, object, embed").length')).toBe(0);
      expect(await page.evaluate('document.querySelectorAll("script").length')).toBe(3);
      expect(await page.title()).toContain('Threadcount');
      expect(trouble).toEqual([]);
    }
  });

  test('does not grow wider than a phone whatever the texts are', async () => {
    const { page } = await machine.open(textOf(hostileResult()), {
      viewport: { width: 360, height: 800 },
      hash: '#findings',
    });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
  });
});

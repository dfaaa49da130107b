// How long an HTML report takes to write, and to be ready in a browser: node test/bench/html.mjs [findings …]
// Needs a build (npm run -s build) and Chromium (CHROME_PATH).
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { html } from '../../dist/reports/html.js';
import { madeResult } from './made-result.mjs';

const counts = process.argv.slice(2).map(Number);

const folder = mkdtempSync(join(tmpdir(), 'threadcount-bench-'));
const browser = await chromium.launch({
  executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
});
try {
  for (const count of counts.length > 0 ? counts : [20_000, 100_000]) {
    const result = madeResult(count);
    const start = performance.now();
    const pieces = [...html.render(result, { width: 100, isColored: false })];
    const written = performance.now() - start;
    const file = join(folder, `${count}.html`);
    writeFileSync(file, pieces.join(''));
    const page = await browser.newPage();
    const opened = performance.now();
    await page.goto(`${pathToFileURL(file).href}#findings`);
    await page.locator('.records article').first().waitFor();
    const ready = performance.now() - opened;
    const typed = performance.now();
    await page.getByLabel('Search').fill('week 17');
    await page.waitForFunction(
      (all) => !document.querySelector('.count').textContent.startsWith(all),
      String(count).replace(/\B(?=(\d{3})+$)/g, ','),
    );
    const found = performance.now() - typed;
    const size = pieces.reduce((sum, piece) => sum + piece.length, 0) / 1e6;
    console.log(
      `${count} findings: written in ${Math.round(written)} ms (${size.toFixed(1)} MB), ready in ${Math.round(ready)} ms, searched in ${Math.round(found)} ms`,
    );
    await page.close();
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}

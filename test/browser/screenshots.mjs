// Pictures of the demo for the README: npm run screenshots. Needs Chromium (CHROME_PATH, else the distribution's).
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const root = fileURLToPath(new URL('../..', import.meta.url));
const images = join(root, 'docs/images');
const folder = mkdtempSync(join(tmpdir(), 'threadcount-screenshots-'));
const report = join(folder, 'report.html');
const certificate = join(folder, 'certificate.html');

const run = (...args) =>
  execFileSync(process.execPath, [join(root, 'bin/threadcount.js'), ...args], { cwd: folder, stdio: 'ignore' });

const shots = [
  { name: 'report-light', file: report, colorScheme: 'light', height: 940 },
  { name: 'report-dark', file: report, colorScheme: 'dark', height: 940, link: 'Tom Halvorsen' },
  { name: 'certificate', file: certificate, colorScheme: 'light', width: 860, height: 1180 },
];

const browser = await chromium.launch({
  executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'],
});
try {
  mkdirSync(images, { recursive: true });
  run('audit', '--source', 'demo', '--quiet', '--output', report);
  const asked = ['--rep', 'jonah.whitlock@brightwater.example', '--certification', 'crm-hygiene'];
  run(
    'certify',
    ...asked,
    '--evaluator',
    'Sol Park',
    '--yes',
    '--unsigned',
    '--store',
    join(folder, 's.db'),
    '--output',
    certificate,
  );
  for (const { name, file, link, colorScheme, width = 1280, height } of shots) {
    const page = await browser.newPage({ viewport: { width, height }, colorScheme });
    await page.goto(pathToFileURL(file).href);
    if (link !== undefined) await page.getByRole('link', { name: link }).click();
    const path = join(images, `${name}.png`);
    await page.screenshot({ path, fullPage: name === 'certificate' });
    console.log(`${name}.png: ${Math.round(statSync(path).size / 1024)} KB`);
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}

// How long an HTML report takes to write, and to be ready in a browser: node test/bench/html.mjs [findings …]
// Needs a build (npm run -s build) and Chromium (CHROME_PATH).
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { html } from '../../dist/reports/html.js';
import { drawing } from './random.mjs';

const rules = ['status/stale-lead', 'notes/thin', 'next-steps/undated', 'next-steps/vague', 'coverage/single-threaded'];
const severities = ['info', 'warning', 'error', 'critical'];
const hash = `sha256:${'a'.repeat(64)}`;
const counts = process.argv.slice(2).map(Number);

function resultOf(count) {
  const { next: random } = drawing(1, 7);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const finding = (i) => {
    const rule = pick(rules);
    const id = `00Q${String(Math.floor(i / 1.6)).padStart(12, '0')}`;
    const record = { type: pick(['lead', 'deal']), id, name: `Customer ${id} GmbH`, url: `https://acme.example/${id}` };
    const value = `Talked to ${id} about the offer of week ${i % 52}, they come back`;
    return {
      fingerprint: i.toString(16).padStart(20, '0'),
      rule,
      area: rule.split('/')[0],
      severity: pick(severities),
      record,
      message: `Next step "${value}" names no date`,
      fix: `Do what ${rule} asks for`,
      evidence: [
        { field: 'Next_Step__c', value, at: '2026-10-01T08:00:00.000Z' },
        { field: 'Status', value: 'Working' },
      ],
      exposure: { amount: Math.floor(random() * 200_000), currency: 'USD' },
      scenarios: [],
      waiver: null,
      appeal: null,
    };
  };
  const reps = Array.from({ length: 100 }, (_, i) => ({
    id: `005${i}`,
    kind: 'user',
    name: `Rep ${String(i).padStart(3, '0')}`,
    email: `rep${i}@acme.example`,
    managerId: null,
    records: { lead: count / 160, deal: 20 },
    score: 70,
    worstCaseScore: 70,
    evaluability: 1,
    areas: [],
    certifications: [],
    scenarios: [],
    findings: Array.from({ length: count / 100 }, (_, j) => finding(i * (count / 100) + j)),
    notEvaluable: [],
  }));
  const none = { active: [], unused: [], unmatched: [], pending: [], lapsed: [], unjudged: [] };
  return {
    schemaVersion: 1,
    tool: { name: 'threadcount', version: '0' },
    asOf: '2026-11-18T17:00:00.000Z',
    source: {
      kind: 'files',
      label: 'bench',
      records: { lead: count, deal: count, contact: 0, activity: 0 },
      complete: true,
      gaps: [],
    },
    scope: { reps: [], only: [], leftOut: [], sample: null },
    packs: [],
    rubrics: [],
    rules: [],
    configHash: hash,
    dataHash: hash,
    summary: {
      reps: 100,
      records: count,
      score: 70,
      findings: { critical: 0, error: count, warning: 0, info: 0 },
      waived: 0,
      overturned: 0,
    },
    waivers: none,
    reps,
  };
}

const folder = mkdtempSync(join(tmpdir(), 'threadcount-bench-'));
const browser = await chromium.launch({
  executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
});
try {
  for (const count of counts.length > 0 ? counts : [20_000, 100_000]) {
    const result = resultOf(count);
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

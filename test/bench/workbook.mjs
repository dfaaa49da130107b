import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measured, print } from './measure.mjs';

/*
 * How long a workbook of many findings takes: `node test/bench/workbook.mjs [findings]`, after a build. The result is made
 * of findings like those of the demo in a process of its own, once without and once with the workbook.
 */

const script = (/** @type {number} */ findings, /** @type {string | null} */ file) => `
import { writeSync, openSync } from 'node:fs';
import { xlsx } from ${JSON.stringify(new URL('../../dist/reports/xlsx.js', import.meta.url).href)};
const finding = (i) => ({
  fingerprint: i.toString(16).padStart(20, '0'), rule: 'next-steps/undated', area: 'next-steps', severity: 'error',
  record: { type: 'lead', id: '00Q' + String(i).padStart(15, '0'), name: 'Sandpiper Elevators ' + i, url: 'https://a.example/' + i },
  message: 'Next step "Send proposal to Dana, number ' + i + '" names no date', fix: 'Agree a date with the customer and write it into the next step',
  evidence: [{ field: 'Next_Step__c', value: 'Send proposal to Dana, number ' + i, at: '2026-11-03T14:20:00.000Z' }, { field: 'Status', value: 'Working' }],
  exposure: { amount: i, currency: 'USD' }, scenarios: [], waiver: null, appeal: null,
});
const rep = (n, from, to) => ({
  id: 'r' + n, kind: 'user', name: 'Rep ' + n, email: null, managerId: null, managerName: null, managerEmail: null,
  records: { lead: to - from, deal: 0 }, score: 80, worstCaseScore: 80, evaluability: 1, areas: [], certifications: [], scenarios: [],
  findings: Array.from({ length: to - from }, (_, i) => finding(from + i)), notEvaluable: [],
});
const result = {
  asOf: '2026-11-18T17:00:00.000Z', tool: { version: '0' }, source: { kind: 'files', label: 'x', gaps: [] },
  scope: { reps: [], only: [], leftOut: [] }, packs: [], rubrics: [], rules: [], configHash: '', dataHash: '',
  reps: Array.from({ length: 100 }, (_, n) => rep(n, n * ${findings / 100}, (n + 1) * ${findings / 100})),
};
if (${file !== null}) {
  const to = openSync(${JSON.stringify(file)}, 'w');
  for (const piece of xlsx.render(result, { width: 100, isColored: false })) writeSync(to, piece);
}
`;

const findings = Number(process.argv[2] ?? 100_000);
const folder = mkdtempSync(join(tmpdir(), 'threadcount-bench-'));
const file = join(folder, 'report.xlsx');
const rows = [];
for (const [name, target] of /** @type {const} */ ([
  ['findings alone', null],
  ['and the workbook', file],
])) {
  const path = join(folder, 'run.mjs');
  writeFileSync(path, script(findings, target));
  const { seconds, peakMb } = await measured([path]);
  rows.push([name, `${seconds.toFixed(1)} s`, `${peakMb.toFixed(0)} MB`]);
}
print(
  `${findings} findings (${fileURLToPath(import.meta.url)
    .split('/')
    .at(-1)})`,
  [['', 'time', 'peak'], ...rows],
);
console.log(`  the file: ${(statSync(file).size / 1e6).toFixed(1)} MB`);
rmSync(folder, { recursive: true });

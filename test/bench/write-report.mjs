import { openSync, writeSync } from 'node:fs';
import { csv, html, json, jsonl, markdown, xlsx } from '../../dist/reports/index.js';
import { madeResult } from './made-result.mjs';

/*
 * Writes one report of many made-up findings, in a process that is measured: `node write-report.mjs FORMAT COUNT FILE`.
 * `none` makes the findings alone, `stringify` writes each rep with JSON.stringify: the floor.
 */

const [format = '', count = '', file = ''] = process.argv.slice(2);
const result = madeResult(Number(count));
const to = openSync(file, 'w');
if (format === 'stringify') for (const rep of result.reps) writeSync(to, JSON.stringify(rep));
const report = [csv, html, json, jsonl, markdown, xlsx].find(({ name }) => name === format);
if (report !== undefined) {
  const rendered = report.render(result, { width: 100, isColored: false });
  const pieces = typeof rendered === 'string' || rendered instanceof Uint8Array ? [rendered] : rendered;
  for (const piece of pieces) writeSync(to, piece);
}

import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDone, measured, threadcount } from './measure.mjs';

/**
 * Audits a made-up org into a report of JSON, in a process that is measured; `read` is handed the report before it goes.
 *
 * @param {string} folder
 * @param {number} jobs
 * @param {(report: string) => Promise<void> | void} [read]
 */
export async function auditOrg(folder, jobs, read) {
  const output = join(tmpdir(), `threadcount-bench-result-${process.pid}.json`);
  const source = ['--source', folder, '--config', join(folder, 'threadcount.yaml'), '--as-of', '2026-11-18'];
  try {
    const how = ['--jobs', String(jobs), '--output', output, '--quiet'];
    const audit = await measured([threadcount, 'audit', ...source, ...how]);
    if (!isDone(audit.code)) throw new Error(`the audit failed with exit code ${audit.code}`);
    await read?.(output);
    return audit;
  } finally {
    rmSync(output, { force: true });
  }
}

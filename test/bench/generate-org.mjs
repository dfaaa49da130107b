import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as activities from './org-activities.mjs';
import { routingYaml, threadcountYaml } from './org-config.mjs';
import * as history from './org-history.mjs';
import * as records from './org-records.mjs';
import { countsAt } from './org-shape.mjs';

/** Raised whenever the same scale gives other bytes, so that an older org is not taken for this one. */
const EDITION = 1;

/**
 * The export of a made-up Salesforce org, as a folder of CSV files with threadcount.yaml and routing.yaml beside them.
 * It is written once into the folder for temporary files, and found there again by later runs.
 *
 * @param {number} scale 1 is a whole org: 200,000 leads and a million activities.
 * @returns {string} The path of the folder.
 */
export function generateOrg(scale) {
  const folder = join(tmpdir(), `threadcount-bench-org-${EDITION}-${scale}`);
  if (existsSync(folder)) return folder;
  const draft = `${folder}.${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft);
  const counts = countsAt(scale);
  for (const files of [records, history, activities]) for (const write of Object.values(files)) write(draft, counts);
  writeFileSync(join(draft, 'threadcount.yaml'), threadcountYaml);
  writeFileSync(join(draft, 'routing.yaml'), routingYaml);
  renameSync(draft, folder);
  return folder;
}

import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadConfig } from '../../src/config/load.ts';
import { formatDay, formatInstant } from '../../src/lib/time.ts';
import { createZone, UTC } from '../../src/lib/time-zone.ts';
import { canon, type Field, type RowType, rowTypes } from '../../src/model/fields.ts';
import { readFiles } from '../../src/sources/files/read-files.ts';
import { everything, readDataset } from '../sources/read-export.ts';

const demo = fileURLToPath(new URL('../../fixtures/demo/', import.meta.url));

/** The moment as of which the demo is audited. */
export const asOf = '2026-11-18T17:00:00Z';

export type Files = ReadonlyMap<string, string | Uint8Array>;

/** Writes the files of one form into a folder of its name. */
export function writeForm(root: string, form: string, files: Files): void {
  mkdirSync(join(root, form));
  for (const [name, content] of files) writeFileSync(join(root, form, name), content);
}

/** A row as canonical JSON: instants and dates as ISO text, what is not known left out. */
function jsonOf(type: RowType, row: Readonly<Record<string, unknown>>): string {
  const fields: Readonly<Record<string, Field>> = canon[type];
  const entries = Object.entries(fields).map(([name, { type: held }]) => {
    const value = row[name];
    if (typeof value !== 'number') return [name, value] as const;
    return [name, held === 'instant' ? formatInstant(value) : held === 'date' ? formatDay(value) : value] as const;
  });
  return JSON.stringify({ type, ...Object.fromEntries(entries) });
}

/** What is read of a form that has been written, as canonical records. */
export async function canonicalOf(root: string, form: string): Promise<string> {
  const config = loadConfig({ flag: join(root, 'salesforce.yaml'), cwd: root, hasOtherSource: true });
  const zone = createZone('America/New_York');
  const read = readFiles({ path: join(root, form), label: form, config, zone: 'name' in zone ? zone : UTC });
  const reading = await readDataset(await read({ asOf: Date.parse(asOf), fields: everything }));
  const rows = rowTypes.flatMap((type) => reading[type].map((row) => jsonOf(type, row)));
  return [JSON.stringify({ type: 'source', has: reading.parts }), ...rows].map((line) => `${line}\n`).join('');
}

/** What the team has added to HubSpot, as its pages and exports call it, and as its API does. */
const shown = `fields:
  lead:
    nextStepDate: Next step date
    recheckDate: Recheck date
    recycleReason: Recycle reason
    routingException: Routing exception
  deal: { nextStepDate: Next step date }

`;
const named = `fields:
  lead:
    nextStep: next_step
    nextStepDate: next_step_date
    recheckDate: recheck_date
    recycleReason: recycle_reason
    routingException: routing_exception
  deal: { nextStepDate: next_step_date }

`;

/** The configuration of the demo for each form: custom fields have other names in each. */
export function writeConfigurations(root: string): void {
  for (const name of ['routing.yaml', 'leave.yaml', 'started.yaml']) cpSync(join(demo, name), join(root, name));
  const salesforce = readFileSync(join(demo, 'threadcount.yaml'), 'utf8');
  const withFields = (fields: string): string => salesforce.replace(/fields:[\s\S]*?(?=statuses:)/, fields);
  writeFileSync(join(root, 'salesforce.yaml'), salesforce);
  writeFileSync(join(root, 'hubspot.yaml'), withFields(shown));
  writeFileSync(join(root, 'hubspot-live.yaml'), withFields(named));
  writeFileSync(join(root, 'canonical.yaml'), withFields(''));
}

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { createZone, UTC } from '../../src/lib/time-zone.ts';
import type { Dataset, Gap, Part, Wants } from '../../src/model/dataset.ts';
import { canon, type RowType, rowTypes } from '../../src/model/fields.ts';
import type { Rows } from '../../src/model/records.ts';
import { readFiles } from '../../src/sources/files/read-files.ts';

/** 2026-11-18T17:00:00Z, a Wednesday. */
const asOf = Date.UTC(2026, 10, 18, 17);

export interface ExportOptions {
  /** threadcount.yaml; it lies beside the folder of the export. */
  readonly config?: string;
  readonly zone?: string;
  readonly asOf?: number;
  /** One file of the folder instead of all of it. */
  readonly file?: string;
  readonly fields?: Partial<Wants['fields']>;
}

type Content = string | Uint8Array;

/** A new folder with these files, removed after the test. */
function folderOf(files: Readonly<Record<string, Content>>): string {
  const root = mkdtempSync(join(tmpdir(), 'threadcount-export-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    const path = join(root, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  return root;
}

const fieldNames = (type: RowType): ReadonlySet<string> => new Set(Object.keys(canon[type]));

/** Everything there is to want. */
export const everything: Wants['fields'] = {
  person: fieldNames('person'),
  account: fieldNames('account'),
  contact: fieldNames('contact'),
  contactRole: fieldNames('contactRole'),
  history: fieldNames('history'),
  activity: fieldNames('activity'),
  lead: fieldNames('lead'),
  deal: fieldNames('deal'),
};

/** Opens the files as an export in the folder `export/`. */
export function openExport(files: Readonly<Record<string, Content>>, options: ExportOptions = {}): Promise<Dataset> {
  const named = Object.entries(files).map(([name, content]) => [`export/${name}`, content] as const);
  const root = folderOf({ 'threadcount.yaml': options.config ?? '', ...Object.fromEntries(named) });
  const zone = createZone(options.zone ?? 'UTC');
  const read = readFiles({
    path: join(root, 'export', options.file ?? ''),
    label: options.file ?? 'export/',
    config: loadConfig({ flag: 'threadcount.yaml', cwd: root }),
    zone: 'name' in zone ? zone : UTC,
  });
  return read({ asOf: options.asOf ?? asOf, fields: { ...everything, ...options.fields } });
}

export type AllRows = { [T in RowType]: Rows[T][] };

/** A reading of an export, to its end. */
export interface Reading extends AllRows {
  readonly dataset: Dataset;
  readonly gaps: readonly Gap[];
  readonly hash: string;
  readonly parts: readonly Part[];
}

async function collect<T>(stream: AsyncIterable<readonly T[]>): Promise<T[]> {
  const rows: T[] = [];
  for await (const batch of stream) rows.push(...batch);
  return rows;
}

const allParts: readonly Part[] = [
  ...(['people', 'accounts', 'contacts', 'contactRoles', 'leadHistory', 'dealHistory'] as const),
  ...(['tasks', 'calls', 'emails', 'meetings', 'notes', 'participants'] as const),
];

export async function readDataset(dataset: Dataset): Promise<Reading> {
  const { streams } = dataset;
  try {
    const rows: AllRows = {
      person: await collect(streams.person),
      account: await collect(streams.account),
      contact: await collect(streams.contact),
      contactRole: await collect(streams.contactRole),
      history: await collect(streams.history),
      activity: await collect(streams.activity),
      lead: await collect(streams.lead),
      deal: await collect(streams.deal),
    };
    const parts = allParts.filter(dataset.has);
    return { ...rows, dataset, gaps: dataset.gaps(), hash: dataset.hash(), parts };
  } finally {
    await dataset.close();
  }
}

/** Reads an export from its first stream to its last. */
export const readExport = async (files: Readonly<Record<string, Content>>, options: ExportOptions = {}) =>
  readDataset(await openExport(files, options));

/** The lines of a CSV. */
export const csv = (...lines: readonly string[]): string => `${lines.join('\n')}\n`;

/** How many rows of every type there are. */
export const counts = (reading: AllRows): Record<string, number> =>
  Object.fromEntries(rowTypes.map((type) => [type, reading[type].length]));

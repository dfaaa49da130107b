// The made-up org of the demo, and any other export of Data Loader.

import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { rowsOfCsv } from './csv.mjs';
import { orgOfFiles } from './org.mjs';

const DEMO = new URL('../../../../fixtures/demo/', import.meta.url);

/** `Lead.csv`, and `Task1.csv` and `Task_2.csv` as parts of one. */
const FILE = /^([a-z]+?(?:__c)?2?)(?:[ _-]?(?:part[ _-]?)?\d{1,3})?\.csv$/i;

/** The org that a folder of CSV files tells of, one file per object. */
export function folderOrg(folder) {
  const files = new Map();
  for (const name of readdirSync(folder).sort()) {
    const object = FILE.exec(basename(name))?.[1];
    if (object === undefined) continue;
    const file = rowsOfCsv(readFileSync(join(folder, name), 'utf8'));
    const known = files.get(object);
    files.set(object, known ? { columns: known.columns, rows: [...known.rows, ...file.rows] } : file);
  }
  if (files.size === 0) throw new Error(`${folder}: no CSV files of Salesforce objects`);
  return orgOfFiles(files);
}

/** The org of the demo: the rows of `fixtures/demo`. */
export const demoOrg = () => folderOrg(DEMO.pathname);

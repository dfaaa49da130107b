import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openBytes } from '../../dist/lib/byte-stream.js';
import { fillWindow } from '../../dist/lib/byte-window.js';
import { NOT_A_ROW, scanRow, startScan } from '../../dist/lib/csv/scan-row.js';

/*
 * The least that reading an export can cost: `node floor.mjs read FOLDER` touches every byte of its CSV files,
 * `node floor.mjs split FOLDER` finds every field of every row with the scanner of the audit, and makes nothing of them.
 */

async function read(/** @type {string} */ file) {
  let bytes = 0;
  for await (const chunk of openBytes(file)) bytes += chunk.length;
  return bytes;
}

async function split(/** @type {string} */ file) {
  const scan = startScan(',', '"');
  scan.spans = new Int32Array(200);
  let rows = 0;
  for await (const _ of fillWindow(scan, openBytes(file))) {
    while (scan.at < scan.end) {
      const fields = scanRow(scan, scan.at);
      if (fields === NOT_A_ROW.more) break;
      if (fields < 0) throw new Error(`${file}: a row that cannot be read`);
      scan.at = scan.next;
      rows++;
    }
  }
  return rows;
}

const [way, folder = ''] = process.argv.slice(2);
for (const name of readdirSync(folder)) {
  if (name.endsWith('.csv')) await (way === 'read' ? read : split)(join(folder, name));
}

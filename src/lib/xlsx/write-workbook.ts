import { writeZip, type ZipPart } from '../write-zip.ts';
import type { Cell } from './cell.ts';
import { contentTypes, rootLinks, styles, workbook, workbookLinks } from './fixed-parts.ts';
import { linksXml, MOST_ROWS, noLinks, type Sheet, sheetXml } from './sheet.ts';

function* counted(rows: Iterable<readonly Cell[]>, tell: (count: number) => void): Generator<readonly Cell[]> {
  let count = 0;
  for (const row of rows) {
    if (count === MOST_ROWS) break;
    count += 1;
    yield row;
  }
  tell(count);
}

/** Sheets first: what they lead to and how long they are is known only after them, and the order of files is of no matter. */
function* partsOf(sheets: readonly Sheet[]): Generator<ZipPart> {
  yield { path: '[Content_Types].xml', text: [contentTypes(sheets)] };
  yield { path: '_rels/.rels', text: [rootLinks] };
  const rows: number[] = [];
  for (const [i, sheet] of sheets.entries()) {
    const links = noLinks();
    const own = counted(sheet.rows, (count) => rows.push(count + 1));
    yield { path: `xl/worksheets/sheet${i + 1}.xml`, text: sheetXml({ ...sheet, rows: own }, links) };
    if (links.ids.size > 0) yield { path: `xl/worksheets/_rels/sheet${i + 1}.xml.rels`, text: linksXml(links) };
  }
  yield { path: 'xl/workbook.xml', text: [workbook(sheets, rows)] };
  yield { path: 'xl/_rels/workbook.xml.rels', text: [workbookLinks(sheets)] };
  yield { path: 'xl/styles.xml', text: [styles] };
}

/**
 * A workbook (Office Open XML) in pieces, one row in memory at a time: texts, numbers, dates and links, with a filter
 * over each sheet and its first row in sight. Equal sheets give equal bytes. Names of sheets: at most 31 characters, and
 * none of `: \ / ? * [ ]`. A sheet ends at 1,048,575 rows, and 65,530 of its cells are links; both are what
 * spreadsheets take.
 */
export const writeWorkbook = (sheets: readonly Sheet[]): Generator<Uint8Array> => writeZip(partsOf(sheets));

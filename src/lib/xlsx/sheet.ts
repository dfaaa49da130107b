import { xmlText } from '../escape-xml.ts';
import { type Cell, cellXml, columnName, headXml, targetOf } from './cell.ts';

/** A sheet: columns with their names and widths, and a row of cells for each thing. */
export interface Sheet {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly width: number }[];
  readonly rows: Iterable<readonly Cell[]>;
}

/** What a spreadsheet opens; more makes it call the file damaged. */
export const MOST_ROWS = 1_048_575;
const MOST_LINKS = 65_530;

const NAMESPACES =
  'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" ' +
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

export const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** Which cells lead where: an address is named once, however many cells lead there. */
export interface Links {
  readonly cells: { readonly at: string; readonly id: string }[];
  readonly ids: Map<string, string>;
}

export const noLinks = (): Links => ({ cells: [], ids: new Map() });

function link(links: Links, at: string, target: string): void {
  if (links.cells.length >= MOST_LINKS) return;
  const id = links.ids.get(target) ?? `rId${links.ids.size + 1}`;
  links.ids.set(target, id);
  links.cells.push({ at, id });
}

function rowXml(cells: readonly Cell[], row: number, links: Links): string {
  const text = cells.map((cell, i) => {
    const at = `${columnName(i)}${row}`;
    const target = targetOf(cell);
    if (target !== undefined) link(links, at, target);
    return cellXml(cell, at);
  });
  return `<row r="${row}">${text.join('')}</row>`;
}

const FROZEN =
  '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' +
  '<selection pane="bottomLeft"/></sheetView></sheetViews>';

/** The sheet as XML, row by row; addresses are gathered in `links` on the way. */
export function* sheetXml({ columns, rows }: Sheet, links: Links): Generator<string> {
  const widths = columns.map(({ width }, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`);
  const heads = columns.map(({ name }, i) => headXml(name, `${columnName(i)}1`));
  yield `${XML}<worksheet ${NAMESPACES}>${FROZEN}<sheetFormatPr defaultRowHeight="15"/><cols>${widths.join('')}</cols>`;
  yield `<sheetData><row r="1">${heads.join('')}</row>`;
  let row = 1;
  for (const cells of rows) {
    row += 1;
    yield rowXml(cells, row, links);
  }
  yield `</sheetData><autoFilter ref="A1:${columnName(columns.length - 1)}${row}"/>`;
  if (links.cells.length > 0) {
    yield '<hyperlinks>';
    for (const { at, id } of links.cells) yield `<hyperlink ref="${at}" r:id="${id}"/>`;
    yield '</hyperlinks>';
  }
  yield '</worksheet>';
}

/** The addresses that a sheet leads to. */
export function* linksXml({ ids }: Links): Generator<string> {
  yield `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`;
  for (const [target, id] of ids) {
    const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink';
    yield `<Relationship Id="${id}" Type="${type}" Target="${xmlText(target)}" TargetMode="External"/>`;
  }
  yield '</Relationships>';
}

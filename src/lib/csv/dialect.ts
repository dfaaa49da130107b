import { UserError } from '../errors.ts';
import { NOT_A_ROW, nextLine, scanRow, startScan } from './scan-row.ts';

/** How a file separates and quotes its fields. Rows end with LF, CRLF or CR, also mixed, in every dialect. */
export interface Dialect {
  readonly delimiter: string;
  readonly quote: string;
}

/** Bytes to look at before deciding on a dialect. */
export const DIALECT_SAMPLE_BYTES = 64 * 1024;

/**
 * In the order of preference where several fit equally well: commas come last because they also stand in prose and
 * in decimal numbers.
 */
const DELIMITERS = ['\t', ';', '|', '^', '`', ','] as const;

/** Refuses what is not one ASCII character each: the scanner works on bytes. */
export function checkDialect({ delimiter, quote }: Partial<Dialect>): void {
  const fits = (char: string | undefined) => char === undefined || /^[\t\x20-\x7e]$/.test(char);
  if (!fits(delimiter))
    throw new UserError({ message: `the delimiter ${JSON.stringify(delimiter)} is not one ASCII character` });
  if (!fits(quote)) throw new UserError({ message: `the quote ${JSON.stringify(quote)} is not one ASCII character` });
}

/** Excel's own first line, `sep=;`: the delimiter it names and its length in bytes with the line end. */
export function separatorLine(head: Buffer): { readonly delimiter: string; readonly length: number } | undefined {
  const match = /^"?sep=([\t !#-&(-/:-@[-^`{-~])"?(?:\r\n|\r|\n|$)/i.exec(head.toString('latin1', 0, 12));
  return match?.[1] === undefined ? undefined : { delimiter: match[1], length: match[0].length };
}

/**
 * The dialect of a text by its first bytes (`whole` when they are all there is): the delimiter that cuts the header
 * in two or more fields and the most rows into as many as the header. A comma when none does (a single column).
 * Single quotes are quotes only where the header itself begins with one.
 */
export function detectDialect(head: Buffer, whole: boolean, known: Partial<Dialect> = {}): Dialect {
  const quotes = known.quote === undefined ? (firstByte(head) === "'" ? ["'", '"'] : ['"']) : [known.quote];
  const delimiters = known.delimiter === undefined ? DELIMITERS : [known.delimiter];
  let best: Dialect = { delimiter: known.delimiter ?? ',', quote: known.quote ?? '"' };
  let bestFit = 0;
  for (const quote of quotes) {
    for (const delimiter of delimiters) {
      const fit = fitOf(head, whole, { delimiter, quote });
      if (fit > bestFit) {
        best = { delimiter, quote };
        bestFit = fit;
      }
    }
  }
  return best;
}

function firstByte(head: Buffer): string {
  return head.toString('latin1', 0, 64).trimStart().charAt(0);
}

/** The share of rows that have as many fields as the header, weighted towards more fields; 0 for a single field. */
function fitOf(head: Buffer, whole: boolean, dialect: Dialect): number {
  const [header = 0, ...rows] = fieldCounts(head, whole, dialect);
  const alike = rows.filter((fields) => fields === header).length;
  return header < 2 ? 0 : ((1 + alike) / (1 + rows.length)) * (1 - 1 / header);
}

/** Fields of each row that is not blank; a negative number for a row that the dialect cannot read. */
function fieldCounts(head: Buffer, whole: boolean, { delimiter, quote }: Dialect): number[] {
  const scan = startScan(delimiter, quote);
  scan.bytes = Buffer.concat([head, Buffer.of(10)]);
  scan.end = head.length;
  scan.final = whole;
  const counts: number[] = [];
  for (let at = 0; at >= 0 && at < scan.end; ) {
    const fields = scanRow(scan, at);
    if (fields === NOT_A_ROW.more) break;
    const next = fields < 0 ? nextLine(scan, at) : scan.next;
    if (fields !== 1 || head.toString('latin1', at, next).trim() !== '') counts.push(fields);
    at = next;
  }
  return counts;
}

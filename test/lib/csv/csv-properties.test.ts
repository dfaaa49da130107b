import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SourceError } from '../../../src/lib/errors.ts';
import { bytesOf, readAll } from './read-all.ts';

const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 });
const delimiters = fc.constantFrom(',', ';', '\t', '|', '^', '`');
const quotes = fc.constantFrom('"', "'");
const lineEnds = fc.constantFrom('\n', '\r\n', '\r');

/** Text with many of the characters that mean something to CSV, and all others but NUL. */
const value = fc
  .array(fc.oneof(fc.constantFrom(',', ';', '\t', '|', '"', "'", '\n', '\r', 'é', '😀', ' ', '\ufeff'), fc.string()), {
    maxLength: 4,
  })
  .map((parts) => parts.join('').replaceAll('\u0000', ''));

const table = fc
  .integer({ min: 1, max: 5 })
  .chain((width) =>
    fc
      .array(fc.array(value, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 })
      .map((rows) => ({ width, rows })),
  );

/** A correct writer: quotes what needs it, and now and then what does not. */
function write(
  rows: readonly (readonly string[])[],
  delimiter: string,
  quote: string,
  end: string,
  always: boolean,
): string {
  const cell = (text: string): string => {
    const needed =
      text === '' || [delimiter, quote, '\n', '\r'].some((char) => text.includes(char)) || text.trim() === '';
    return needed || always ? quote + text.replaceAll(quote, quote + quote) + quote : text;
  };
  return rows.map((row) => row.map(cell).join(delimiter) + end).join('');
}

describe('any table', () => {
  it('reads back equal in any dialect, encoding and chunks', async () => {
    const encodings = fc.constantFrom('utf-8', 'utf-8 with mark', 'utf-16le', 'utf-16be');
    await fc.assert(
      fc.asyncProperty(
        table,
        delimiters,
        quotes,
        lineEnds,
        fc.boolean(),
        encodings,
        sizes,
        async (given, delimiter, quote, end, always, encoding, pieces) => {
          const header = Array.from({ length: given.width }, (_, i) => `column ${i}`);
          const text = write([header, ...given.rows], delimiter, quote, end, always);
          const csv = await readAll(encode(text, encoding), { dialect: { delimiter, quote } }, pieces);
          expect(csv.header).toEqual(header);
          expect(csv.setAside).toEqual({ count: 0, first: [] });
          expect(csv.rows).toEqual(given.rows);
        },
      ),
      { numRuns: 300 },
    );
  });
});

function encode(text: string, encoding: string): Uint8Array {
  const marked = `\ufeff${text}`;
  if (encoding === 'utf-8') return Buffer.from(text);
  if (encoding === 'utf-8 with mark') return Buffer.from(marked);
  const units = Buffer.from(marked, 'utf16le');
  return encoding === 'utf-16le' ? units : units.swap16();
}

/** Bytes that are nearly CSV: broken quotes, ragged rows, invalid UTF-8, NUL. */
const noise = fc
  .array(
    fc.oneof(
      fc.constantFrom('1,2\n', '"a","b"\n', '"', ',', '\n', '\r', '\r\n', '""', 'x', '\u0000', ' ', 'é').map(bytesOf),
      fc.uint8Array({ maxLength: 3 }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => Buffer.concat([Buffer.from('a,b\n'), ...parts]));

describe('any bytes below a header', () => {
  it('read the same however they are cut into chunks', async () => {
    await fc.assert(
      fc.asyncProperty(noise, sizes, async (bytes, pieces) => {
        expect(await outcome(bytes, pieces)).toEqual(await outcome(bytes, [1e9]));
      }),
      { numRuns: 500 },
    );
  });

  it('end in as many records and rows set aside as there are, each line in one of them', async () => {
    await fc.assert(
      fc.asyncProperty(noise, sizes, async (bytes, pieces) => {
        const csv = await readAll(bytes, { encoding: 'utf-8', dialect: { delimiter: ',', quote: '"' } }, pieces);
        expect(csv.rows.length).toBe(csv.records);
        const begins = [...csv.lines, ...csv.setAside.first.map(({ line }) => line)].sort((a, b) => a - b);
        expect(new Set(begins).size).toBe(begins.length);
        if (csv.setAside.count > csv.setAside.first.length) return;
        // A line on which nothing begins is blank, or stands inside the quotes of the row before it.
        const physical = bytes.toString('latin1').split(/\r\n|\n|\r/);
        const silent = physical
          .map((text, i) => ({ text, line: i + 1 }))
          .filter(({ line }) => line > 1 && !begins.includes(line));
        for (const { text, line } of silent) {
          const before = begins.filter((begin) => begin < line).at(-1) ?? 1;
          const quotesBefore =
            physical
              .slice(before - 1, line - 1)
              .join('')
              .split('"').length - 1;
          expect(/^[ \t]*$/.test(text) || quotesBefore % 2 === 1).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('never fail but with an orderly error, cut off anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), sizes, async (bytes, pieces) => {
        try {
          await readAll(bytes, {}, pieces);
        } catch (error) {
          expect(error).toBeInstanceOf(SourceError);
        }
      }),
      { numRuns: 500 },
    );
  });
});

async function outcome(bytes: Uint8Array, pieces: readonly number[]) {
  try {
    return await readAll(bytes, {}, pieces);
  } catch (error) {
    return String(error);
  }
}

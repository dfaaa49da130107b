import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { CsvOptions } from '../../../src/lib/csv/read-csv.ts';
import { SourceError } from '../../../src/lib/errors.ts';
import { bytesOf, readAll } from './read-all.ts';

/** Windows of a few bytes, so that short texts meet what long files meet: rows cut anywhere, windows that grow. */
const chunk = vi.hoisted(() => ({ bytes: 1 }));
vi.mock('../../../src/lib/byte-stream.ts', async (original) => {
  const actual = await original<typeof import('../../../src/lib/byte-stream.ts')>();
  return {
    ...actual,
    get CHUNK_BYTES() {
      return chunk.bytes;
    },
  };
});

interface Cut {
  readonly window: number;
  readonly pieces: readonly number[];
}

const cuts: fc.Arbitrary<Cut> = fc.record({
  window: fc.integer({ min: 1, max: 60 }),
  pieces: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }),
});

const UNCUT: Cut = { window: 100_000, pieces: [100_000] };

function readCut(bytes: Uint8Array, options: CsvOptions, { window, pieces }: Cut) {
  chunk.bytes = window;
  return readAll(bytes, options, pieces);
}
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
        cuts,
        async (given, delimiter, quote, end, always, encoding, cut) => {
          const header = Array.from({ length: given.width }, (_, i) => `column ${i}`);
          const text = write([header, ...given.rows], delimiter, quote, end, always);
          const csv = await readCut(encode(text, encoding), { dialect: { delimiter, quote } }, cut);
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
      fc.asyncProperty(noise, cuts, async (bytes, cut) => {
        expect(await outcome(bytes, cut)).toEqual(await outcome(bytes, UNCUT));
      }),
      { numRuns: 500 },
    );
  });

  it('end in as many records and rows set aside as there are, each line in one of them', async () => {
    await fc.assert(
      fc.asyncProperty(noise, cuts, async (bytes, cut) => {
        const csv = await readCut(bytes, { encoding: 'utf-8', dialect: { delimiter: ',', quote: '"' } }, cut);
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
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), cuts, async (bytes, cut) => {
        try {
          await readCut(bytes, {}, cut);
        } catch (error) {
          expect(error).toBeInstanceOf(SourceError);
        }
      }),
      { numRuns: 500 },
    );
  });
});

async function outcome(bytes: Uint8Array, cut: Cut) {
  try {
    return await readCut(bytes, {}, cut);
  } catch (error) {
    return String(error);
  }
}

import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { UserError } from '../../src/lib/errors.ts';
import { type JsonLine, readJsonLines } from '../../src/lib/jsonl.ts';
import { bytesOf, inPieces } from './csv/read-all.ts';

const CHUNK = 256 * 1024;

/** Windows of a few bytes, where a test asks for them, cut short lines as usual windows cut long files. */
const chunk = vi.hoisted(() => ({ bytes: 0 }));
vi.mock('../../src/lib/byte-stream.ts', async (original) => {
  const actual = await original<typeof import('../../src/lib/byte-stream.ts')>();
  return {
    ...actual,
    get CHUNK_BYTES() {
      return chunk.bytes;
    },
  };
});

async function readAll(content: string | Uint8Array, sizes: readonly number[] = [1e9], window = CHUNK) {
  chunk.bytes = window;
  const file = readJsonLines(inPieces(bytesOf(content), sizes));
  const lines: JsonLine[] = [];
  for await (const batch of file.batches()) lines.push(...batch);
  return { lines, ...file.tally() };
}

describe('JSON Lines', () => {
  it('give each value with its line, past blank lines, CRLF and a missing last line end', async () => {
    const { lines, setAside } = await readAll('\ufeff{"id":1}\r\n\n  \n[2]\n"three"\nnull');
    expect(lines).toEqual([
      { line: 1, value: { id: 1 } },
      { line: 4, value: [2] },
      { line: 5, value: 'three' },
      { line: 6, value: null },
    ]);
    expect(setAside.count).toBe(0);
  });

  it('set aside what is not JSON or not UTF-8, without the text of it', async () => {
    const bytes = Buffer.concat([
      Buffer.from('{"a":1}\n{"secret\n"'),
      Buffer.of(0xe9),
      Buffer.from('"\n{"a":"é"}\n{}{}\n"\u0000"\n'),
    ]);
    const { lines, setAside, records } = await readAll(bytes);
    expect(lines).toEqual([
      { line: 1, value: { a: 1 } },
      { line: 4, value: { a: 'é' } },
    ]);
    expect(records).toBe(2);
    expect(setAside).toEqual({
      count: 4,
      first: [
        { line: 2, reason: 'not valid JSON' },
        { line: 3, reason: 'bytes that are not UTF-8' },
        { line: 5, reason: 'not valid JSON' },
        { line: 6, reason: 'not valid JSON' },
      ],
    });
  });

  it('set aside a line longer than 8 MiB and go on after it', async () => {
    const long = `"${'x'.repeat(8 * 1024 * 1024)}"`;
    const fits = `"${'x'.repeat(8 * 1024 * 1024 - 2)}"`;
    for (const sizes of [[1e9], [100_000]]) {
      const { lines, setAside } = await readAll(`1\n${long}\n${fits}\n4\n${long}`, sizes);
      expect(lines.map(({ line }) => line)).toEqual([1, 3, 4]);
      expect(setAside.first).toEqual([
        { line: 2, reason: 'a line longer than 8 MiB' },
        { line: 5, reason: 'a line longer than 8 MiB' },
      ]);
    }
  });

  it('survive any depth of nesting', async () => {
    const depth = 1_000_000;
    const { lines, setAside } = await readAll(`${'['.repeat(depth)}${']'.repeat(depth)}\n${'['.repeat(depth)}\n2\n`);
    expect(lines.map(({ line }) => line)).toEqual([1, 3]);
    expect(setAside.first).toEqual([{ line: 2, reason: 'not valid JSON' }]);
  });

  it('read UTF-16', async () => {
    expect((await readAll(Buffer.from('{"a":"é"}\n', 'utf16le'))).lines).toEqual([{ line: 1, value: { a: 'é' } }]);
  });

  it('read back equal in any chunks', async () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue()), sizes, async (values, pieces) => {
        const { lines } = await readAll(values.map((value) => `${JSON.stringify(value)}\n`).join(''), pieces, 10);
        expect(lines.map(({ value }) => JSON.stringify(value))).toEqual(values.map((value) => JSON.stringify(value)));
      }),
    );
  });

  it('of any bytes read the same however they are cut, each line in one count', async () => {
    const part = fc.oneof(
      fc.constantFrom('{"a":1}\n', '\n', ' ', '[', '"é"', '\r\n').map(bytesOf),
      fc.uint8Array({ maxLength: 4 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part), fc.integer({ min: 1, max: 9 }), async (parts, size) => {
        const bytes = Buffer.concat([Buffer.from('"é"\n'.repeat(20)), ...parts]);
        const whole = await readAll(bytes);
        expect(await readAll(bytes, [size], size)).toEqual(whole);
        const written = bytes
          .toString('latin1')
          .split('\n')
          .filter((line) => line.trim() !== '');
        expect(whole.records + whole.setAside.count).toBeGreaterThanOrEqual(written.length);
      }),
      { numRuns: 300 },
    );
  });

  it('of a path that does not exist are wrong input', async () => {
    await expect(readJsonLines('no-such-file.jsonl').batches()[Symbol.asyncIterator]().next()).rejects.toThrow(
      UserError,
    );
  });
});

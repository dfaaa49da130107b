import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeExports } from '../../../fixtures/demo-org/exports.mjs';
import { openExport, readDataset } from '../read-export.ts';

type Content = string | Uint8Array;

/** The beginning of each file of an export, small enough to be read hundreds of times. */
function beginnings(files: ReadonlyMap<string, Content>): Readonly<Record<string, Buffer>> {
  const lines = (content: Content): string =>
    Buffer.from(content)
      .toString('latin1')
      .split(/(?<="\n)/)
      .slice(0, 12)
      .join('');
  return Object.fromEntries([...files].map(([name, content]) => [name, Buffer.from(lines(content), 'latin1')]));
}

const exports = writeExports();
const forms = {
  'Data Loader': beginnings(exports.dataLoader),
  'the weekly export': beginnings(exports.weekly),
  HubSpot: beginnings(exports.hubspot),
} as const;

/** Reads to the end; what cannot be read is one of our errors, whatever the bytes. */
async function outcome(files: Readonly<Record<string, Content>>): Promise<string> {
  try {
    const dataset = await openExport(files);
    await readDataset(dataset);
    return 'read';
  } catch (error) {
    return error instanceof Error ? error.name : 'thrown';
  }
}

const orderly = ['read', 'UserError', 'SourceError'];

describe.each(Object.entries(forms))('an export as %s', (_, files) => {
  const names = Object.keys(files);
  const hit = fc.record({
    name: fc.constantFrom(...names),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }),
    isCut: fc.boolean(),
  });

  it('ends in order with bytes of noise in it, or cut off anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(hit, { minLength: 1, maxLength: 3 }), async (hits) => {
        const broken: Record<string, Content> = { ...files };
        for (const { name, at, bytes, isCut } of hits) {
          const content = Buffer.from(broken[name] ?? '');
          const place = Math.floor(at * content.length);
          content.set(bytes.subarray(0, content.length - place), place);
          broken[name] = isCut ? content.subarray(0, place) : content;
        }
        expect(orderly).toContain(await outcome(broken));
      }),
      { numRuns: 40 },
    );
  });

  it('is read without any of its files but the records', async () => {
    for (const name of names) {
      const rest = Object.fromEntries(Object.entries(files).filter(([other]) => other !== name));
      expect(await outcome(rest)).toBe('read');
    }
  });
});

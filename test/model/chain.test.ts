import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sealEntry, verifyChain } from '../../src/model/chain.ts';
import { type Entry, type EntryDraft, entryKinds } from '../../src/model/ledger.ts';

const drafts: fc.Arbitrary<EntryDraft> = fc.record({
  kind: fc.constantFrom(...entryKinds),
  rep: fc.string({ unit: 'binary' }),
  at: fc.constant('2026-11-18T17:00:00.000Z'),
  body: fc.dictionary(
    fc.string(),
    fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.boolean(), fc.constant(null)),
  ),
});

function chained(list: readonly EntryDraft[]): readonly Entry[] {
  const entries: Entry[] = [];
  for (const draft of list) entries.push(sealEntry(draft, entries.at(-1)));
  return entries;
}

const ledgers = fc.array(drafts, { minLength: 1, maxLength: 8 }).map(chained);

describe('the chain of a ledger', () => {
  test('holds for every ledger as it was written, and as it comes back from JSON with its keys in any order', () => {
    fc.assert(
      fc.property(ledgers, (entries) => {
        expect(verifyChain(entries)).toEqual([]);
        const turned = entries.map((entry) => Object.fromEntries(Object.entries(entry).reverse()));
        expect(verifyChain(JSON.parse(JSON.stringify(turned)))).toEqual([]);
      }),
    );
  });

  test('names the first entry of which anything was changed', () => {
    const changes: readonly ((entry: Entry) => Entry)[] = [
      (entry) => ({ ...entry, rep: `${entry.rep}x` }),
      (entry) => ({ ...entry, at: '2026-11-19T17:00:00.000Z' }),
      (entry) => ({ ...entry, kind: entry.kind === 'appeal' ? 'ruling' : 'appeal' }),
      (entry) => ({ ...entry, body: [entry.body] }),
      (entry) => ({ ...entry, previous: entry.hash }),
    ];
    fc.assert(
      fc.property(ledgers, fc.nat(), fc.constantFrom(...changes), (entries, at, change) => {
        const place = at % entries.length;
        const problems = verifyChain(entries.map((entry, i) => (i === place ? change(entry) : entry)));
        expect(problems[0]?.message).toMatch(
          new RegExp(`^ledger entry ${place + 1}: its content does not match its hash$`),
        );
      }),
    );
  });

  test('breaks where an entry is left out, put twice, or written again with a hash of its own', () => {
    fc.assert(
      fc.property(
        fc.array(drafts, { minLength: 3, maxLength: 8 }).map(chained),
        drafts,
        fc.nat(),
        (entries, other, at) => {
          const place = at % (entries.length - 1);
          const forged = sealEntry({ ...other, rep: 'somebody else' }, entries[place - 1]);
          expect(verifyChain(entries.filter((_, i) => i !== place))).not.toEqual([]);
          expect(verifyChain(entries.flatMap((entry, i) => (i === place ? [entry, entry] : [entry])))).not.toEqual([]);
          expect(verifyChain(entries.map((entry, i) => (i === place ? forged : entry)))).toMatchObject([
            { message: `ledger entry ${place + 2}: it holds another hash than that of the entry before it` },
          ]);
        },
      ),
    );
  });
});

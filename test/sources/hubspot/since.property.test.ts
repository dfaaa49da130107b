import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tellDemo, tellVolume } from '../../emulators/hubspot/hubspot.mjs';
import { expectSame, HOUR, startMirrored } from './mirrored.ts';
import { apply, someEdits } from './random-edits.ts';

const accounts = {
  'the demo org, whose leads are contacts': () => tellDemo(),
  'the demo org, whose leads are records': () => tellDemo({ leads: 'objects' }),
  'a larger account': () => tellVolume({ deals: 200, leads: 120 }),
};

test.each(Object.entries(accounts))(
  'what changed, on top of the last reading, is the same data as everything: %s',
  async (_title, portal) => {
    await fc.assert(
      fc.asyncProperty(fc.array(someEdits, { minLength: 1, maxLength: 4 }), async (weeks) => {
        const account = await startMirrored({ portal: portal(), searchDelay: 5000, rollUpDelay: 20_000 });
        await account.pull();
        for (const edits of weeks) {
          apply(account, edits);
          account.pass(HOUR);
          const all = await account.whole();
          const some = await account.pull();
          expectSame(some, all);
          expect(some.tally?.changed).toBeDefined();
        }
      }),
      // Each run reads an account many times over: `RUNS` asks for more of them.
      { numRuns: Number(process.env.RUNS ?? 2), endOnFailure: true },
    );
  },
  600_000,
);

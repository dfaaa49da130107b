import { expect, it } from 'vitest';
import { rolls } from '../../src/facts/rolls.ts';
import { deal } from '../support/records.ts';
import { asOf } from '../support/setting.ts';
import { viewOf } from '../support/view.ts';

const DAY = 86_400_000;

it('a date moved by nobody knows whom may have been moved by the owner', () => {
  const record = deal({ nextStep: 'Call Dana', ownerId: '005000000000001AAA' });
  const moved = (byId: string | null) =>
    rolls.of(
      viewOf(record, {
        history: [{ field: 'nextStepDate', from: '2026-11-01', to: '2026-11-09', at: asOf - 9 * DAY, byId }],
      }),
    ).count;
  expect([moved('005000000000001AAA'), moved('005000000000002AAA'), moved(null)]).toEqual([1, 0, undefined]);
});

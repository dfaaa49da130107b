import { expect, it } from 'vitest';
import { asItWas } from '../../src/facts/as-it-was.ts';
import type { HistoryEntry } from '../../src/model/records.ts';
import { deal, lead } from '../support/records.ts';
import { asOf } from '../support/setting.ts';
import { viewOf } from '../support/view.ts';

const DAY = 86_400_000;
const was = (record: Parameters<typeof viewOf>[0], ...history: readonly HistoryEntry[]) =>
  asItWas(record, viewOf(record, { history }).world);

it('a field changed after the audit holds what the first change found', () => {
  const record = lead({ status: 'Closed', ownerId: '005000000000009AAA' });
  const then = was(
    record,
    { field: 'status', from: 'Working', to: 'Closed', at: asOf + 3 * DAY },
    { field: 'status', from: 'New', to: 'Working', at: asOf + DAY },
    { field: 'owner', from: '005000000000001AAA', to: '005000000000009AAA', at: asOf + DAY },
  );
  expect([then.type === 'lead' && then.status, then.ownerId]).toEqual(['New', '005000000000001AAA']);
});

it('or what it was last changed to by then', () => {
  const then = was(
    deal({ amount: 900, closeDate: 20_000 }),
    { field: 'amount', from: '100', to: '500', at: asOf - DAY },
    { field: 'amount', to: '900', at: asOf + DAY },
    { field: 'closeDate', from: '2026-11-30', to: '2026-12-31', at: asOf + DAY },
  );
  expect([then.type === 'deal' && then.amount, then.type === 'deal' && then.closeDate]).toEqual([500, 20_787]);
});

it('a lead converted after the audit had not been converted', () => {
  const then = was(lead({ isConverted: true, convertedAt: asOf + DAY, convertedDealId: '006A' }));
  expect([then.type === 'lead' && then.isConverted, then.type === 'lead' && then.convertedDealId]).toEqual([
    false,
    null,
  ]);
});

it('a record that history does not show to have changed since is left as it is', () => {
  const record = deal({ stage: 'Qualification' });
  expect(was(record, { field: 'stage', from: 'Prospecting', to: 'Qualification', at: asOf - DAY })).toBe(record);
});

import { expect, it } from 'vitest';
import { recordsOf } from '../../src/audit/records.ts';
import { duplicates } from '../../src/facts/duplicates.ts';
import { type Dataset, empty, readAgain, type Stream } from '../../src/model/dataset.ts';
import type { AuditRecord, Lead } from '../../src/model/records.ts';
import { rulebookOf } from '../../src/rulebook/load.ts';
import { deal, lead } from '../support/records.ts';
import { shippedRulebook } from '../support/rulebook.ts';
import { viewOf } from '../support/view.ts';

const leads = ['00Q1', '00Q2'].map((id) => lead({ id, email: 'dana@acme.com' }));

async function* allLeads(): AsyncGenerator<readonly Lead[]> {
  for (const one of leads) yield [one];
}

const dataset = (lead: Stream<Lead> = allLeads()): Dataset => ({
  kind: 'files',
  label: 'test',
  streams: {
    person: empty(),
    account: empty(),
    contact: empty(),
    contactRole: empty(),
    history: empty(),
    activity: empty(),
    lead,
    deal: (async function* () {
      yield [deal()];
      yield [deal({ id: '0062', isWon: true, isClosed: true })];
    })(),
  },
  has: () => true,
  gaps: () => [],
  columnOf: (_, field) => field,
  urlOf: () => undefined,
  hash: () => '',
  close: async () => {},
});

const { packs, rules } = shippedRulebook();
const only = (id: string) =>
  rulebookOf(
    packs,
    rules.filter((rule) => rule.id === id),
  );

async function idsAndDuplicates(
  rule: string,
  lead?: Stream<Lead>,
): Promise<readonly (readonly [string | null | undefined, unknown])[]> {
  const { world } = viewOf(deal());
  const seen: (readonly [AuditRecord['id'], unknown])[] = [];
  for await (const records of recordsOf(dataset(lead), world, only(rule)))
    for (const record of records) seen.push([record.id, duplicates.of({ record, world }).count]);
  return seen;
}

it('holds leads back until all records have been seen where a rule asks who is who', async () => {
  expect(await idsAndDuplicates('exceptions/duplicate')).toEqual([
    ['006000000000001AAA', undefined],
    ['0062', undefined],
    ['00Q1', 1],
    ['00Q2', 1],
  ]);
});

it('reads leads again instead where that can be done', async () => {
  let times = 0;
  const again = (): Stream<Lead> => {
    times += 1;
    return allLeads();
  };
  const read = await idsAndDuplicates('exceptions/duplicate', readAgain(allLeads(), again));
  expect([read, times]).toEqual([await idsAndDuplicates('exceptions/duplicate'), 1]);
});

it('lets records go as they come where no rule asks', async () => {
  expect(await idsAndDuplicates('status/past-close-date')).toEqual([
    ['00Q1', undefined],
    ['00Q2', undefined],
    ['006000000000001AAA', undefined],
    ['0062', undefined],
  ]);
});

async function winsKnown(rule: string): Promise<readonly number[]> {
  const { world } = viewOf(deal());
  const known: number[] = [];
  for await (const _ of recordsOf(dataset(), world, only(rule))) known.push([...world.folds.wins.entries()].length);
  return known;
}

it('holds deals back until every deal has been seen where a rule asks what is usual, and leads not', async () => {
  expect(await winsKnown('status/stale-deal')).toEqual([0, 0, 1, 1]);
});

it('asks nobody for won deals where no rule does', async () => {
  expect(await winsKnown('status/past-close-date')).toEqual([0, 0, 0, 0]);
});

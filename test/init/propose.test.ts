import { describe, expect, test } from 'vitest';
import { openLexicons } from '../../src/commands/survey-source.ts';
import { loadConfig } from '../../src/config/load.ts';
import type { LabelCount } from '../../src/init/look.ts';
import { proposeDateOrder, proposeFields } from '../../src/init/propose-fields.ts';
import { proposeFiles } from '../../src/init/propose-files.ts';
import { proposeStages, proposeStatuses } from '../../src/init/propose-labels.ts';
import { proposeDomains } from '../../src/init/propose-team.ts';
import type { Sample } from '../../src/survey/sample.ts';

const lexicons = openLexicons();
const config = loadConfig({ cwd: import.meta.dirname, ignoreDiscovered: true });

const count = (over: Partial<LabelCount> = {}): LabelCount => ({
  records: 4,
  ended: 0,
  won: 0,
  probability: { sum: 0, count: 0 },
  ...over,
});

const sample = (name: string, columns: Readonly<Record<string, readonly string[]>>): Sample => ({
  name,
  columns: Object.entries(columns).map(([column, values]) => ({ name: column, values })),
  rows: Math.max(...Object.values(columns).map(({ length }) => length)),
});

describe('lead statuses', () => {
  test('known by default are told apart from those that are placed', () => {
    const statuses = new Map([
      ['Working - Contacted', count()],
      ['Dialed, voicemail', count()],
      ['Foo', count()],
    ]);
    expect(
      proposeStatuses({ statuses }, config, lexicons.statuses).map(({ label, certainty }) => [label, certainty]),
    ).toEqual([
      ['Dialed, voicemail', 'likely'],
      ['Foo', 'unplaced'],
      ['Working - Contacted', 'known'],
    ]);
  });

  test('whose leads are all converted are converted, whatever they are called', () => {
    const statuses = new Map([['Foo', count({ ended: 4 })]]);
    expect(proposeStatuses({ statuses }, config, lexicons.statuses)).toMatchObject([
      { meaning: 'converted', certainty: 'sure' },
    ]);
  });

  test('too long to be labels are not placed', () => {
    const statuses = new Map([[`contacted ${'x'.repeat(200)}`, count()]]);
    expect(proposeStatuses({ statuses }, config, lexicons.statuses)).toMatchObject([{ certainty: 'unplaced' }]);
  });
});

describe('stages', () => {
  test('stand in the order of their groups and probabilities', () => {
    const stages = new Map([
      ['Vertrag', count({ probability: { sum: 320, count: 4 } })],
      ['Angebot', count({ probability: { sum: 200, count: 4 } })],
      ['Erstkontakt', count()],
      ['Hm', count()],
    ]);
    expect(proposeStages({ stages }, config, lexicons.stages).map(({ label }) => label)).toEqual([
      'Erstkontakt',
      'Angebot',
      'Vertrag',
      'Hm',
    ]);
  });

  test('whose deals are all won or all lost are that', () => {
    const stages = new Map([
      ['X', count({ ended: 4, won: 4 })],
      ['Y', count({ ended: 4 })],
      ['Z', count({ ended: 4, won: 1 })],
    ]);
    const placed = proposeStages({ stages }, config, lexicons.stages).map(({ label, meaning }) => [label, meaning]);
    expect(placed).toEqual([
      ['X', 'won'],
      ['Y', 'lost'],
      ['Z', undefined],
    ]);
  });

  test('that differ in case and signs are one', () => {
    const stages = new Map([
      ['discovery call', count({ records: 1 })],
      ['Discovery-Call', count({ records: 9 })],
    ]);
    expect(proposeStages({ stages }, config, lexicons.stages)).toMatchObject([
      { label: 'Discovery-Call', records: 10 },
    ]);
  });
});

describe('labels that a CRM keeps', () => {
  const open = (label: string) => ({ label, isClosed: false, isWon: false });

  test('stand in its order, closed as it says, and open ones that no word places by their place', () => {
    const told = [
      ...['Zeta', 'Alfa', 'Yota'].map(open),
      { label: 'Signed off', isClosed: true, isWon: true },
      { label: 'Gone', isClosed: true, isWon: false },
    ];
    const stages = new Map([['Alfa', count()]]);
    const proposed = proposeStages({ stages }, config, lexicons.stages, told);
    expect(proposed.map(({ label, meaning, certainty, records }) => [label, meaning, certainty, records])).toEqual([
      ['Zeta', 'early', 'likely', 0],
      ['Alfa', 'mid', 'likely', 4],
      ['Yota', 'late', 'likely', 0],
      ['Signed off', 'won', 'sure', 0],
      ['Gone', 'lost', 'sure', 0],
    ]);
    expect(proposed[0]?.why).toBe('derived: 1 of 3 open stages, by its place');
  });

  test('are converted where the CRM converts leads to them, before any lead has been', () => {
    const told = [{ label: 'Übergeben', isConverted: true }];
    expect(proposeStatuses({ statuses: new Map() }, config, lexicons.statuses, told)).toMatchObject([
      { label: 'Übergeben', meaning: 'converted', certainty: 'sure', records: 0 },
    ]);
  });
});

describe('files of unknown shape', () => {
  const pipeline = sample('pipeline.csv', {
    opportunity_id: ['A1', 'A2'],
    account: ['Acme', 'Beta'],
    deal_stage: ['Won', 'Engaging'],
    close_date: ['01-03-17', '25-03-17'],
  });

  test('are placed with their ids, columns and dates', () => {
    const { files, left } = proposeFiles([pipeline], new Set(), lexicons);
    expect(left).toEqual([]);
    expect(files).toMatchObject([{ type: 'deal', file: 'pipeline.csv', dates: { pattern: 'dd-MM-yy' } }]);
    expect(files[0]?.columns.map(({ field, column }) => `${field}=${column}`)).toContain('id=opportunity_id');
  });

  test('of deals are tied to the file of accounts whose ids they name', () => {
    const accounts = sample('accounts.csv', { account: ['Acme', 'Beta'], sector: ['a', 'b'], revenue: ['1', '2'] });
    const { files } = proposeFiles([accounts, pipeline], new Set(), lexicons);
    const deal = files.find(({ type }) => type === 'deal');
    expect(deal?.columns).toContainEqual({
      field: 'accountId',
      column: 'account',
      certainty: 'likely',
      why: 'its values are ids in accounts.csv',
    });
  });

  test('without anything like an id are left, and it is said why', () => {
    const without = sample('deals.csv', { deal_stage: ['Won', 'Won'], close_date: ['2026-01-01', '2026-01-01'] });
    expect(proposeFiles([without], new Set(), lexicons)).toMatchObject({
      files: [],
      left: [{ file: 'deals.csv', why: expect.stringContaining('no column of ids') }],
    });
  });

  test('are left where the source knows their record type already', () => {
    expect(proposeFiles([pipeline], new Set(['deal'] as const), lexicons).files).toEqual([]);
  });

  test('of activity say what each kind stands for, and leave unknown kinds open', () => {
    const log = sample('activities.csv', {
      activity_id: ['1', '2'],
      activity_type: ['Phone call', 'Blorb'],
      activity_date: ['2026-01-01', '2026-01-02'],
      subject: ['a', 'b'],
      deal_id: ['A1', 'A2'],
    });
    const { files } = proposeFiles([log], new Set(), lexicons);
    expect(files[0]?.values.kind?.map(({ label, meaning }) => [label, meaning])).toEqual([
      ['Blorb', undefined],
      ['Phone call', 'call'],
    ]);
  });
});

test('fields that a known file shows by itself are not proposed again', () => {
  const lead = sample('Lead.csv', { Id: ['1'], Status: ['New'], Next_Step__c: ['Call'], Lead_Status__c: ['New'] });
  const columnOf = (_: string, field: string) => ({ id: 'Id', status: 'Status' })[field];
  expect(proposeFields(lead, 'lead', columnOf, lexicons.columns)).toMatchObject([
    { field: 'nextStep', column: 'Next_Step__c' },
  ]);
});

describe('the order of dates over all files', () => {
  test('is open where files contradict one another', () => {
    const files = [sample('a.csv', { d: ['25/03/2026'] }), sample('b.csv', { d: ['03/25/2026'] })];
    expect(proposeDateOrder(files)).toMatchObject({ order: undefined, certainty: 'unknown' });
  });

  test('is told by the one file that tells', () => {
    const files = [sample('a.csv', { d: ['05/03/2026'] }), sample('b.csv', { d: ['25/03/2026'] })];
    expect(proposeDateOrder(files)).toMatchObject({ order: 'dmy', certainty: 'sure' });
  });

  test("is nobody's concern where all dates are ISO", () => {
    expect(proposeDateOrder([sample('a.csv', { d: ['2026-03-25'] })])).toBeUndefined();
  });
});

test('a domain is ours by two of our people; free mail never is', () => {
  const addresses = new Set(['a@seller.example', 'b@seller.example', 'c@guest.example', 'd@gmail.com', 'e@gmail.com']);
  expect(proposeDomains({ addresses }, lexicons.freeMail)).toEqual([
    { domain: 'gmail.com', people: 2, certainty: 'unplaced' },
    { domain: 'seller.example', people: 2, certainty: 'sure' },
    { domain: 'guest.example', people: 1, certainty: 'unplaced' },
  ]);
});

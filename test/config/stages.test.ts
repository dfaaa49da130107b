import { describe, expect, it } from 'vitest';
import { layStages, type Process, type StageDraft } from '../../src/config/stages.ts';

const exit = (source: string) => [{ source, origin: { file: 'f.yaml', line: 1, column: 1 } }];

const shipped: readonly Process[] = [
  {
    name: 'Salesforce',
    stages: [
      { name: 'Prospecting', group: 'early' },
      { name: 'Proposal', group: 'late', exit: exit('shipped') },
      { name: 'Closed Won', group: 'won' },
      { name: 'Closed Lost', group: 'lost' },
    ],
  },
  {
    name: 'HubSpot',
    stages: [
      { name: 'Contract Sent', group: 'late' },
      { name: 'Closed Won', group: 'won' },
    ],
  },
];

const names = (own: readonly StageDraft[] | undefined) =>
  layStages(shipped, own).map(({ process, name, index }) => `${process} ${index} ${name}`);

describe('the stages of a team', () => {
  it('are those that CRMs come with, each process counted from 0, where none are written', () => {
    expect(names(undefined)).toEqual([
      'Salesforce 0 Prospecting',
      'Salesforce 1 Proposal',
      'Salesforce 2 Closed Won',
      'Salesforce 3 Closed Lost',
      'HubSpot 0 Contract Sent',
      'HubSpot 1 Closed Won',
    ]);
  });

  it('change known stages in place and put new ones behind the one listed before', () => {
    expect(
      names([
        { name: 'prospecting', group: 'mid' },
        { name: 'Pilot', group: 'mid' },
      ]).slice(0, 4),
    ).toEqual(['Salesforce 0 prospecting', 'Salesforce 1 Pilot', 'Salesforce 2 Proposal', 'Salesforce 3 Closed Won']);
  });

  it('change the process that has one of them', () => {
    expect(names([{ name: 'contract_sent', group: 'mid' }])[0]).toBe('HubSpot 0 contract_sent');
  });

  it('are the whole process, with the closed stages of the CRM, where no open one is known', () => {
    expect(
      names([
        { name: 'Discovery', group: 'early' },
        { name: 'Demo', group: 'mid' },
      ]),
    ).toEqual(['own 0 Discovery', 'own 1 Demo', 'own 2 Closed Won', 'own 3 Closed Lost']);
  });

  it('are the whole process where the list names its closed stages', () => {
    expect(
      names([
        { name: 'Prospecting', group: 'early' },
        { name: 'Signed', group: 'won' },
      ]),
    ).toEqual(['own 0 Prospecting', 'own 1 Signed', 'own 2 Closed Won', 'own 3 Closed Lost']);
  });

  it('keep the exit criteria of the CRM unless they have their own, or an empty list', () => {
    const exitOf = (stage: StageDraft) =>
      layStages(shipped, [stage])
        .find(({ name }) => name === 'Proposal')
        ?.exit.map(({ source }) => source);
    expect(exitOf({ name: 'Proposal', group: 'late' })).toEqual(['shipped']);
    expect(exitOf({ name: 'Proposal', group: 'late', exit: exit('own') })).toEqual(['own']);
    expect(exitOf({ name: 'Proposal', group: 'late', exit: [] })).toEqual([]);
  });
});

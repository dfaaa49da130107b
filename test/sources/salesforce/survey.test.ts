import { expect, it } from 'vitest';
import { surveySalesforce } from '../../../src/sources/salesforce/survey-salesforce.ts';
import { auditLive, liveOptions, startOrg } from './live.ts';

it('shows the fields of leads and deals with what stands in them, and those that it reads by itself', async () => {
  const org = await startOrg({ hidden: ['Lead.HasOptedOutOfEmail'] });
  const { objects, columnOf, labels } = await surveySalesforce(liveOptions(org.env));
  expect(objects.map(({ type, name, rows }) => [type, name, rows])).toEqual([
    ['lead', 'Lead', 165],
    ['deal', 'Opportunity', 60],
  ]);
  const steps = objects[0]?.columns.find(({ name }) => name === 'Next_Step__c')?.values ?? [];
  expect(steps.length).toBeGreaterThan(20);
  expect(columnOf('lead', 'status')).toBe('Status');
  expect(columnOf('deal', 'stage')).toBe('StageName');
  expect(columnOf('lead', 'isOptedOutOfEmail')).toBeUndefined();
  expect(labels?.stages.filter(({ isClosed }) => isClosed).map(({ isWon }) => isWon)).toEqual([true, false]);
  expect(labels?.stages[0]?.isClosed).toBe(false);
  expect(labels?.statuses.filter(({ isConverted }) => isConverted)).toHaveLength(1);
  expect(org.calls()).toBe(2);
  expect([org.writes(), org.bugs()]).toEqual([[], []]);
});

it('says that territories are on where they are, since no rule reads them', async () => {
  const org = await startOrg();
  const { source } = await auditLive(liveOptions(org.env), ['Tom Halvorsen']);
  expect(source.gaps.find(({ what }) => what === 'Territory2')?.reason).toContain('routing by territory is not checked');
});

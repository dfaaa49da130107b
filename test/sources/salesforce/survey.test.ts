import { expect, it } from 'vitest';
import { loadConfig } from '../../../src/config/load.ts';
import { readSalesforce } from '../../../src/sources/salesforce/read-salesforce.ts';
import { surveySalesforce } from '../../../src/sources/salesforce/survey-salesforce.ts';
import { volumeOrg } from '../../emulators/salesforce/salesforce.mjs';
import { everything } from '../read-export.ts';
import { liveOptions, startOrg } from './live.ts';

const config = loadConfig({ cwd: import.meta.dirname, ignoreDiscovered: true });

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
  const gapsOf = async (more: readonly string[]) => {
    const emulated = volumeOrg({ leads: 20, deals: 10, activities: 40, reps: 2 });
    const fields = emulated.schema.get('opportunity')?.fields;
    const owner = fields?.get('ownerid');
    for (const name of more) if (owner !== undefined) fields?.set(name.toLowerCase(), { ...owner, name });
    const org = await startOrg({ org: emulated });
    const dataset = await readSalesforce(liveOptions(org.env, { config }))({ asOf: 0, fields: everything });
    await dataset.close();
    return dataset.gaps().map(({ what, reason }) => `${what}: ${reason}`);
  };
  expect(await gapsOf(['Territory2Id'])).toContainEqual(expect.stringContaining('routing by territory is not checked'));
  expect((await gapsOf([])).join()).not.toContain('Territor');
});

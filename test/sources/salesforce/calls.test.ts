import { expect, it } from 'vitest';
import { loadConfig } from '../../../src/config/load.ts';
import { readSalesforce } from '../../../src/sources/salesforce/read-salesforce.ts';
import { volumeOrg } from '../../emulators/salesforce/salesforce.mjs';
import { counts, everything, readDataset } from '../read-export.ts';
import { liveOptions, startOrg } from './live.ts';

const config = loadConfig({ cwd: import.meta.dirname, ignoreDiscovered: true });
const asOf = Date.UTC(2026, 10, 18);

it('reads one rep with 500 leads and 200 deals in no more than 12 calls', async () => {
  const org = await startOrg({ org: volumeOrg({ leads: 4000, deals: 1600, activities: 40_000, reps: 8 }) });
  const whose = { reps: ['rep0@emulated.example'], teams: [], closedSince: 0 };
  const against = { people: true, wins: true };
  const read = readSalesforce(liveOptions(org.env, { config }));
  const dataset = await read({ asOf, fields: everything, whose, against });
  const reading = await readDataset(dataset);
  expect(counts(reading)).toMatchObject({ lead: 500, contactRole: 400 });
  expect(reading.deal.filter(({ ownerId }) => ownerId === reading.lead[0]?.ownerId)).toHaveLength(200);
  expect(counts(reading).activity).toBeGreaterThan(5000);
  expect(org.calls()).toBeLessThanOrEqual(12);
  expect(dataset.usage?.()).toMatchObject({ made: org.calls(), stopped: null });
  expect([org.writes(), org.bugs()]).toEqual([[], []]);
});

it('reads an object of more than 10,000 rows through a bulk job, and every row of it', async () => {
  const org = await startOrg({
    org: volumeOrg({ leads: 12_500, deals: 10, activities: 100, reps: 1 }),
    bulk: { pageRows: 5000, polls: 2 },
  });
  const reading = await readDataset(
    await readSalesforce(liveOptions(org.env, { config }))({ asOf, fields: everything }),
  );
  expect(reading.lead).toHaveLength(12_500);
  expect(new Set(reading.lead.map(({ id }) => id)).size).toBe(12_500);
  expect(org.jobs().map(({ object }) => object)).toContain('Lead');
  expect([org.writes(), org.bugs()]).toEqual([[], []]);
});

it('stops cleanly where no call is left, and says what it did not read', async () => {
  const org = await startOrg({ org: volumeOrg({ leads: 4000, deals: 1600, activities: 40_000, reps: 8 }) });
  const options = liveOptions(org.env, { config, limits: { maxCalls: 4, reserve: 0.1 } });
  const dataset = await readSalesforce(options)({ asOf, fields: everything });
  await expect(readDataset(dataset)).rejects.toThrow('stopped before any lead or deal was read');
  expect(org.calls()).toBe(4);
  expect(dataset.usage?.().stopped).toBe('--max-calls 4 were made');
  const task = dataset.gaps().find(({ what, hides }) => what === 'Task' && hides.includes('tasks'));
  expect(task).toMatchObject({ reason: 'not read to the end: --max-calls 4 were made', isIncomplete: true });
  expect(dataset.has('tasks')).toBe(false);
});

import { expect, it } from 'vitest';
import { loadConfig } from '../../../src/config/load.ts';
import { readSalesforce } from '../../../src/sources/salesforce/read-salesforce.ts';
import { type Row, type SalesforceEmulator, volumeOrg } from '../../emulators/salesforce/salesforce.mjs';
import { runMain } from '../../support/run-main.ts';
import { everything, readDataset } from '../read-export.ts';
import { liveOptions, startOrg } from './live.ts';

const config = loadConfig({ cwd: import.meta.dirname, ignoreDiscovered: true });
const asOf = Date.UTC(2026, 10, 18);

/** `rep0` manages `rep1`, who manages `rep2`, who manages `rep0`; `rep3` reports to nobody of them. */
async function ringed(): Promise<SalesforceEmulator> {
  const org = await startOrg({ org: volumeOrg({ leads: 4000, deals: 1600, activities: 20_000, reps: 8 }) });
  const managers = new Map([
    ['rep1', 'rep0'],
    ['rep2', 'rep1'],
    ['rep0', 'rep2'],
  ]);
  const nameOf = ({ Email }: Row): string => String(Email).split('@')[0] ?? '';
  org.faults.add({
    when: { kind: 'query', object: 'User' },
    do: {
      change: (body: { records: Row[] }) => {
        const idOf = new Map(body.records.map((row) => [nameOf(row), row.Id ?? null]));
        const records = body.records.map((row) => ({
          ...row,
          ManagerId: idOf.get(managers.get(nameOf(row)) ?? '') ?? null,
        }));
        return { ...body, records };
      },
    },
  });
  return org;
}

async function ownersOf(org: SalesforceEmulator, whose: { reps: readonly string[]; teams: readonly string[] }) {
  const read = readSalesforce(liveOptions(org.env, { config }));
  const reading = await readDataset(await read({ asOf, fields: everything, whose: { ...whose, closedSince: 0 } }));
  const emailOf = new Map(reading.person.map(({ id, email }) => [id, email?.split('@')[0]]));
  return [...new Set(reading.lead.map(({ ownerId }) => emailOf.get(ownerId ?? '')))].sort();
}

it('reads everyone below a manager, whatever the depth, and ends where managers go round in a ring', async () => {
  const org = await ringed();
  expect(await ownersOf(org, { reps: [], teams: ['rep0@emulated.example'] })).toEqual(['rep0', 'rep1', 'rep2']);
  expect([org.writes(), org.bugs()]).toEqual([[], []]);
});

it('adds reps to a team, and reads nobody for a manager of nobody', async () => {
  const org = await ringed();
  const both = { reps: ['rep5@emulated.example'], teams: ['REP1@emulated.example'] };
  expect(await ownersOf(org, both)).toEqual(['rep0', 'rep1', 'rep2', 'rep5']);
  expect(await ownersOf(org, { reps: [], teams: ['rep3@emulated.example'] })).toEqual([]);
});

it('ends with exit code 3 where calls ended before any record, and with a report in part where they ended later', async () => {
  const org = await startOrg({ org: volumeOrg({ leads: 4000, deals: 1600, activities: 20_000, reps: 8 }) });
  const scope = ['--source', 'salesforce', '--rep', 'rep0@emulated.example', '--format', 'json'];
  const audit = (calls: string) => runMain(['audit', ...scope, '--max-calls', calls], { env: org.env });
  const none = await audit('1');
  expect([none.code, none.stdout]).toEqual([3, '']);
  expect(none.stderr).toContain('stopped before any lead or deal was read: --max-calls 1 were made');
  expect(none.stderr).toContain('allow more calls');
  const some = await audit('4');
  expect([some.code, JSON.parse(some.stdout).source.complete]).toEqual([0, false]);
});

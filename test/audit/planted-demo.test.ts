import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { array, object, string } from 'zod';
import { audit } from '../../src/audit.ts';
import { openWorkbench } from '../../src/commands/workbench.ts';
import type { Io } from '../../src/lib/io.ts';

const io: Io = {
  cwd: import.meta.dirname,
  env: {},
  now: () => 0,
  stdin: process.stdin,
  stdout: { isTTY: false, columns: undefined, write: () => undefined },
  stderr: { isTTY: false, columns: undefined, write: () => undefined },
};

const file = new URL('../../fixtures/demo-planted.json', import.meta.url);
const planted = array(object({ rule: string(), rep: string(), company: string() })).parse(
  JSON.parse(readFileSync(file, 'utf8')),
);

const isOnDeals = (rule: string): boolean => /^(?:coverage|roles|engagement|stages)\//.test(rule);

const { reps } = await audit(openWorkbench({ args: [], options: { source: 'demo' } }, io).request);

it('the rules on deals find in the demo what was planted there, and nothing else', () => {
  const found = reps.flatMap(({ email, findings }) =>
    findings
      .filter(({ rule }) => isOnDeals(rule))
      .map(({ rule, record }) => `${rule} ${email} ${record.name?.replace(' - Dispatch', '')}`),
  );
  const wanted = planted.filter(({ rule }) => isOnDeals(rule)).map((one) => `${one.rule} ${one.rep} ${one.company}`);
  expect(found.sort()).toEqual(wanted.sort());
  expect(wanted.length).toBeGreaterThan(30);
});

it.each([
  ['Priya Raman', 'provisional'],
  ['Renata Silveira', 'not-certified'],
  ['Tom Halvorsen', 'not-certified'],
])('%s is %s in multi-threading', (name, verdict) => {
  const rep = reps.find((one) => one.name === name);
  expect(rep?.certifications.find(({ id }) => id === 'multi-threading')?.verdict).toBe(verdict);
  const levels = rep?.areas.filter((one) => one.certification === 'multi-threading' && one.area !== 'written-scenario');
  expect(levels?.map(({ level }) => level)).not.toContain(null);
});

import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { AuditRequest } from '../../src/audit/request.ts';
import { audit } from '../../src/audit.ts';
import { openWorkbench } from '../../src/commands/workbench.ts';
import type { Io } from '../../src/lib/io.ts';
import { demoConfigFile } from '../../src/sources/demo.ts';
import { readAll } from '../lib/csv/read-all.ts';

/**
 * Takes a file or a column away from the demo and audits it again. What is not shown may leave checks open and
 * certificates undecided; it must never turn a verdict, nor earn anybody anything.
 */

const demoFolder = dirname(demoConfigFile);
const folder = mkdtempSync(join(tmpdir(), 'threadcount-mutation-'));
cpSync(demoFolder, folder, { recursive: true });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const io: Io = {
  cwd: folder,
  env: {},
  now: () => 0,
  stdin: process.stdin,
  stdout: { isTTY: false, columns: undefined, write: () => undefined },
  stderr: { isTTY: false, columns: undefined, write: () => undefined },
};

const options = { config: join(folder, 'threadcount.yaml'), asOf: '2026-11-18T17:00:00Z' };
const { request } = openWorkbench({ args: [], options }, io);

const RANK: Readonly<Record<string, number>> = { 'not-certified': 1, provisional: 2, certified: 3 };

/** Outcomes by rule and record, and ranks of certificates by person; 0 for one that is not decided. */
async function verdictsOf(reps: readonly string[]) {
  const outcomes = new Map<string, string>();
  const watch: AuditRequest['watch'] = ({ rule, outcome }, { record }) =>
    outcomes.set(`${rule.id} ${record.type} ${record.id}`, outcome);
  const result = await audit({ ...request, scope: { ...request.scope, reps }, watch });
  const ranks = result.reps.flatMap(({ id, certifications }) =>
    certifications.map((one) => [`${one.id} ${id}`, RANK[one.verdict] ?? 0] as const),
  );
  return { outcomes, ranks: new Map(ranks), people: result.reps.map(({ id }) => id ?? '') };
}

const whole = await verdictsOf([]);
const queues = whole.people.filter((id) => id.startsWith('00G'));
const sellers = whole.people.filter((id) => !queues.includes(id));

const files = readdirSync(demoFolder).filter((name) => name.endsWith('.csv'));
const contents = new Map(files.map((file) => [file, readFileSync(join(demoFolder, file), 'utf8')]));

async function without(file: string, column: string): Promise<string> {
  const { header, rows } = await readAll(contents.get(file) ?? '');
  const at = header.indexOf(column);
  const line = (cells: readonly (string | undefined)[]): string =>
    cells.flatMap((text = '', n) => (n === at ? [] : [`"${text.replaceAll('"', '""')}"`])).join(',');
  return [header, ...rows].map((cells) => `${line(cells)}\n`).join('');
}

type Verdicts = Awaited<ReturnType<typeof verdictsOf>>;

/** Verdicts that turned, and certificates that got better. */
function turned({ outcomes, ranks }: Verdicts): readonly string[] {
  const isVerdict = (outcome: string | undefined): boolean => outcome === 'pass' || outcome === 'fail';
  const checks = [...outcomes].flatMap(([check, after]) => {
    const before = whole.outcomes.get(check);
    return isVerdict(before) && isVerdict(after) && before !== after ? [`${check}: ${before} → ${after}`] : [];
  });
  const better = [...ranks].flatMap(([who, rank]) => ((whole.ranks.get(who) ?? 0) < rank ? [`${who}: better`] : []));
  return [...checks, ...better];
}

async function audited(file: string, column: string | undefined, reps: readonly string[]): Promise<readonly string[]> {
  const path = join(folder, file);
  if (column === undefined) rmSync(path);
  else writeFileSync(path, await without(file, column));
  try {
    return turned(await verdictsOf(reps));
  } finally {
    writeFileSync(path, contents.get(file) ?? '');
  }
}

/** Links, authors, owners and times, without which rows are about something else, or about nothing. */
const telling = [
  ...['Note.csv', 'Note.csv ParentId', 'Task.csv', 'Task.csv WhoId', 'Task.csv WhatId', 'Task.csv OwnerId'],
  ...['Task.csv TaskSubtype', 'Task.csv CompletedDateTime', 'Event.csv Id', 'Event.csv WhatId', 'Event.csv Subject'],
  ...['EventRelation.csv', 'EventRelation.csv RelationId', 'EventRelation.csv Status', 'TaskRelation.csv TaskId'],
  ...['OpportunityContactRole.csv ContactId', 'OpportunityContactRole.csv OpportunityId', 'LeadHistory.csv'],
  ...['LeadHistory.csv CreatedById', 'OpportunityFieldHistory.csv OldValue', 'OpportunityFieldHistory.csv CreatedById'],
  ...['User.csv', 'User.csv Email', 'Lead.csv OwnerId', 'Lead.csv CreatedDate', 'Opportunity.csv StageName'],
] as const;

/** One column in so many of all others: with all of them, the test would take minutes. */
const SAMPLE = 20;

/** The audit refuses an export without the ids of its records, or without a column that its configuration names. */
const isRefused = (file: string, column: string): boolean =>
  column.endsWith('__c') || (column === 'Id' && (file === 'Lead.csv' || file === 'Opportunity.csv'));

const columns = await Promise.all(
  files.map(async (file) => {
    const { header } = await readAll((contents.get(file) ?? '').split('\n', 1)[0] ?? '');
    return header.filter((column) => !isRefused(file, column)).map((column) => `${file} ${column}`);
  }),
);
const sampled = columns.flat().filter((_, place) => place % SAMPLE === 0);

interface Exception {
  readonly lost: RegExp;
  readonly rules: RegExp;
  readonly why: string;
}

/** Verdicts that turn nevertheless: facts that take what they see for all there is. None may be added lightly. */
const exceptions: readonly Exception[] = [
  {
    lost: /^LeadHistory\.csv$/,
    rules: /^ownership\/misrouted /,
    why: 'without any history, fields are taken to have stood as they stand when a record was routed',
  },
];

const isExcepted = (lost: string, found: string): boolean =>
  exceptions.some((one) => one.lost.test(lost) && one.rules.test(found));

describe('an export that lacks something', () => {
  it.each([...new Set([...telling, ...sampled])].map((lost, place) => [lost, place] as const))(
    'turns no verdict without %s',
    async (lost, place) => {
      const [file = '', column] = lost.split(' ');
      // Each is judged for two of the people, in turn: for all of them, the test would take minutes.
      const reps = [place, place + 2].map((one) => sellers[one % sellers.length] ?? '');
      const found = await audited(file, column, reps);
      expect(found.filter((one) => !isExcepted(lost, one))).toEqual([]);
    },
  );

  it.each(['Group.csv', 'Group.csv Id', 'Group.csv Name'])('says nothing new of queues without %s', async (lost) => {
    const [file = '', column] = lost.split(' ');
    expect(await audited(file, column, queues)).toEqual([]);
  });

  it.each(['Lead.csv', 'Opportunity.csv'])('is refused without the ids of %s', async (file) => {
    await expect(audited(file, 'Id', [])).rejects.toThrow(`${file} has no Id column`);
  });
});

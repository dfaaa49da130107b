import type { Sheet } from '../../lib/xlsx/sheet.ts';
import type { AuditResult, RepResult } from '../../model/audit-result.ts';
import { type Proposal, proposalsOf } from '../proposals.ts';
import { evidenceText, type FindingRow, findingRows } from '../rows.ts';
import { nameOfRep } from '../words.ts';
import { type Column, count, date, sheetOf } from './column.ts';

type TitleOf = (id: string) => string;

function findingColumns({ rules }: AuditResult, titleOf: TitleOf): readonly Column<FindingRow>[] {
  const minutes = new Map(rules.map((rule) => [rule.id, rule.minutes]));
  return [
    { name: 'Owner', width: 24, show: ({ rep }) => nameOfRep(rep) },
    { name: 'Severity', width: 10, show: ({ finding }) => finding.severity },
    { name: 'Rule', width: 30, show: ({ finding }) => finding.rule },
    { name: 'What', width: 34, show: ({ finding }) => titleOf(finding.rule) },
    { name: 'Type', width: 8, show: ({ finding }) => finding.record.type },
    {
      name: 'Record',
      width: 30,
      show: ({ finding: { record } }) => ({ text: record.name ?? record.id, url: record.url }),
    },
    { name: 'Record id', width: 21, show: ({ finding }) => finding.record.id },
    { name: 'Message', width: 60, show: ({ finding }) => finding.message },
    { name: 'Evidence', width: 60, show: ({ finding }) => evidenceText(finding.evidence) },
    { name: 'Fix', width: 50, show: ({ finding }) => finding.fix },
    { name: 'Minutes', width: 9, show: ({ finding }) => count(minutes.get(finding.rule) ?? null) },
    {
      name: 'Amount',
      width: 14,
      show: ({ finding: { exposure } }) => (exposure === null ? null : { number: exposure.amount, as: 'amount' }),
    },
    { name: 'Currency', width: 10, show: ({ finding }) => finding.exposure?.currency ?? null },
    { name: 'Waived until', width: 13, show: ({ finding }) => date(finding.waiver?.until ?? null) },
    { name: 'Waiver', width: 30, show: ({ finding }) => finding.waiver?.text ?? null },
    { name: 'Appeal', width: 12, show: ({ finding }) => finding.appeal?.status ?? null },
    { name: 'Fingerprint', width: 23, show: ({ finding }) => finding.fingerprint },
  ];
}

/** A row for each finding, as in the CSV, those that do not count included. */
export const findings = (result: AuditResult, titleOf: TitleOf): Sheet =>
  sheetOf('Findings', findingColumns(result, titleOf), findingRows(result));

interface Unknown {
  readonly rep: RepResult;
  readonly one: RepResult['notEvaluable'][number];
}

function* unknownRows({ reps }: AuditResult): Generator<Unknown> {
  for (const rep of reps) for (const one of rep.notEvaluable) yield { rep, one };
}

/** What could not be told, of whom, and why. */
export const notEvaluable = (result: AuditResult, titleOf: TitleOf): Sheet =>
  sheetOf<Unknown>(
    'Not evaluable',
    [
      { name: 'Owner', width: 24, show: ({ rep }) => nameOfRep(rep) },
      { name: 'Rule', width: 30, show: ({ one }) => one.rule },
      { name: 'What', width: 34, show: ({ one }) => titleOf(one.rule) },
      { name: 'Records', width: 10, show: ({ one }) => count(one.records) },
      { name: 'Why', width: 80, show: ({ one }) => one.reason },
    ],
    unknownRows(result),
  );

/** The edits that mend findings, as in the CSV for importers. */
export const proposed = (result: AuditResult): Sheet =>
  sheetOf<Proposal>(
    'Proposals',
    [
      { name: 'Record id', width: 21, show: ({ recordId }) => recordId },
      { name: 'Object', width: 14, show: ({ object }) => object },
      { name: 'Field', width: 22, show: ({ field }) => field },
      {
        name: 'Current value',
        width: 40,
        show: ({ current }) =>
          typeof current === 'number' ? { number: current, as: 'amount' } : current === null ? null : String(current),
      },
      { name: 'Proposed value', width: 24, show: ({ proposed: value }) => value },
      { name: 'What to do', width: 50, show: ({ todo }) => todo },
      { name: 'Why', width: 60, show: ({ why }) => why },
      { name: 'Owner', width: 24, show: ({ owner }) => owner },
      { name: 'Rules', width: 34, show: ({ rules }) => rules.join(' ') },
      { name: 'Fingerprints', width: 23, show: ({ fingerprints }) => fingerprints.join(' ') },
    ],
    proposalsOf(result),
  );

interface Fact {
  readonly what: string;
  readonly is: string | { readonly at: string };
}

function* facts({ asOf, source, tool, scope, configHash, dataHash, packs }: AuditResult): Generator<Fact> {
  yield { what: 'As of (UTC)', is: { at: asOf } };
  yield { what: 'Source', is: `${source.kind}: ${source.label}` };
  yield { what: 'Asked for', is: [...scope.reps, ...scope.only].join(', ') || 'everyone, every rule' };
  for (const { reason, records } of scope.leftOut) yield { what: 'Left out', is: `${reason}: ${records}` };
  for (const { what, reason } of source.gaps) yield { what: `Not seen: ${what}`, is: reason };
  yield { what: 'Threadcount', is: tool.version };
  for (const { id, version, hash } of packs) yield { what: `Pack ${id} ${version}`, is: hash };
  yield { what: 'Configuration', is: configHash };
  yield { what: 'Data', is: dataHash };
}

/** What the result rests on. */
export const about = (result: AuditResult): Sheet =>
  sheetOf<Fact>(
    'About',
    [
      { name: 'What', width: 34, show: ({ what }) => what },
      { name: 'Value', width: 80, show: ({ is }) => (typeof is === 'string' ? is : { iso: is.at, as: 'moment' }) },
    ],
    facts(result),
  );

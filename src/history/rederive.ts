import { fingerprintOf } from '../audit/entries.ts';
import type { AuditResult, Decision, Finding } from '../model/audit-result.ts';
import type { CertificateContent } from '../model/certificate.ts';
import type { JudgedRecord, Run } from '../model/run.ts';
import { isUnknownMark, markOf } from '../score/marks.ts';
import { openPinned, type PinnedStandards } from './pinned.ts';
import { rejudge } from './rejudge.ts';
import { keyOf, rescore } from './rescore.ts';

/** What came of deciding again. */
export interface Rederived {
  /** In words, what does not come out as the certificate says; nothing: it does. */
  readonly differences: readonly string[];
  readonly records: number;
  readonly checks: number;
  /** Checks that rest on free texts, which were not stored: taken as they were found. */
  readonly taken: number;
}

const passed = markOf({ outcome: 'pass', severity: 'error' });

const overturnedIn = ({ reps }: AuditResult): ReadonlySet<string> =>
  new Set(
    reps
      .flatMap(({ findings }): readonly Finding[] => findings)
      .filter(({ appeal }) => appeal?.status === 'overturned')
      .map(({ fingerprint }) => fingerprint),
  );

interface Redone {
  readonly records: readonly JudgedRecord[];
  readonly differences: readonly string[];
  readonly taken: number;
}

/** One mark, judged again: an overturned finding passes, and what could not be stored is as it was. */
function settle(now: number, then: number, isLacking: boolean, isOverturned: boolean): number {
  if (isOverturned) return passed;
  return isLacking && isUnknownMark(now) ? then : now;
}

/** Judges every record again under the rules that were in force, and holds it against what was found then. */
function judgeAgain(run: Run, { rulebook }: PinnedStandards): Redone {
  const again = rejudge(run, rulebook);
  const lacking = new Set(again.lacking.map((path) => path.slice(path.indexOf('.') + 1)));
  const isLacking = again.rules.map((id) => {
    const rule = rulebook.rules.find((one) => one.id === id);
    return rule?.reads.some((path) => lacking.has(path.slice(path.indexOf('.') + 1))) === true;
  });
  const places = run.rules.map((id) => again.rules.indexOf(id));
  const overturned = overturnedIn(run.result);
  const differences: string[] = [];
  let taken = 0;
  const records = again.records.map((record, i) => {
    const stored = run.records[i]?.marks ?? '';
    const marks = places.map((place, at) => {
      const then = Number.parseInt(stored[at] ?? '0', 36);
      const now = Number.parseInt(record.marks[place] ?? '0', 36);
      const isOverturned = overturned.has(fingerprintOf(run.rules[at] ?? '', record));
      const mark = settle(now, then, isLacking[place] ?? false, isOverturned);
      if (mark !== now && !isOverturned) taken += 1;
      if (mark !== then) differences.push(`${run.rules[at]} on ${record.type} ${record.id} comes out otherwise`);
      return mark.toString(36);
    });
    return { ...record, marks: marks.join('') };
  });
  return { records, differences, taken };
}

type Decided = CertificateContent['decision'];

/** What a certificate says, against what was decided again. */
function decisionDifferences(said: Decided, found: Decision): readonly string[] {
  const compared = [
    ['verdict', said.verdict, found.verdict],
    ['total', said.total, found.total],
    ['highest total', said.outOf, found.outOf],
    ['threshold', said.threshold, found.threshold],
    ['marks', said.marks.join(', '), found.marks.join(', ')],
    [
      'reasons',
      said.reasons.map(({ message }) => message).join('; '),
      found.reasons.map(({ message }) => message).join('; '),
    ],
  ] as const;
  return compared
    .filter(([, was, is]) => was !== is)
    .map(([name, was, is]) => `${name}: the certificate says ${was || 'none'}, the evidence gives ${is || 'none'}`);
}

/**
 * Decides again from stored evidence alone: every record is judged under the rules and rubrics stored with it, tallied,
 * and decided, and what comes out is held against the certificate. Throws a `SourceError` for rules that this version
 * cannot read any more.
 */
export function rederive(run: Run, { decision, subject, criteria }: CertificateContent): Rederived {
  const standards = openPinned(run.pinned);
  const { records, differences, taken } = judgeAgain(run, standards);
  const rules = run.rules.flatMap((id) => standards.rulebook.rules.find((rule) => rule.id === id) ?? []);
  const { reps } = rescore({ result: run.result, records }, { rubrics: standards.rubrics, rules });
  const rep = reps.find(({ key }) => key === keyOf(subject.rep));
  const found = rep?.certifications.find(({ id }) => id === decision.certification.id);
  const counts = { records: records.length, checks: records.length * run.rules.length, taken };
  if (rep === undefined || found === undefined)
    return { ...counts, differences: ['the evidence is about somebody else, or another certification'] };
  const levels = criteria
    .filter(({ basis }) => basis === 'records')
    .flatMap(({ id, title, level }) => {
      const area = rep.areas.find((one) => one.certification === decision.certification.id && one.area === id);
      return area?.level === level
        ? []
        : [`${title}: level ${level} on the certificate, ${area?.level ?? 'none'} again`];
    });
  return { ...counts, differences: [...differences, ...levels, ...decisionDifferences(decision, found)] };
}

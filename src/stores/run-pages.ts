import { byCodeUnit } from '../lib/code-order.ts';
import type { Finding, RepResult } from '../model/audit-result.ts';
import type { JudgedRecord, PinnedFile, Run } from '../model/run.ts';
import type { LevelRow } from './store.ts';

/**
 * The lists that a run is kept as. `result` holds the report without its owners, `rep` the owners without their
 * findings, and `finding` those without their fingerprints, which stand beside them: `level` and `fingerprint` are all
 * that trends and streaks open.
 */
export const pageKinds = ['result', 'rep', 'finding', 'fingerprint', 'record', 'pinned', 'level'] as const;
export type PageKind = (typeof pageKinds)[number];

export interface StoredRep {
  readonly rep: RepResult;
  /** How many of the findings, in order, are theirs. */
  readonly findings: number;
}

interface StoredResult {
  readonly result: Run['result'];
  readonly rules: Run['rules'];
}

export type RunParts = { readonly [K in PageKind]: Iterable<unknown> };

/** Whose page it is: the id, else the e-mail address, else the name, else ''. */
const keyOf = ({ id, email, name }: RepResult): string => id ?? email ?? name ?? '';

/** One owner's levels, each as [certification, area, level, passRate, evaluable]: half of what trends cost is reading names. */
export interface StoredLevels
  extends Pick<LevelRow, 'rep' | 'kind' | 'name' | 'email' | 'managerId' | 'managerName' | 'managerEmail' | 'score'> {
  readonly areas: readonly (readonly [string, string, number | null, number | null, number])[];
}

type Area = StoredLevels['areas'][number];

const byArea = (a: Area, b: Area): number => byCodeUnit(a[0], b[0]) || byCodeUnit(a[1], b[1]);

/** By rep, certification and area, so that nobody has to sort them again. */
export const levelsOf = (reps: readonly RepResult[]): readonly StoredLevels[] =>
  reps
    .map((rep): StoredLevels => {
      const { kind, name, email, managerId, managerName, managerEmail, score } = rep;
      const areas = rep.areas.map(
        ({ certification, area, level, passRate, evaluable }): Area => [
          certification,
          area,
          level,
          passRate,
          evaluable,
        ],
      );
      const manager = { managerId, managerName, managerEmail };
      return { rep: keyOf(rep), kind, name, email, ...manager, score, areas: areas.sort(byArea) };
    })
    .sort((a, b) => byCodeUnit(a.rep, b.rep));

/** One row for each criterion of an owner. */
export const levelRows = (run: string, asOf: string, { areas, ...rep }: StoredLevels): readonly LevelRow[] =>
  areas.map(([certification, area, level, passRate, evaluable]) => ({
    run,
    asOf,
    ...rep,
    certification,
    area,
    level,
    passRate,
    evaluable,
  }));

/** What `Store.levels` tells of a run, of one that is not stored yet. */
export const levelRowsOf = ({ head, result }: Pick<Run, 'head' | 'result'>): readonly LevelRow[] =>
  levelsOf(result.reps).flatMap((levels) => levelRows(head.id, head.asOf, levels));

/** Takes a run apart into lists that can be cut into pages. */
export function takeApart({ result, rules, records, pinned }: Run): RunParts {
  const reps = result.reps.map((rep): StoredRep => ({ rep: { ...rep, findings: [] }, findings: rep.findings.length }));
  const whole: StoredResult = { result: { ...result, reps: [] }, rules };
  return {
    result: [whole],
    rep: reps,
    finding: map(findingsOf(result.reps), ({ fingerprint: _, ...finding }) => finding),
    fingerprint: map(findingsOf(result.reps), ({ fingerprint }) => fingerprint),
    record: records,
    pinned,
    level: levelsOf(result.reps),
  };
}

function* findingsOf(reps: readonly RepResult[]): Generator<Finding> {
  for (const { findings } of reps) yield* findings;
}

function* map<T, U>(items: Iterable<T>, change: (item: T) => U): Generator<U> {
  for (const item of items) yield change(item);
}

/** The lists of a run as they come back from their pages. */
export interface StoredParts {
  readonly result: readonly StoredResult[];
  readonly rep: readonly StoredRep[];
  readonly finding: readonly Omit<Finding, 'fingerprint'>[];
  readonly fingerprint: readonly string[];
  readonly record: readonly JudgedRecord[];
  readonly pinned: readonly PinnedFile[];
}

/** Puts a run together as it was; `undefined` where something of it is missing. */
export function putTogether(head: Run['head'], parts: StoredParts): Run | undefined {
  const [whole] = parts.result;
  const due = parts.rep.reduce((sum, rep) => sum + rep.findings, 0);
  const findings = parts.finding.flatMap((finding, i): readonly Finding[] => {
    const fingerprint = parts.fingerprint[i];
    return fingerprint === undefined ? [] : [{ fingerprint, ...finding }];
  });
  if (whole === undefined || due !== findings.length || due !== parts.fingerprint.length) return undefined;
  let at = 0;
  const reps = parts.rep.map(({ rep, findings: count }) => {
    at += count;
    return { ...rep, findings: findings.slice(at - count, at) };
  });
  const result = { ...whole.result, reps };
  return { head, result, rules: whole.rules, records: parts.record, pinned: parts.pinned };
}

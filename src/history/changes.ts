import { byCodeUnit } from '../lib/code-order.ts';
import type { AuditResult, Finding } from '../model/audit-result.ts';
import { type ChangedFinding, type ChangeKind, type Changes, changeKinds } from '../model/diff.ts';
import { byWeight } from '../model/finding-order.ts';
import { isCounted } from '../model/is-counted.ts';
import type { JudgedRecord, Run } from '../model/run.ts';
import { isUnknownMark, type Marks } from '../score/marks.ts';
import { type Carried, recordKey } from './carried.ts';
import { isFailing } from './explain-score.ts';
import { keyOf } from './rescore.ts';

/** One side of a comparison: a stored run, or a report that somebody saved. */
export interface Side {
  readonly result: AuditResult;
  readonly run?: Run | undefined;
}

/** A finding and whose it is. */
interface Owned {
  readonly rep: string;
  readonly finding: Finding;
}

/** How long a finding has stood. */
export interface Streak {
  readonly runs: number;
  readonly since: string;
}

export type StreakOf = (fingerprint: string) => Streak | undefined;

export interface Change extends Owned {
  readonly kind: ChangeKind;
}

const ownedBy = ({ reps }: AuditResult): ReadonlyMap<string, Owned> =>
  new Map(
    reps.flatMap((rep) => {
      const key = keyOf(rep);
      return rep.findings.map((finding) => [finding.fingerprint, { rep: key, finding }] as const);
    }),
  );

/** What is known of the checks of a side beside its findings. */
interface Known {
  readonly rules: ReadonlyMap<string, number>;
  /** `undefined` where only a report was saved. */
  readonly records: ReadonlyMap<string, JudgedRecord> | undefined;
  /** Records that the report speaks of. */
  readonly mentioned: ReadonlySet<string>;
}

function knownOf({ result, run }: Side): Known {
  const findings = result.reps.flatMap((rep) => rep.findings);
  return {
    rules: new Map(result.rules.map(({ id }, place) => [id, place])),
    records: run && new Map(run.records.map((record) => [recordKey(record), record])),
    mentioned: new Set(findings.map(({ record }) => recordKey(record))),
  };
}

const markAt = (marks: Marks | undefined, place: number | undefined): number => marks?.[place ?? -1] ?? 0;

/** A finding that only the later side has. */
function arrived({ finding }: Owned, before: Known, after: Known, carried: Carried | undefined): ChangeKind {
  if (!isCounted(finding)) return 'waived';
  if (!before.rules.has(finding.rule)) return 'rule-changed';
  const then = carried?.marks.get(recordKey(finding.record));
  return carried?.changed.length && isFailing(markAt(then, after.rules.get(finding.rule))) ? 'rule-changed' : 'new';
}

/** A finding that only the earlier side has. */
function departed({ finding }: Owned, after: Known, carried: Carried | undefined): ChangeKind {
  const place = after.rules.get(finding.rule);
  if (place === undefined) return 'rule-changed';
  const key = recordKey(finding.record);
  if (after.records === undefined) return after.mentioned.has(key) ? 'fixed' : 'gone';
  const record = after.records.get(key);
  if (record === undefined) return 'closed';
  if (isUnknownMark(Number.parseInt(record.marks[place] ?? '0', 36))) return 'not-evaluable';
  const then = carried?.marks.get(key);
  return then !== undefined && !isFailing(markAt(then, place)) ? 'rule-changed' : 'fixed';
}

function stayed(from: Owned, to: Owned): ChangeKind {
  const [counted, counts] = [isCounted(from.finding), isCounted(to.finding)];
  if (counted !== counts) return counts ? 'unwaived' : 'waived';
  return from.rep === to.rep ? 'standing' : 'reassigned';
}

/**
 * What became of every finding. They are the same when rule and record are. What neither side counts is passed over;
 * a fixed or closed finding belongs to its owner of before, any other to the one of now.
 */
export function changesBetween(from: Side, to: Side, carried: Carried | undefined): readonly Change[] {
  const [before, after] = [ownedBy(from.result), ownedBy(to.result)];
  const [then, now] = [knownOf(from), knownOf(to)];
  const changes: Change[] = [];
  for (const [fingerprint, owned] of after) {
    const old = before.get(fingerprint);
    const kind = old === undefined ? arrived(owned, then, now, carried) : stayed(old, owned);
    if (kind !== 'standing' || isCounted(owned.finding)) changes.push({ kind, ...owned });
  }
  for (const [fingerprint, owned] of before) {
    if (after.has(fingerprint) || !isCounted(owned.finding)) continue;
    changes.push({ kind: departed(owned, now, carried), ...owned });
  }
  return changes;
}

function shown({ rep, finding }: Owned, streakOf: StreakOf | undefined): ChangedFinding {
  const { fingerprint, rule, area, severity, record, message } = finding;
  const streak = streakOf?.(fingerprint);
  return {
    fingerprint,
    rule,
    area,
    severity,
    record,
    message,
    rep,
    runs: streak?.runs ?? null,
    since: streak?.since ?? null,
  };
}

/** The changes of one owner by kind, the worst first; streaks are told of what stands now. */
export function changesOf(own: readonly Change[], streakOf: StreakOf | undefined): Changes {
  const gone: readonly ChangeKind[] = ['fixed', 'closed', 'gone', 'not-evaluable'];
  const of = (kind: ChangeKind): ChangedFinding[] =>
    own
      .filter((one) => one.kind === kind)
      .sort((a, b) => byWeight(a.finding, b.finding) || byCodeUnit(a.finding.fingerprint, b.finding.fingerprint))
      .map((one) => shown(one, gone.includes(kind) ? undefined : streakOf));
  return {
    new: of('new'),
    fixed: of('fixed'),
    closed: of('closed'),
    gone: of('gone'),
    waived: of('waived'),
    unwaived: of('unwaived'),
    'not-evaluable': of('not-evaluable'),
    'rule-changed': of('rule-changed'),
    reassigned: of('reassigned'),
    standing: of('standing'),
  };
}

/** How many of each kind. */
export function countChanges(changes: readonly Pick<Change, 'kind'>[]): Record<ChangeKind, number> {
  const counts = Object.fromEntries(changeKinds.map((kind) => [kind, 0]));
  for (const { kind } of changes) counts[kind] = (counts[kind] ?? 0) + 1;
  const of = (kind: ChangeKind): number => counts[kind] ?? 0;
  return {
    new: of('new'),
    fixed: of('fixed'),
    closed: of('closed'),
    gone: of('gone'),
    waived: of('waived'),
    unwaived: of('unwaived'),
    'not-evaluable': of('not-evaluable'),
    'rule-changed': of('rule-changed'),
    reassigned: of('reassigned'),
    standing: of('standing'),
  };
}

import { byCodeUnit } from '../lib/code-order.ts';
import { formatProblem, SourceError } from '../lib/errors.ts';
import type { AuditResult, Finding, RepResult } from '../model/audit-result.ts';
import type { CriterionDiff, Diff, RepDiff, ScorePart } from '../model/diff.ts';
import type { RecordType } from '../model/records.ts';
import type { Rubric } from '../model/rubric.ts';
import type { Run } from '../model/run.ts';
import { rounded } from '../score/statistics.ts';
import { type Carried, carryOver, otherChanges } from './carried.ts';
import { type Change, changesBetween, changesOf, countChanges, type Side, type StreakOf } from './changes.ts';
import { type ExplainedScores, explainScores } from './explain-score.ts';
import { openPinned } from './pinned.ts';
import { keyOf } from './rescore.ts';
import { scopeLine } from './run.ts';

/** What two stored runs tell beyond their reports. */
interface Explained {
  readonly carried: Carried;
  readonly scores: ExplainedScores;
  readonly alsoChanged: readonly string[];
  readonly rubrics: readonly Rubric[];
}

function explain(a: Run, b: Run): Explained {
  const to = openPinned(b.pinned);
  const isSame = JSON.stringify(a.pinned) === JSON.stringify(b.pinned);
  const from = isSame ? to : openPinned(a.pinned);
  const carried = carryOver(a, b, from, to);
  const standards = { rubrics: to.rubrics, rules: to.rulebook.rules };
  const scores = explainScores(a, b, carried, standards);
  return { carried, scores, alsoChanged: otherChanges(from, to), rubrics: to.rubrics };
}

/** What two sides tell beyond their reports, or why they do not: an old run may hold rules that nobody reads any more. */
function explanation({ run: a }: Side, { run: b }: Side): Explained | string {
  if (a === undefined || b === undefined) return SAVED;
  try {
    return explain(a, b);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const [problem] = error.problems;
    return `the rules stored with one of the two cannot be read: ${problem ? formatProblem(problem) : error.message}`;
  }
}

const sideOf = ({ result, run }: Side): Diff['from'] => ({
  run: run?.head.id ?? null,
  asOf: result.asOf,
  score: result.summary.score,
  reps: result.summary.reps,
  records: result.summary.records,
});

function levelsOf(from: RepResult | undefined, to: RepResult | undefined): RepDiff['levels'] {
  const areas = to?.areas ?? from?.areas ?? [];
  return areas.flatMap(({ certification, area }) => {
    const level = (rep: RepResult | undefined): number | null =>
      rep?.areas.find((one) => one.certification === certification && one.area === area)?.level ?? null;
    const [before, after] = [level(from), level(to)];
    return before === after ? [] : [{ certification, area, from: before, to: after }];
  });
}

function verdictsOf(from: RepResult | undefined, to: RepResult | undefined): RepDiff['verdicts'] {
  const ids = [...new Set([...(from?.certifications ?? []), ...(to?.certifications ?? [])].map(({ id }) => id))];
  return ids.flatMap((id) => {
    const verdict = (rep: RepResult | undefined) => rep?.certifications.find((one) => one.id === id)?.verdict ?? null;
    const [before, after] = [verdict(from), verdict(to)];
    return before === after ? [] : [{ certification: id, from: before, to: after }];
  });
}

/** The pass rate of everyone's records together, from the rates of the owners. */
function rateOf({ reps }: AuditResult, certification: string, area: string): number | null {
  const own = reps.flatMap(({ areas }) =>
    areas.filter((one) => one.certification === certification && one.area === area),
  );
  const evaluable = own.reduce((sum, one) => sum + one.evaluable, 0);
  if (evaluable === 0) return null;
  return rounded(own.reduce((sum, one) => sum + (one.passRate ?? 0) * one.evaluable, 0) / evaluable);
}

/** `status/*` is every rule of the area, anything else one rule by its id. */
const isEvidence = ({ rules, on }: Selection, { rule, area, record }: Finding): boolean =>
  (on?.includes(record.type) ?? true) && rules.some((pattern) => pattern === rule || pattern === `${area}/*`);

/** Which findings are evidence for a criterion; a saved report does not tell of which record types. */
interface Selection {
  readonly rules: readonly string[];
  readonly on?: readonly RecordType[];
}

interface Selecting {
  readonly id: string;
  readonly criteria: readonly (Selection & { readonly id: string })[];
}

const criteriaOf = (from: Side, to: Side, changes: readonly Change[], rubrics: readonly Selecting[]): CriterionDiff[] =>
  rubrics.flatMap(({ id, criteria }) =>
    criteria.map(({ id: area, ...selection }) => ({
      certification: id,
      area,
      passRate: { from: rateOf(from.result, id, area), to: rateOf(to.result, id, area) },
      counts: countChanges(changes.filter(({ finding }) => isEvidence(selection, finding))),
    })),
  );

function repsOf(
  from: Side,
  to: Side,
  changes: readonly Change[],
  streakOf?: StreakOf,
  explained?: Explained,
): RepDiff[] {
  const before = new Map(from.result.reps.map((rep) => [keyOf(rep), rep]));
  const after = new Map(to.result.reps.map((rep) => [keyOf(rep), rep]));
  const own = new Map<string, Change[]>([...before.keys(), ...after.keys()].map((key) => [key, []]));
  for (const change of changes) own.get(change.rep)?.push(change);
  const keys = [...own.keys()].sort((a, b) => {
    const nameOf = (key: string) => (after.get(key) ?? before.get(key))?.name ?? '\uffff';
    return byCodeUnit(nameOf(a), nameOf(b)) || byCodeUnit(a, b);
  });
  return keys.map((key) => {
    const [old, now] = [before.get(key), after.get(key)];
    const { id = null, name = null, email = null } = now ?? old ?? {};
    return {
      key,
      id,
      name,
      email,
      score: { from: old?.score ?? null, to: now?.score ?? null },
      parts: copied(explained?.scores.reps.get(key) ?? null),
      levels: levelsOf(old, now),
      verdicts: verdictsOf(old, now),
      changes: changesOf(own.get(key) ?? [], streakOf),
    };
  });
}

const copied = (parts: readonly ScorePart[] | null): ScorePart[] | null => (parts === null ? null : [...parts]);

const SAVED = 'a saved report does not hold what rules read; compare two stored runs';
const UNSCORED = 'one of the two has no score';

/** Sets two runs, or saved reports, against each other. */
export function compare(from: Side, to: Side, streakOf?: StreakOf): Diff {
  const found = explanation(from, to);
  const explained = typeof found === 'string' ? undefined : found;
  const changes = changesBetween(from, to, explained?.carried);
  const overall = explained?.scores.overall ?? null;
  return {
    schemaVersion: 1,
    from: sideOf(from),
    to: sideOf(to),
    scope: scopeLine(to.result.scope),
    parts: copied(overall),
    unexplained: typeof found === 'string' ? found : overall === null ? UNSCORED : null,
    alsoChanged: [...(explained?.alsoChanged ?? [])],
    counts: countChanges(changes),
    criteria: criteriaOf(from, to, changes, explained?.rubrics ?? to.result.rubrics),
    reps: repsOf(from, to, changes, streakOf, explained),
  };
}

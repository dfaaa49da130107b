import { type PartKind, partKinds, type ScorePart } from '../model/diff.ts';
import type { RecordType } from '../model/records.ts';
import type { JudgedRecord, Run } from '../model/run.ts';
import { areasOf } from '../score/levels.ts';
import { countedMark, isCounted, isUnknownMark, type Marks, waivedMark } from '../score/marks.ts';
import { scoreOf } from '../score/score.ts';
import { createTally } from '../score/tally.ts';
import { type Carried, recordKey } from './carried.ts';
import { keyOf, marksOf, type Standards } from './rescore.ts';

/** One record on the way from one run to the other. */
interface Row {
  readonly rep: string;
  readonly type: RecordType;
  readonly key: string;
  readonly marks: Marks;
}

/** Scores by owner, and of everyone under ''. An owner is never called so: records of nobody are scored by nobody. */
type Scores = ReadonlyMap<string, number | null>;

export interface ExplainedScores {
  /** `null`: one of the two has no score. */
  readonly overall: readonly ScorePart[] | null;
  /** By owner. */
  readonly reps: ReadonlyMap<string, readonly ScorePart[] | null>;
}

const EVERYONE = '\u0000everyone';

const rowOf = (record: JudgedRecord): Row => ({
  rep: record.rep,
  type: record.type,
  key: recordKey(record),
  marks: marksOf(record),
});

/** Where only one of the two could be evaluated, what came out later: waived by nobody yet. */
const seen = (now: Marks, later: Marks): Marks =>
  Uint8Array.from(now, (mark, place) => {
    const after = later[place] ?? 0;
    return isUnknownMark(mark) === isUnknownMark(after) ? mark : countedMark(after);
  });

/** What came out later, with the waivers of before. */
const behaved = (now: Marks, later: Marks): Marks =>
  Uint8Array.from(now, (mark, place) => {
    const after = countedMark(later[place] ?? 0);
    return countedMark(mark) === mark ? after : waivedMark(after);
  });

/**
 * Every state between two runs, in the order of `partKinds`: each takes over one thing more from the later run, so that
 * the last is the later run itself.
 */
function statesBetween(a: Run, b: Run, carried: Carried): ReadonlyMap<PartKind, readonly Row[]> {
  const after = b.records.map(rowOf);
  const later = new Map(after.map((row) => [row.key, row]));
  const before = a.records.map((record): Row => {
    const key = recordKey(record);
    return { rep: record.rep, type: record.type, key, marks: carried.marks.get(key) ?? marksOf(record) };
  });
  const step = (rows: readonly Row[], take: (row: Row, then: Row) => Row): readonly Row[] =>
    rows.map((row) => {
      const then = later.get(row.key);
      return then === undefined ? row : take(row, then);
    });
  const visible = step(before, (row, then) => ({ ...row, marks: seen(row.marks, then.marks) }));
  const done = step(visible, (row, then) => ({ ...row, marks: behaved(row.marks, then.marks) }));
  const pardoned = step(done, (row, then) => ({ ...row, marks: then.marks }));
  const moved = step(pardoned, (row, then) => ({ ...row, rep: then.rep }));
  return new Map<PartKind, readonly Row[]>([
    ['rules', before],
    ['data-access', visible],
    ['behavior', done],
    ['waivers', pardoned],
    ['reassignment', moved],
    ['deal-mix', after],
  ]);
}

function scoresOf(rows: readonly Row[], { rubrics, rules }: Standards): Scores {
  const tally = createTally(rubrics, rules);
  for (const { rep, type, marks } of rows) tally.add(rep, { type, marks });
  const score = (tallies: ReturnType<typeof tally.of>): number | null =>
    scoreOf(
      rubrics,
      rubrics.flatMap((rubric) => [...areasOf(rubric, tallies)]),
    ).score;
  const own = [...tally.reps.keys()].map((rep) => [rep, score(tally.of(rep))] as const);
  return new Map([...own, [EVERYONE, score(tally.together(tally.reps.keys()))]]);
}

const reported = ({ result }: Run): Scores =>
  new Map([...result.reps.map((rep) => [keyOf(rep), rep.score] as const), [EVERYONE, result.summary.score]]);

/** Tenths of a point: scores are given to one decimal, and whole numbers add up exactly. */
const tenths = (score: number): number => Math.round(score * 10);

/** How many records of each owner changed from one state to the next; a record that moved counts for both. */
function movedRecords(from: readonly Row[], to: readonly Row[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const add = (key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);
  const before = new Map(from.map((row) => [row.key, row]));
  const note = (row: Row, other: Row | undefined): void => {
    add(EVERYONE);
    add(row.rep);
    if (other !== undefined && other.rep !== row.rep) add(other.rep);
  };
  for (const row of to) {
    const old = before.get(row.key);
    before.delete(row.key);
    if (old === undefined || old.rep !== row.rep || !isSame(old.marks, row.marks)) note(row, old);
  }
  for (const row of before.values()) note(row, undefined);
  return counts;
}

const isSame = (a: Marks, b: Marks): boolean => a.length === b.length && a.every((mark, place) => mark === b[place]);

interface Step {
  readonly kind: PartKind;
  readonly scores: Scores;
  readonly records: ReadonlyMap<string, number>;
}

function partsOf(key: string, from: number | null, to: number | null, steps: readonly Step[]): ScorePart[] | null {
  if (from === null || to === null) return null;
  let at = tenths(from);
  return steps.map(({ kind, scores, records }, i) => {
    // Without a record there is no score: what is missing then falls to the step that brings the records back.
    const next = i === steps.length - 1 ? to : (scores.get(key) ?? null);
    const then = next === null ? at : tenths(next);
    const points = (then - at) / 10;
    at = then;
    return { kind, points, records: records.get(key) ?? 0 };
  });
}

/**
 * Splits what a score moved by. One run is turned into the other step by step, and every step is scored as an audit
 * would: first the rules and rubrics of the later run on what the earlier one stored; then, on the records that are in
 * both, what could be seen, what was done, and what was waived; then their owners; in the end the records that left and
 * came. The parts are the differences between neighbors, so they add up to the whole.
 */
export function explainScores(a: Run, b: Run, carried: Carried, standards: Standards): ExplainedScores {
  const states = statesBetween(a, b, carried);
  const [from, to] = [reported(a), reported(b)];
  const places = new Map(a.rules.map((id, place) => [id, place]));
  let rows: readonly Row[] = a.records.map((record) => {
    const stored = marksOf(record);
    return { ...rowOf(record), marks: Uint8Array.from(b.rules, (id) => stored[places.get(id) ?? -1] ?? 0) };
  });
  const steps = partKinds.map((kind): Step => {
    const next = states.get(kind) ?? [];
    const step = { kind, scores: scoresOf(next, standards), records: movedRecords(rows, next) };
    rows = next;
    return step;
  });
  const keys = [...to.keys()].filter((key) => key !== EVERYONE);
  return {
    overall: partsOf(EVERYONE, from.get(EVERYONE) ?? null, to.get(EVERYONE) ?? null, steps),
    reps: new Map(keys.map((key) => [key, partsOf(key, from.get(key) ?? null, to.get(key) ?? null, steps)])),
  };
}

/** Whether a mark is a failure, waived or not. */
export const isFailing = (mark: number): boolean => isCounted(countedMark(mark));

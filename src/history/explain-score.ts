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

/** Scores by owner, and of everyone together. */
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
const seen = (mark: number, after: number): number =>
  isUnknownMark(mark) === isUnknownMark(after) ? mark : countedMark(after);

/** What came out later, with the waivers of before. */
const behaved = (mark: number, after: number): number =>
  countedMark(mark) === mark ? countedMark(after) : waivedMark(countedMark(after));

const pardoned = (_: number, after: number): number => after;

/** The row with marks taken over from the later one; the same row where that changes nothing. */
function taking(row: Row, then: Row, take: (mark: number, after: number) => number): Row {
  let marks: Uint8Array | undefined;
  for (let place = 0; place < row.marks.length; place++) {
    const mark = row.marks[place] ?? 0;
    const next = take(mark, then.marks[place] ?? 0);
    if (next === mark) continue;
    marks ??= row.marks.slice();
    marks[place] = next;
  }
  return marks === undefined ? row : { ...row, marks };
}

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
  const visible = step(before, (row, then) => taking(row, then, seen));
  const done = step(visible, (row, then) => taking(row, then, behaved));
  const excused = step(done, (row, then) => taking(row, then, pardoned));
  const moved = step(excused, (row, then) => (row.rep === then.rep ? row : { ...row, rep: then.rep }));
  return new Map<PartKind, readonly Row[]>([
    ['rules', before],
    ['data-access', visible],
    ['behavior', done],
    ['waivers', excused],
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

/** The rows that are not the very same in the other state; most stay what they are. */
function changedRows(rows: readonly Row[], others: readonly Row[]): readonly Row[] {
  const same = new Set(others);
  return rows.filter((row) => !same.has(row));
}

/** How many records of each owner changed from one state to the next; a record that moved counts for both. */
function movedRecords(from: readonly Row[], to: readonly Row[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const add = (key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);
  const before = new Map(changedRows(from, to).map((row) => [row.key, row]));
  const note = (row: Row, other: Row | undefined): void => {
    add(EVERYONE);
    add(row.rep);
    if (other !== undefined && other.rep !== row.rep) add(other.rep);
  };
  for (const row of changedRows(to, from)) {
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
  let scores: Scores | undefined;
  const steps = partKinds.map((kind): Step => {
    const next = states.get(kind) ?? [];
    const records = movedRecords(rows, next);
    if (scores === undefined || records.size > 0) scores = scoresOf(next, standards);
    rows = next;
    return { kind, scores, records };
  });
  const keys = [...to.keys()].filter((key) => key !== EVERYONE);
  return {
    overall: partsOf(EVERYONE, from.get(EVERYONE) ?? null, to.get(EVERYONE) ?? null, steps),
    reps: new Map(keys.map((key) => [key, partsOf(key, from.get(key) ?? null, to.get(key) ?? null, steps)])),
  };
}

/** Whether a mark is a failure, waived or not. */
export const isFailing = (mark: number): boolean => isCounted(countedMark(mark));

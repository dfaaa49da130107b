import { fingerprintOf } from '../audit/entries.ts';
import { writtenLevels } from '../audit/grounds.ts';
import { type Grounds, isAskedOf } from '../certify/assess.ts';
import { decide } from '../certify/decide.ts';
import type { AreaResult, AuditResult, Decision, Finding, RepResult, ScenarioResult } from '../model/audit-result.ts';
import { isCounted as isCountedFinding } from '../model/is-counted.ts';
import type { Rubric } from '../model/rubric.ts';
import type { RuleCard } from '../model/rule.ts';
import type { JudgedRecord, Run } from '../model/run.ts';
import { areasOf } from '../score/levels.ts';
import { countedMark, isCounted, type Marks, mendedMark, waivedMark } from '../score/marks.ts';
import { createScenarioTally, type ScenarioTallies } from '../score/scenarios.ts';
import { type Score, scoreOf } from '../score/score.ts';
import { createTally, type Tally } from '../score/tally.ts';

/** What a run is tallied by: place i of every record's marks is the check of `rules[i]`. */
export interface Standards {
  readonly rubrics: readonly Rubric[];
  readonly rules: readonly Pick<RuleCard, 'id' | 'area' | 'scenarios'>[];
}

/** Another mark for one check of one record. */
export type Remark = (mark: number, place: number, record: JudgedRecord) => number;

/** What else becomes of a failure: it is mended, or somebody waives it, or it counts after all. */
export type Change = 'mended' | 'waived' | 'counted';

/** One owner as an audit with these marks would show them. */
export interface Rescored extends Score {
  /** Of the owner: as in `JudgedRecord.rep`. */
  readonly key: string;
  readonly areas: readonly AreaResult[];
  readonly certifications: readonly Decision[];
  readonly scenarios: readonly ScenarioResult[];
}

export interface Rescoring {
  /** In the order of the result. */
  readonly reps: readonly Rescored[];
  /** Of all together. */
  readonly score: number | null;
}

const changed = { mended: mendedMark, waived: waivedMark, counted: countedMark } as const;

/** The key of an owner, as judged records hold it. */
export const keyOf = ({ id, email, name }: Pick<RepResult, 'id' | 'email' | 'name'>): string =>
  id ?? email ?? name ?? '';

/** Changes of findings, by fingerprint. */
export function remarkBy(rules: Standards['rules'], changes: ReadonlyMap<string, Change>): Remark {
  return (mark, place, record) => {
    const change = changes.get(fingerprintOf(rules[place]?.id ?? '', record));
    return change === undefined ? mark : changed[change](mark);
  };
}

/** Digits to the base 36, without a function call for each: a run has millions. */
function decoded(digits: string): Uint8Array {
  const marks = new Uint8Array(digits.length);
  for (let i = 0; i < marks.length; i++) {
    const code = digits.charCodeAt(i);
    marks[i] = code <= NINE ? code - ZERO : code - LETTER_A + 10;
  }
  return marks;
}

const [ZERO, NINE, LETTER_A] = [48, 57, 97] as const;

/** The marks of a record as they were stored. */
export const marksOf = ({ marks }: JudgedRecord): Marks => decoded(marks);

const observations: Readonly<Record<string, boolean>> = { '1': true, '0': false };

/** What stands in a run, by record. */
function findingsByRecord({ reps }: AuditResult): ReadonlyMap<string, readonly Finding[]> {
  const found = new Map<string, Finding[]>();
  for (const finding of reps.flatMap(({ findings }) => findings)) {
    const key = `${finding.record.type} ${finding.record.id}`;
    const own = found.get(key);
    if (own === undefined) found.set(key, [finding]);
    else own.push(finding);
  }
  return found;
}

/** The findings that still count under these marks. */
function counting(findings: readonly Finding[], marks: Marks, places: ReadonlyMap<string, number>): Finding[] {
  const still = findings.filter(({ rule }) => isCounted(marks[places.get(rule) ?? -1] ?? 0));
  return still.map((finding) => (isCountedFinding(finding) ? finding : { ...finding, waiver: null, appeal: null }));
}

interface Tallied {
  readonly tally: Tally;
  readonly scenarios: ScenarioTallies;
}

function tallied({ records, result }: Pick<Run, 'records' | 'result'>, standards: Standards, remark?: Remark): Tallied {
  const tally = createTally(standards.rubrics, standards.rules);
  const scenarios = createScenarioTally(standards.rules);
  const findings = findingsByRecord(result);
  const places = new Map(standards.rules.map(({ id }, place) => [id, place]));
  for (const record of records) {
    const stored = marksOf(record);
    const marks = remark === undefined ? stored : Uint8Array.from(stored, (mark, place) => remark(mark, place, record));
    tally.add(record.rep, { type: record.type, amount: record.amount, marks });
    const own = findings.get(`${record.type} ${record.id}`) ?? [];
    const observed = Array.from(record.scenarios, (one) => observations[one]);
    scenarios.add(record.rep, { id: record.id, observed, marks, findings: counting(own, marks, places) });
  }
  return { tally, scenarios };
}

/** What the decision of the audit stood on beside records. */
const basisIn = ({ certifications }: RepResult, { id }: Rubric): Omit<Grounds, 'tallies'> =>
  certifications.find((one) => one.id === id)?.basis ?? {};

/** The rubrics that are asked of somebody's role. */
function askedOf({ certifications }: RepResult, rubrics: readonly Rubric[]): readonly Rubric[] {
  const role = certifications.find(({ basis }) => basis !== undefined)?.basis?.role;
  return rubrics.filter((rubric) => isAskedOf(rubric, role));
}

/**
 * Tallies the records of a run again with some marks changed, and decides as the audit would. Without a change it gives
 * the areas, certifications, scenarios and scores of the result. A failure that was left out because a worse one
 * explained it stays left out when that one is mended.
 */
export function rescore(run: Pick<Run, 'records' | 'result'>, standards: Standards, remark?: Remark): Rescoring {
  const { rubrics } = standards;
  const { tally, scenarios } = tallied(run, standards, remark);
  const { reps, scope } = run.result;
  const isDecided = ({ kind }: RepResult): boolean => kind === 'user' && scope.only.length === 0;
  const rescored = reps.map((rep): Rescored => {
    const key = keyOf(rep);
    const tallies = tally.of(key);
    const areas = rubrics.flatMap((rubric) => [...areasOf(rubric, tallies, writtenLevels(basisIn(rep, rubric)))]);
    const certifications = isDecided(rep)
      ? askedOf(rep, rubrics).map((rubric) => decide(rubric, areas, { tallies, ...basisIn(rep, rubric) }))
      : [];
    return { key, ...scoreOf(rubrics, areas), areas, certifications, scenarios: scenarios.of(key) };
  });
  const everyone = rubrics.flatMap((rubric) => [...areasOf(rubric, tally.together(tally.reps.keys()))]);
  return { reps: rescored, score: scoreOf(rubrics, everyone).score };
}

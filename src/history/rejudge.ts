import { wasInherited } from '../audit/judged.ts';
import { byCodeUnit } from '../lib/code-order.ts';
import { parseInstant } from '../lib/time.ts';
import { UTC } from '../lib/time-zone.ts';
import { recordTypes } from '../model/records.ts';
import { scenarioIds } from '../model/rule.ts';
import type { JudgedRecord, Run } from '../model/run.ts';
import { judgeEach } from '../rulebook/evaluate.ts';
import type { Rulebook } from '../rulebook/rule.ts';
import { isObserved } from '../rulebook/scenario.ts';
import { isStored, type StoredView, storedPath } from '../rulebook/stored-scope.ts';
import { countedMark, isUnknownMark, markOf, waivedMark } from '../score/marks.ts';

export interface Rejudged {
  /** The records with the marks that this rulebook gives them. What was waived stays waived where it still fails. */
  readonly records: readonly JudgedRecord[];
  /** Ids of the rules behind the marks. */
  readonly rules: readonly string[];
  /** Names that the rulebook reads and that were stored of no record: not known, in order. */
  readonly lacking: readonly string[];
  /** Checks that could not be evaluated by a rule that reads one of those. */
  readonly unevaluable: number;
}

type Judged = Pick<JudgedRecord, 'marks' | 'scenarios'>;

const observation = (isSeen: boolean | undefined): string => (isSeen === undefined ? '?' : isSeen ? '1' : '0');

/** Judges records as they were stored, under any rulebook. */
export function createRejudge(rulebook: Rulebook<StoredView>, asOf: number): (record: JudgedRecord) => Judged {
  const places = new Map(rulebook.rules.map((rule, place) => [rule, place]));
  const scenarios = scenarioIds.map((id) => rulebook.scenarios.find((one) => one.id === id));
  return (record) => {
    const view: StoredView = { record, features: record.features, asOf, params: {} };
    const marks = Array.from(rulebook.rules, () => '0');
    for (const judgment of judgeEach(rulebook.on[record.type], view, wasInherited(record)))
      marks[places.get(judgment.rule) ?? 0] = markOf(judgment).toString(36);
    const observed = scenarios.map((scenario) => (scenario === undefined ? false : isObserved(scenario, view)));
    return { marks: marks.join(''), scenarios: observed.map(observation).join('') };
  };
}

/** The moment that a run speaks of, in milliseconds since 1970. */
const asOfMs = ({ asOf }: Run['head']): number => parseInstant(asOf, UTC) ?? 0;

/** The names that a rulebook reads and of which no record stores anything. */
function lackingIn(records: readonly JudgedRecord[], { rules }: Rulebook<StoredView>): ReadonlySet<string> {
  const stored = new Set<string>();
  const types = new Set<string>();
  for (const { type, features } of records) {
    types.add(type);
    for (const path of Object.keys(features)) stored.add(path);
  }
  const wanted = rules.flatMap(({ reads, on }) =>
    recordTypes
      .filter((type) => on.includes(type) && types.has(type))
      .flatMap((type) => reads.filter((path) => isStored(path, type)).map((path) => storedPath(path, type))),
  );
  return new Set(wanted.filter((path) => !stored.has(path)));
}

function countUnevaluable(
  records: readonly JudgedRecord[],
  { rules }: Rulebook<StoredView>,
  lacking: ReadonlySet<string>,
): number {
  const affected = rules.map(({ reads }) =>
    Object.fromEntries(recordTypes.map((type) => [type, reads.some((path) => lacking.has(storedPath(path, type)))])),
  );
  const isLost = ({ type }: JudgedRecord, digit: string, place: number): boolean =>
    affected[place]?.[type] === true && isUnknownMark(Number.parseInt(digit, 36));
  return records.reduce(
    (sum, record) => sum + [...record.marks].filter((digit, place) => isLost(record, digit, place)).length,
    0,
  );
}

/** Places of the old marks by rule, so that waivers can be carried over. */
function carryWaivers(from: readonly string[], to: readonly string[]): (marks: string, stored: string) => string {
  const places = new Map(from.map((id, place) => [id, place]));
  const before = to.map((id) => places.get(id) ?? -1);
  const isWaived = (digit: string | undefined): boolean => {
    const mark = Number.parseInt(digit ?? '0', 36);
    return countedMark(mark) !== mark;
  };
  return (marks, stored) =>
    Array.from(marks, (digit, place) =>
      isWaived(stored[before[place] ?? -1]) ? waivedMark(Number.parseInt(digit, 36)).toString(36) : digit,
    ).join('');
}

/**
 * Judges the stored records of a run again under another rulebook, without the CRM. What was not stored is not known:
 * those checks come out as not evaluable, and are counted.
 */
export function rejudge(
  { head, rules, records }: Pick<Run, 'head' | 'rules' | 'records'>,
  rulebook: Rulebook<StoredView>,
): Rejudged {
  const judge = createRejudge(rulebook, asOfMs(head));
  const ids = rulebook.rules.map(({ id }) => id);
  const carry = carryWaivers(rules, ids);
  const judged = records.map((record): JudgedRecord => {
    const { marks, scenarios } = judge(record);
    return { ...record, marks: carry(marks, record.marks), scenarios };
  });
  const lacking = lackingIn(records, rulebook);
  return {
    records: judged,
    rules: ids,
    lacking: [...lacking].sort(byCodeUnit),
    unevaluable: lacking.size === 0 ? 0 : countUnevaluable(judged, rulebook, lacking),
  };
}

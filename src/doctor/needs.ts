import { canon, type Field } from '../model/fields.ts';
import type { AuditRecord, RecordType } from '../model/records.ts';
import { judge } from '../rulebook/evaluate.ts';
import type { Rule } from '../rulebook/rule.ts';
import type { View } from '../rulebook/scope.ts';
import type { Input } from './input.ts';
import type { ClosedLedger, Outcome, RecordClass, Riddle } from './ledger.ts';
import { wouldDecide } from './suppose.ts';

/** Inputs as bits, by place. */
export type InputSet = number;

export const has = (set: InputSet, place: number): boolean => (set & (1 << place)) !== 0;
export const isWithin = (part: InputSet, whole: InputSet): boolean => (part & ~whole) === 0;

/** A riddle that no input solves, such as a value that is blank on the record itself. */
export const unsolvable = -1;

/** Records of one kind, and what would have to be connected to decide each of their open checks. */
export interface Case {
  readonly type: RecordType;
  readonly records: number;
  /** By place of the rule: decided, not applicable, or the inputs that are lacking. */
  readonly outcomes: readonly ('pass' | 'fail' | 'none' | { readonly lacks: InputSet })[];
  /** No such record exists yet: it stands for those that a missing file would bring. */
  readonly isSupposed: boolean;
}

export interface Needs {
  readonly cases: readonly Case[];
  /** By riddle: what it lacks. */
  readonly lacks: readonly InputSet[];
}

const setOf = (inputs: readonly Input[], chosen: ReadonlySet<Input>): InputSet =>
  inputs.reduce((set, input, place) => (chosen.has(input) ? set | (1 << place) : set), 0);

/** The inputs without which a riddle stays open: all of them, less every one that can be spared, the hardest first. */
function lacksOf({ judgment, view }: Riddle, inputs: readonly Input[]): InputSet {
  if (!wouldDecide(judgment, view, inputs)) return unsolvable;
  const needed = new Set(inputs);
  for (const input of inputs.toReversed()) {
    needed.delete(input);
    if (!wouldDecide(judgment, view, [...needed])) needed.add(input);
  }
  return setOf(inputs, needed);
}

const caseOf = ({ type, records, outcomes }: RecordClass, lacks: readonly InputSet[]): Case => ({
  type,
  records,
  outcomes: outcomes.map((outcome: Outcome) =>
    typeof outcome === 'number' ? { lacks: lacks[outcome] ?? unsolvable } : outcome,
  ),
  isSupposed: false,
});

/** An open record as a complete export would have it, for a record type of which there is none. */
function supposedRecord(type: RecordType, asOf: number): AuditRecord {
  const fields: readonly [string, Field][] = Object.entries(canon[type]);
  const instant = asOf - 30 * 86_400_000;
  const known = fields.filter(([, { type: held }]) => held === 'instant').map(([name]) => [name, instant] as const);
  const rest = { ownerId: 'somebody', convertedAt: null, isDeleted: false };
  const common = { id: 'supposed', name: 'Somebody', ...Object.fromEntries(known), ...rest };
  return type === 'lead'
    ? { ...common, type, status: 'Working', isConverted: false, companyName: 'Somewhere', nextStep: 'Call on Friday' }
    : { ...common, type, stage: 'Needs Analysis', isClosed: false, isWon: false, amount: 10_000, nextStep: 'Call' };
}

/** What leads or deals would need, were there any. */
function supposedCase(type: RecordType, rules: readonly Rule[], sample: View, inputs: readonly Input[]): Case {
  const { world } = sample;
  const record = supposedRecord(type, world.asOf);
  const brought = setOf(inputs, new Set(inputs.filter(({ id }) => id === `${type}s`)));
  const outcomes = rules.map((rule) => {
    if (!rule.on.includes(type)) return 'none';
    const view: View = { record, world, params: {} };
    const judgment = judge(rule, view);
    if (judgment.outcome === 'not-applicable') return 'none';
    if (judgment.outcome !== 'not-evaluable') return { lacks: brought };
    const lacks = lacksOf({ judgment, view, unknown: [], checks: 0 }, inputs);
    return { lacks: lacks === unsolvable ? unsolvable : lacks | brought };
  });
  return { type, records: 1, outcomes, isSupposed: true };
}

/** Works out what every open check lacks. `absent` are the record types of which the source has no record at all. */
export function needsOf(
  { riddles, classes }: Pick<ClosedLedger, 'riddles' | 'classes'>,
  rules: readonly Rule[],
  inputs: readonly Input[],
  absent: readonly RecordType[],
): Needs {
  const lacks = riddles.map((riddle) => lacksOf(riddle, inputs));
  const sample = riddles[0]?.view;
  const supposed = sample === undefined ? [] : absent.map((type) => supposedCase(type, rules, sample, inputs));
  return { cases: [...merged(classes.map((one) => caseOf(one, lacks))), ...supposed], lacks };
}

/** Cases that lack the same are one: there are few of them, however many records. */
function merged(cases: readonly Case[]): readonly Case[] {
  const byContent = new Map<string, Case>();
  for (const one of cases) {
    const key = JSON.stringify([one.type, one.outcomes]);
    byContent.set(key, { ...one, records: one.records + (byContent.get(key)?.records ?? 0) });
  }
  return [...byContent.values()];
}

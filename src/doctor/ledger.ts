import type { World } from '../facts/world.ts';
import { type Judgment, unknownsOf } from '../rulebook/evaluate.ts';
import type { Rule } from '../rulebook/rule.ts';
import type { View } from '../rulebook/scope.ts';

/** What a check came to, so far as evidence goes; a number is the place of a riddle. */
export type Outcome = 'pass' | 'fail' | 'none' | number;

/** Checks of one rule that lack the same: the first of them stands for all. */
export interface Riddle {
  readonly judgment: Judgment;
  readonly view: View;
  /** The names whose unknown values decided. */
  readonly unknown: readonly string[];
  checks: number;
}

/** Records that came to the same in every rule. */
export interface RecordClass {
  readonly type: 'lead' | 'deal';
  /** By place of the rule. */
  readonly outcomes: readonly Outcome[];
  records: number;
}

/** A label that nobody has placed. */
export type Labels = ReadonlyMap<string, number>;

/** What is noted while an audit runs. */
export interface Ledger {
  readonly watch: (judgment: Judgment, view: View) => void;
  readonly close: () => ClosedLedger;
}

export interface ClosedLedger {
  readonly riddles: readonly Riddle[];
  readonly classes: readonly RecordClass[];
  readonly statuses: Labels;
  readonly stages: Labels;
  /** The world that records were judged in; nobody's when there was no record. */
  readonly world: World | undefined;
  /** In scope. */
  readonly records: { readonly lead: number; readonly deal: number };
}

const isUnplaced = ({ record, world }: View): boolean =>
  record.type === 'lead'
    ? typeof record.status === 'string' && world.statusOf(record.status) === undefined
    : typeof record.stage === 'string' && world.stageOf(record.stage) === undefined;

/** Labels that are told apart: where there are more, the column holds no labels at all. */
const MOST_LABELS = 500;

function add(counts: Map<string, number>, label: string): void {
  if (counts.has(label) || counts.size < MOST_LABELS) counts.set(label, (counts.get(label) ?? 0) + 1);
}

/** Begins a ledger; it grows with the kinds of records there are, not with their number. */
export function startLedger(rules: readonly Rule[]): Ledger {
  const places = new Map(rules.map((rule, place) => [rule, place]));
  const riddles = new Map<string, Riddle & { readonly place: number }>();
  const classes = new Map<string, RecordClass>();
  const statuses = new Map<string, number>();
  const stages = new Map<string, number>();
  const records = { lead: 0, deal: 0 };
  let view: View | undefined;
  let outcomes: Outcome[] = [];

  const riddleOf = (judgment: Judgment, seen: View): number => {
    const unknown = unknownsOf(judgment, seen);
    const key = [judgment.rule.id, seen.record.type, isUnplaced(seen), ...unknown].join(' ');
    const known = riddles.get(key) ?? { judgment, view: seen, unknown, checks: 0, place: riddles.size };
    riddles.set(key, known);
    known.checks += 1;
    return known.place;
  };
  const turn = (next: View | undefined): void => {
    if (view !== undefined) {
      const { type } = view.record;
      const key = `${type} ${outcomes.join(' ')}`;
      const known = classes.get(key) ?? { type, outcomes, records: 0 };
      classes.set(key, known);
      known.records += 1;
      records[type] += 1;
      const { record } = view;
      if (isUnplaced(view)) add(record.type === 'lead' ? statuses : stages, labelOf(record));
    }
    view = next;
    outcomes = rules.map(() => 'none');
  };
  return {
    watch: (judgment, seen) => {
      if (seen !== view) turn(seen);
      const { outcome, rule, severity } = judgment;
      const place = places.get(rule) ?? 0;
      // A failure of severity info costs nothing: for evidence it is as good as a pass.
      if (outcome === 'pass' || outcome === 'fail') outcomes[place] = severity === 'info' ? 'pass' : outcome;
      if (outcome === 'not-evaluable') outcomes[place] = riddleOf(judgment, seen);
    },
    close: () => {
      const { world } = view ?? {};
      turn(undefined);
      return { riddles: [...riddles.values()], classes: [...classes.values()], statuses, stages, world, records };
    },
  };
}

const labelOf = (record: View['record']): string => (record.type === 'lead' ? record.status : record.stage) ?? '';

import { foldLabel } from '../config/labels.ts';
import { byCodeUnit } from '../lib/code-order.ts';
import { nearest } from '../lib/nearest.ts';
import type { AuditResult } from '../model/audit-result.ts';
import type { CallUsage } from '../model/dataset.ts';
import { canon, type Field } from '../model/fields.ts';
import { type RecordType, recordTypes } from '../model/records.ts';
import type { Rubric } from '../model/rubric.ts';
import type { Judgment } from '../rulebook/evaluate.ts';
import type { Rule } from '../rulebook/rule.ts';
import type { View } from '../rulebook/scope.ts';
import type { CriterionSight, Diagnosis, Note, RuleSight, SightWord, UnknownLabel } from './diagnosis.ts';
import { type Input, inputsFor } from './input.ts';
import type { ClosedLedger, Labels } from './ledger.ts';
import { has, type Needs, needsOf, unsolvable } from './needs.ts';
import { planOf } from './next.ts';
import { isDecidable, type Question, questionsOf, type Sight, sightOf } from './standing.ts';
import { fieldsOf, wouldDecide } from './suppose.ts';

/** What a diagnosis is made from: an audit that has run, and the ledger that watched it. */
export interface Examined {
  readonly result: AuditResult;
  readonly ledger: ClosedLedger;
  readonly rules: readonly Rule[];
  readonly rubrics: readonly Rubric[];
  /** Canonical fields that are hidden, `lead.status`. */
  readonly hidden: ReadonlySet<string>;
  readonly known: { readonly statuses: readonly string[]; readonly stages: readonly string[] };
  readonly configuration: string | null;
  readonly notes: readonly Note[];
  readonly calls: CallUsage | null;
}

const rounded = (share: number): number => Math.round(share * 10_000) / 10_000;
const shareOf = ({ applicable, evaluable }: Sight): number | null =>
  applicable === 0 ? null : rounded(evaluable / applicable);

const wordFor = ({ applicable, evaluable }: Sight, isEnough: boolean): SightWord => {
  if (applicable === 0) return 'nothing';
  if (evaluable === 0) return 'not';
  return isEnough ? 'decidable' : 'partly';
};

const nouns: Readonly<Record<RecordType, string>> = { lead: 'leads', deal: 'deals' };

/** Why nothing applies: there are no such records, or none in scope. */
function whyNothing({ evidence }: Question, { result, ledger }: Examined): string {
  if (evidence.places.length === 0) return 'no rule of this criterion is loaded';
  const { on } = evidence.criterion;
  const read = on.reduce((sum, type) => sum + result.source.records[type], 0);
  const judged = on.reduce((sum, type) => sum + ledger.records[type], 0);
  const what = on.map((type) => nouns[type]).join(' or ');
  if (read === 0) return `no ${what} in this source`;
  return judged === 0 ? `no ${what} in scope: all are closed, deleted or later than as-of` : 'no record applies';
}

function criterionOf(question: Question, examined: Examined, { cases }: Needs): CriterionSight {
  const sight = sightOf(
    question,
    cases.filter(({ isSupposed }) => !isSupposed),
    0,
  );
  const isEnough = isDecidable(question, sight);
  const why =
    sight.applicable === 0
      ? whyNothing(question, examined)
      : isEnough
        ? null
        : `${sight.evaluable} of ${sight.applicable} records can be seen; ${rounded(question.minimum * 100)} % are needed`;
  const { certification, title, evidence } = question;
  return {
    certification,
    criterion: evidence.criterion.id,
    title,
    sight: wordFor(sight, isEnough),
    ...sight,
    share: shareOf(sight),
    why,
  };
}

function missingOf({ reps }: AuditResult, rule: string): RuleSight['missing'] {
  const counts = new Map<string, number>();
  for (const one of reps.flatMap(({ notEvaluable }) => notEvaluable).filter((one) => one.rule === rule))
    counts.set(one.reason, (counts.get(one.reason) ?? 0) + one.records);
  return [...counts]
    .map(([reason, records]) => ({ reason, records }))
    .sort((a, b) => b.records - a.records || byCodeUnit(a.reason, b.reason));
}

const namesOf = (inputs: readonly Input[], set: number): readonly string[] =>
  inputs.filter((_, place) => has(set, place)).map(({ name }) => name);

function connectOf({ riddles }: ClosedLedger, rule: string, inputs: readonly Input[], { lacks }: Needs) {
  const bySet = new Map<number, number>();
  riddles.forEach(({ judgment, checks }, i) => {
    const set = lacks[i] ?? unsolvable;
    if (judgment.rule.id === rule && set !== unsolvable) bySet.set(set, (bySet.get(set) ?? 0) + checks);
  });
  return [...bySet]
    .sort(([a, m], [b, n]) => n - m || a - b)
    .map(([set, checks]) => ({ inputs: namesOf(inputs, set), checks }));
}

function ruleOf(rule: Rule, place: number, examined: Examined, inputs: readonly Input[], needs: Needs): RuleSight {
  const { ledger, result } = examined;
  let applicable = 0;
  let open = 0;
  for (const { outcomes, records } of ledger.classes) {
    const outcome = outcomes[place] ?? 'none';
    if (outcome !== 'none') applicable += records;
    if (typeof outcome === 'number') open += records;
  }
  const sight = { applicable, evaluable: applicable - open };
  return {
    rule: rule.id,
    sight: wordFor(sight, open === 0),
    ...sight,
    share: shareOf(sight),
    missing: missingOf(result, rule.id),
    connect: connectOf(ledger, rule.id, inputs, needs),
  };
}

/** The known label that a label is most like, whole words before letters. */
const nearestTo = (label: string, known: readonly string[]): string | null => {
  const byFold = new Map(known.map((one) => [foldLabel(one), one]));
  const [best] = nearest(foldLabel(label).slice(0, 80), byFold.keys());
  return best === undefined ? null : (byFold.get(best) ?? null);
};

const labelsOf = (type: RecordType, labels: Labels, known: readonly string[]): readonly UnknownLabel[] =>
  [...labels]
    .sort(([a, m], [b, n]) => n - m || byCodeUnit(a, b))
    .map(([label, records]) => ({ type, label, records, nearest: nearestTo(label, known) }));

/** The hidden columns of an input without which checks stay open, by the name that the CRM gives them, the most needed first. */
function columnsOf(input: Input, inputs: readonly Input[], { ledger, hidden }: Examined, { lacks }: Needs) {
  const counts = new Map<string, number>();
  ledger.riddles.forEach(({ judgment, view, checks }, i) => {
    const set = lacks[i] ?? unsolvable;
    const place = inputs.indexOf(input);
    if (set === unsolvable || !has(set, place)) return;
    for (const column of neededOf(
      judgment,
      view,
      input,
      inputs.filter((_, at) => has(set, at)),
      hidden,
    ))
      counts.set(column, (counts.get(column) ?? 0) + checks);
  });
  return [...counts].sort(([a, m], [b, n]) => n - m || byCodeUnit(a, b)).map(([column]) => column);
}

/** Which hidden fields of an input one check cannot be decided without. */
function neededOf(
  judgment: Judgment,
  view: View,
  input: Input,
  connected: readonly Input[],
  hidden: ReadonlySet<string>,
): readonly string[] {
  const { type } = view.record;
  const fields: Readonly<Record<string, Field>> = canon[type];
  const spared = new Set<string>();
  const candidates = fieldsOf(input, type).filter((name) => hidden.has(`${type}.${name}`));
  return candidates.flatMap((name) => {
    spared.add(name);
    if (wouldDecide(judgment, view, connected, spared)) return [];
    spared.delete(name);
    return [fields[name]?.salesforce[0] ?? name];
  });
}

function detailsOf(input: Input, inputs: readonly Input[], examined: Examined, needs: Needs): readonly string[] {
  const { statuses, stages } = examined.ledger;
  if (input.id === 'statuses') return labelsOf('lead', statuses, []).map(({ label }) => label);
  if (input.id === 'stages') return labelsOf('deal', stages, []).map(({ label }) => label);
  return columnsOf(input, inputs, examined, needs);
}

/** Says what can be judged, rule by rule and criterion by criterion, and what to connect next. */
export function diagnose(examined: Examined): Diagnosis {
  const { result, ledger, rules, rubrics, known } = examined;
  const inputs = inputsFor(result.source.kind);
  const questions = questionsOf(rubrics, rules);
  const absent = recordTypes.filter((type) => result.source.records[type] === 0);
  const needs = needsOf(ledger, rules, inputs, absent);
  const open = ledger.riddles.map(({ checks }, i) => ({ checks, lacks: needs.lacks[i] ?? unsolvable }));
  const plan = planOf(inputs, questions, needs.cases, open);
  const criteria = questions.map((question) => criterionOf(question, examined, needs));
  const judgeable = criteria.filter((_, i) => (questions[i]?.evidence.places.length ?? 0) > 0);
  return {
    schemaVersion: 1,
    asOf: result.asOf,
    source: {
      kind: result.source.kind,
      label: result.source.label,
      records: result.source.records,
      judged: ledger.records,
      gaps: result.source.gaps,
      calls: examined.calls,
    },
    configuration: examined.configuration,
    isComplete: result.source.complete && judgeable.every(({ sight }) => sight === 'decidable'),
    criteria,
    rules: rules.map((rule, place) => ruleOf(rule, place, examined, inputs, needs)),
    next: plan.steps.map(({ input, criteria: more, checks }) => ({
      input: input.id,
      name: input.name,
      connect: input.connect,
      details: detailsOf(input, inputs, examined, needs),
      criteria: more,
      checks,
    })),
    together: plan.together,
    labels: [...labelsOf('lead', ledger.statuses, known.statuses), ...labelsOf('deal', ledger.stages, known.stages)],
    notes: examined.notes,
  };
}

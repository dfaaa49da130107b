import { tenure } from '../facts/tenure.ts';
import { formatDay, formatInstant } from '../lib/time.ts';
import type { CheckInput } from '../model/explanation.ts';
import { type Severity, severities } from '../model/rule.ts';
import type { Evidence, Outcome } from '../model/verdict.ts';
import { isDuration, isList, type Value } from './expression/type.ts';
import type { Override, Rule, SeverityCase } from './rule.ts';
import { names, type View } from './scope.ts';
import { inWords } from './template.ts';

/**
 * What a rule says of a record. `severity` is that of a failure, and the gravest that the rule knows where it cannot be
 * evaluated; a rule that an override turns off does not apply.
 */
export interface Judgment {
  readonly rule: Rule;
  readonly outcome: Outcome;
  readonly severity: Severity;
  /** The parameters that it was judged with, overrides included. */
  readonly params: View['params'];
  /** Not judged, since the owner has had the record for too short a time to answer for what was left on it. */
  readonly isHeldOut?: true;
}

const isHeld = ({ when }: SeverityCase, view: View): boolean => when === null || when.evaluate(view) === true;

/** The first case that holds; where none does, the mildest of the list. */
const severityOf = (cases: readonly SeverityCase[], view: View): Severity =>
  cases.find((one) => isHeld(one, view))?.is ??
  severities.find((severity) => cases.some(({ is }) => is === severity)) ??
  'error';

function outcomeOf({ when, expect }: Rule, view: View): Outcome {
  const applies = when === null ? true : when.evaluate(view);
  if (applies === false) return 'not-applicable';
  if (applies === undefined) return 'not-evaluable';
  const holds = expect.evaluate(view);
  if (holds === undefined) return 'not-evaluable';
  return holds ? 'pass' : 'fail';
}

/** The overrides that hold for a record: later ones win. */
function overridden(rule: Rule, view: View): { readonly isOff: boolean; readonly last: readonly Override[] } {
  const held = rule.overrides.filter(({ when }) => when.evaluate(view) === true);
  return { isOff: held.at(-1)?.isOff ?? false, last: held };
}

function weight({ gravest }: Rule, cases: readonly SeverityCase[], outcome: Outcome, view: View): Severity {
  if (outcome === 'fail') return severityOf(cases, view);
  return outcome === 'not-evaluable' ? gravest : 'info';
}

/** Judges one rule on one record. Sets the parameters of the view: they stay those of the rule until the next. */
export function judge(rule: Rule, view: View): Judgment {
  view.params = rule.params;
  if (rule.overrides.length === 0) {
    const outcome = outcomeOf(rule, view);
    return { rule, outcome, severity: weight(rule, rule.severity, outcome, view), params: rule.params };
  }
  const { isOff, last } = overridden(rule, view);
  if (isOff) return { rule, outcome: 'not-applicable', severity: 'info', params: rule.params };
  view.params = Object.assign({}, rule.params, ...last.map(({ params }) => params));
  const outcome = outcomeOf(rule, view);
  const cases = last.findLast(({ severity }) => severity !== null)?.severity ?? rule.severity;
  return { rule, outcome, severity: weight(rule, cases, outcome, view), params: view.params };
}

const heldOut = (rule: Rule): Judgment => ({
  rule,
  outcome: 'not-applicable',
  severity: 'info',
  params: rule.params,
  isHeldOut: true,
});

/**
 * Judges every rule on one record. A failure that a worse one explains (`supersedes`) counts as not applicable, and so
 * does whatever somebody else may have left on a record that its owner has just got.
 */
export function judgeAll(rules: readonly Rule[], view: View): readonly Judgment[] {
  const isInherited = tenure.of(view).isInherited === true;
  const judgments = rules.map((rule) => (isInherited && !rule.judgesInherited ? heldOut(rule) : judge(rule, view)));
  const superseded = new Set(judgments.flatMap(({ outcome, rule }) => (outcome === 'fail' ? rule.supersedes : [])));
  if (superseded.size === 0) return judgments;
  return judgments.map((one) =>
    superseded.has(one.rule.id) && one.outcome === 'fail' ? { ...one, outcome: 'not-applicable' } : one,
  );
}

/** The names whose unknown values decided that a rule could not be evaluated, in the order in which it read them. */
export function unknownsOf({ rule, params }: Judgment, view: View): readonly string[] {
  view.params = params;
  const { when, expect } = rule;
  const traces = [when, expect].map((condition) => condition?.trace(view));
  const deciding = traces.find((trace) => trace?.value === undefined && trace !== undefined);
  return (deciding?.leaves ?? []).filter(({ value }) => value === undefined).map(({ path }) => path);
}

const quoted = (value: Value, path: string): Evidence['value'] => {
  const type = names.get(path)?.type;
  if (value === undefined || value === null) return null;
  if (typeof value === 'number')
    return type === 'date' ? formatDay(value) : type === 'instant' ? formatInstant(value) : value;
  return isList(value) || isDuration(value) || typeof value === 'object' ? inWords(value, type ?? 'any') : value;
};

/** The CRM's own name for where a value stands; a fact that comes from several places says which. */
function labelOf(path: string, view: View): string {
  const name = names.get(path);
  const own = name?.fact?.labelOf?.(view, name.property ?? '');
  const column = name?.field === undefined ? undefined : view.world.columnOf(view.record.type, name.field);
  return own ?? column ?? name?.label ?? path.slice(path.indexOf('.') + 1);
}

/** The quoted values that decided a finding, each label once. */
export function evidenceFor(rule: Rule, view: View): readonly Evidence[] {
  const quotes = new Map<string, Evidence>();
  for (const path of rule.evidence) {
    const name = names.get(path);
    const value = name?.read(view);
    if (name === undefined || value === undefined) continue;
    const at = name.fact?.since?.(name.fact.of(view));
    const field = labelOf(path, view);
    if (quotes.has(field)) continue;
    quotes.set(field, { field, value: quoted(value, path), ...(at ? { at: formatInstant(at) } : {}) });
  }
  return [...quotes.values()];
}

/** What a rule read of a record, in the order in which it read it; what follows a decision is not read. */
export function inputsOf({ rule, params }: Judgment, view: View): readonly CheckInput[] {
  view.params = params;
  const { when, expect } = rule;
  const first = when?.trace(view);
  const second = first === undefined || first.value === true ? expect.trace(view) : undefined;
  const leaves = new Map(
    [first, second].flatMap((trace) => trace?.leaves ?? []).map(({ path, value }) => [path, value]),
  );
  return [...leaves].map(([name, value]) => ({ name, value: quoted(value, name), isKnown: value !== undefined }));
}

import { tenure } from '../facts/tenure.ts';
import { formatDay, formatInstant } from '../lib/time.ts';
import type { CheckInput } from '../model/explanation.ts';
import { type Severity, severities } from '../model/rule.ts';
import type { Evidence, Outcome } from '../model/verdict.ts';
import { isDuration, isList, type Value } from './expression/type.ts';
import type { Override, Rule, SeverityCase } from './rule.ts';
import { names, type Parameterized, type View } from './scope.ts';
import { inWords } from './template.ts';

/**
 * What a rule says of a record. `severity` is that of a failure, and the gravest that the rule knows where it cannot be
 * evaluated; a rule that an override turns off does not apply.
 */
export interface Judgment<V = View> {
  readonly rule: Rule<V>;
  readonly outcome: Outcome;
  readonly severity: Severity;
  /** The parameters that it was judged with, overrides included. */
  readonly params: View['params'];
  /** Not judged, since the owner has had the record for too short a time to answer for what was left on it. */
  readonly isHeldOut?: true;
  /** Not evaluable because it cannot be told which overrides hold, and they do not come to the same. */
  readonly isOpenByOverride?: true;
}

const gravest = (some: readonly Severity[]): Severity | undefined => severities.findLast((one) => some.includes(one));

/**
 * The first case that holds; where none does, the mildest of the list. A case that cannot be told may hold: of the
 * severities that are then possible it is the gravest, since not knowing must never make a failure look smaller.
 */
function severityOf<V>(cases: readonly SeverityCase<V>[], view: V): Severity {
  const possible: Severity[] = [];
  for (const { when, is } of cases) {
    const holds = when === null ? true : when.evaluate(view);
    if (holds !== false) possible.push(is);
    if (holds === true) break;
  }
  return gravest(possible) ?? severities.find((severity) => cases.some(({ is }) => is === severity)) ?? 'error';
}

function outcomeOf<V>({ when, expect }: Rule<V>, view: V): Outcome {
  const applies = when === null ? true : when.evaluate(view);
  if (applies === false) return 'not-applicable';
  if (applies === undefined) return 'not-evaluable';
  const holds = expect.evaluate(view);
  if (holds === undefined) return 'not-evaluable';
  return holds ? 'pass' : 'fail';
}

function weight<V>(rule: Rule<V>, cases: readonly SeverityCase<V>[], outcome: Outcome, view: V): Severity {
  if (outcome === 'fail') return severityOf(cases, view);
  return outcome === 'not-evaluable' ? rule.gravest : 'info';
}

/** Judges one rule on one record by the parameters and severities that hold for it. */
function judgeBy<V extends Parameterized>(
  rule: Rule<V>,
  { params, severity }: Pick<Rule<V>, 'params' | 'severity'>,
  view: V,
): Judgment<V> {
  view.params = params;
  const outcome = outcomeOf(rule, view);
  return { rule, outcome, severity: weight(rule, severity, outcome, view), params };
}

/** Judges one rule on one record, under the overrides that hold for it: later ones win. */
function judgeUnder<V extends Parameterized>(rule: Rule<V>, held: readonly Override<V>[], view: V): Judgment<V> {
  if (held.length === 0) return judgeBy(rule, rule, view);
  if (held.at(-1)?.isOff === true) return { rule, outcome: 'not-applicable', severity: 'info', params: rule.params };
  const params = Object.assign({}, rule.params, ...held.map((one) => one.params));
  const severity = held.findLast((one) => one.severity !== null)?.severity ?? rule.severity;
  return judgeBy(rule, { params, severity }, view);
}

/** More overrides than this that cannot be told on one record are not weighed one against the other. */
const MOST_UNTOLD = 4;

/** Every choice of the overrides that cannot be told, along with those that hold, in the order of the rule. */
function choicesOf<V>(
  told: readonly (readonly [Override<V>, boolean | undefined])[],
): readonly (readonly Override<V>[])[] {
  let choices: readonly (readonly Override<V>[])[] = [[]];
  for (const [override, holds] of told) {
    const taken = choices.map((choice) => [...choice, override]);
    if (holds !== false) choices = holds === true ? taken : [...choices, ...taken];
  }
  return choices;
}

/**
 * Where it cannot be told which overrides hold, the record is judged under every choice of them: what comes out the same
 * stands, a failure at the gravest severity that is possible; anything else cannot be evaluated.
 */
function judgeUntold<V extends Parameterized>(
  rule: Rule<V>,
  choices: readonly (readonly Override<V>[])[],
  view: V,
): Judgment<V> {
  const judgments = choices.map((choice) => judgeUnder(rule, choice, view));
  const worst = gravest(judgments.map(({ severity }) => severity));
  const chosen = judgments.find(({ severity }) => severity === worst);
  if (chosen !== undefined && judgments.every(({ outcome }) => outcome === chosen.outcome)) return chosen;
  return { rule, outcome: 'not-evaluable', severity: rule.gravest, params: rule.params, isOpenByOverride: true };
}

/** Judges one rule on one record. Sets the parameters of the view: they stay those of the rule until the next. */
export function judge<V extends Parameterized>(rule: Rule<V>, view: V): Judgment<V> {
  if (rule.overrides.length === 0) return judgeBy(rule, rule, view);
  view.params = rule.params;
  const told = rule.overrides.map((override) => [override, override.when.evaluate(view)] as const);
  const untold = told.filter(([, holds]) => holds === undefined).length;
  const choices = untold > MOST_UNTOLD ? [] : choicesOf(told);
  const [only] = choices;
  return choices.length === 1 && only !== undefined ? judgeUnder(rule, only, view) : judgeUntold(rule, choices, view);
}

const heldOut = <V>(rule: Rule<V>): Judgment<V> => ({
  rule,
  outcome: 'not-applicable',
  severity: 'info',
  params: rule.params,
  isHeldOut: true,
});

/** Rules whose failures are explained by worse ones; most records have none. */
function supersededBy<V>(judgments: readonly Judgment<V>[]): ReadonlySet<string> | undefined {
  let found: Set<string> | undefined;
  for (const { outcome, rule } of judgments) {
    if (outcome !== 'fail' || rule.supersedes.length === 0) continue;
    found ??= new Set();
    for (const id of rule.supersedes) found.add(id);
  }
  return found;
}

/**
 * Judges every rule on one record. A failure that a worse one explains (`supersedes`) counts as not applicable, and so
 * does whatever somebody else may have left on a record that its owner has just got.
 */
export const judgeAll = (rules: readonly Rule[], view: View): readonly Judgment[] =>
  judgeEach(rules, view, tenure.of(view).isInherited === true);

/** The same where it is known already whether the owner has just got the record. */
export function judgeEach<V extends Parameterized>(
  rules: readonly Rule<V>[],
  view: V,
  isInherited: boolean,
): readonly Judgment<V>[] {
  const judgments = rules.map((rule) => (isInherited && !rule.judgesInherited ? heldOut(rule) : judge(rule, view)));
  const superseded = supersededBy(judgments);
  if (superseded === undefined) return judgments;
  return judgments.map((one) =>
    superseded.has(one.rule.id) && one.outcome === 'fail' ? { ...one, outcome: 'not-applicable' } : one,
  );
}

/** The names whose unknown values decided that a rule could not be evaluated, in the order in which it read them. */
export function unknownsOf({ rule, params, isOpenByOverride }: Judgment, view: View): readonly string[] {
  view.params = params;
  const { when, expect, overrides } = rule;
  const conditions = isOpenByOverride === true ? overrides.map((one) => one.when) : [when, expect];
  const traces = conditions.map((condition) => condition?.trace(view));
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
export function evidenceFor(rule: Rule, view: View): Evidence[] {
  const quotes: Evidence[] = [];
  for (const path of rule.evidence) {
    const name = names.get(path);
    const read = name?.read(view);
    if (name === undefined || read === undefined) continue;
    const field = labelOf(path, view);
    if (quotes.some((one) => one.field === field)) continue;
    const at = name.fact?.since?.(name.fact.of(view));
    const value = quoted(read, path);
    quotes.push(at ? { field, value, at: formatInstant(at) } : { field, value });
  }
  return quotes;
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

import { didYouMean } from '../lib/nearest.ts';
import { type Severity, severities } from '../model/rule.ts';
import { compileCondition } from './expression/compile.ts';
import type { Scope } from './expression/scope.ts';
import {
  givenParameters,
  type PlacedOverride,
  type PlacedSetting,
  parameterType,
  parameterValues,
  type ReadRule,
  type Report,
  type Written,
  type WrittenSeverity,
} from './parameters.ts';
import { placeIn } from './place.ts';
import type { Condition, Override, Rule, SeverityCase } from './rule.ts';
import type { Parameterized, ScopeWith } from './scope.ts';
import { compileTemplate } from './template.ts';

function condition<V>({ source, origin }: Written, scope: Scope<V>, report: Report): Condition<V> | null {
  const compiled = compileCondition(source, scope, origin);
  if ('ok' in compiled) return compiled.ok;
  report(compiled.problems);
  return null;
}

const severityCases = <V>(
  written: readonly WrittenSeverity[],
  scope: Scope<V>,
  report: Report,
): readonly SeverityCase<V>[] =>
  written.map(({ when, is }) => ({ when: when === undefined ? null : condition(when, scope, report), is }));

/** The severity as the rule file has it: one, or a list of cases. */
function ownSeverity({ file, document }: ReadRule): readonly WrittenSeverity[] {
  if (typeof file.severity === 'string') return [{ is: file.severity }];
  return file.severity.map(({ when, is }, index) => {
    const path = ['severity', index, 'when'];
    return when === undefined ? { is } : { when: { source: when, origin: placeIn(document, path, when) }, is };
  });
}

function override<V>(
  rule: ReadRule,
  placed: PlacedOverride,
  { own, bare }: { readonly own: Scope<V>; readonly bare: Scope<V> },
  report: Report,
): Override<V> | null {
  const when = condition(placed.when, bare, report);
  if (when === null) return null;
  const written = givenParameters(rule, placed, report);
  return {
    when,
    isOff: placed.isOff,
    params: parameterValues(written),
    written,
    severity: placed.severity === undefined ? null : severityCases(placed.severity, own, report),
  };
}

/** The names quoted with a finding: those given, else those that `expect` reads. */
function evidenceOf<V>(
  rule: ReadRule,
  expect: Condition<V> | null,
  scope: Scope<V>,
  report: Report,
): readonly string[] {
  const { evidence } = rule.file;
  if (evidence === undefined) return (expect?.reads ?? []).filter((path) => !path.startsWith('params.'));
  evidence.forEach((path, index) => {
    if (scope.lookup(path) !== undefined) return;
    const hint = didYouMean(path, scope.names());
    const at = rule.document.position(['evidence', index], 'value');
    report([{ message: `unknown name "${path}"`, at, ...(hint && { hint }) }]);
  });
  return evidence;
}

const gravestOf = (cases: readonly { readonly is: Severity }[]): Severity =>
  severities.findLast((severity) => cases.some(({ is }) => is === severity)) ?? 'error';

/** Compiles one rule under a team's settings; every problem is reported, and the rule is left out if there was one. */
export function compileRule<V extends Parameterized>(
  rule: ReadRule,
  placed: PlacedSetting | undefined,
  overrides: readonly PlacedOverride[],
  scopeWith: ScopeWith<V>,
  report: Report,
): Rule<V> | undefined {
  const { file, document, id } = rule;
  const scope = scopeWith(new Map(Object.entries(file.params).map(([name, value]) => [name, parameterType(value)])));
  const written = { ...file.params, ...(placed === undefined ? {} : givenParameters(rule, placed, report)) };
  const own = (key: 'when' | 'expect', source: string): Condition<V> | null =>
    condition({ source, origin: placeIn(document, [key], source) }, scope, report);
  const when = file.when === undefined ? null : own('when', file.when);
  const expect = own('expect', file.expect);
  const message = compileTemplate(file.message, scope, placeIn(document, ['message'], file.message));
  if ('problems' in message) report(message.problems);
  const severity = severityCases(placed?.severity ?? ownSeverity(rule), scope, report);
  const evidence = evidenceOf(rule, expect, scope, report);
  const changes = overrides
    .map((one) => override(rule, one, { own: scope, bare: scopeWith(new Map()) }, report))
    .filter((one) => one !== null);
  if (expect === null || 'problems' in message) return undefined;
  const cases = [...severity, ...changes.flatMap((one) => one.severity ?? [])];
  const conditions = [when, expect, ...cases.map((one) => one.when), ...changes.map((one) => one.when)];
  const reads = conditions.flatMap((one) => one?.reads ?? []);
  return {
    id,
    area: id.split('/')[0] ?? '',
    title: file.title,
    on: file.on,
    fix: file.fix,
    scenarios: file.scenarios,
    supersedes: file.supersedes,
    source: file.source,
    when,
    expect,
    severity,
    gravest: gravestOf(severity),
    params: parameterValues(written),
    written,
    overrides: changes,
    message: message.ok,
    evidence,
    mentions: message.reads,
    reads: [...new Set(reads)].filter((path) => !path.startsWith('params.')).sort(),
    judgesInherited: file.inherited === 'judged',
    isLasting: file.lasting,
    minutes: file.minutes,
    examples: file.examples,
    file: document.file,
    document,
    own: file,
    pack: rule.pack,
  };
}

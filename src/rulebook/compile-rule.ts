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
import { scopeWith, type View } from './scope.ts';
import { compileTemplate } from './template.ts';

function condition({ source, origin }: Written, scope: Scope<View>, report: Report): Condition | null {
  const compiled = compileCondition(source, scope, origin);
  if ('ok' in compiled) return compiled.ok;
  report(compiled.problems);
  return null;
}

const severityCases = (
  written: readonly WrittenSeverity[],
  scope: Scope<View>,
  report: Report,
): readonly SeverityCase[] =>
  written.map(({ when, is }) => ({ when: when === undefined ? null : condition(when, scope, report), is }));

/** The severity as the rule file has it: one, or a list of cases. */
function ownSeverity({ file, document }: ReadRule): readonly WrittenSeverity[] {
  if (typeof file.severity === 'string') return [{ is: file.severity }];
  return file.severity.map(({ when, is }, index) => {
    const path = ['severity', index, 'when'];
    return when === undefined ? { is } : { when: { source: when, origin: placeIn(document, path, when) }, is };
  });
}

function override(rule: ReadRule, placed: PlacedOverride, scope: Scope<View>, report: Report): Override | null {
  const when = condition(placed.when, scopeWith(new Map()), report);
  if (when === null) return null;
  const written = givenParameters(rule, placed, report);
  return {
    when,
    isOff: placed.isOff,
    params: parameterValues(written),
    written,
    severity: placed.severity === undefined ? null : severityCases(placed.severity, scope, report),
  };
}

/** The names quoted with a finding: those given, else those that `expect` reads. */
function evidenceOf(rule: ReadRule, expect: Condition | null, scope: Scope<View>, report: Report): readonly string[] {
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

const gravestOf = (cases: readonly SeverityCase[]): Severity =>
  severities.findLast((severity) => cases.some(({ is }) => is === severity)) ?? 'error';

/** Compiles one rule under a team's settings; every problem is reported, and the rule is left out if there was one. */
export function compileRule(
  rule: ReadRule,
  placed: PlacedSetting | undefined,
  overrides: readonly PlacedOverride[],
  report: Report,
): Rule | undefined {
  const { file, document, id } = rule;
  const scope = scopeWith(new Map(Object.entries(file.params).map(([name, value]) => [name, parameterType(value)])));
  const written = { ...file.params, ...(placed === undefined ? {} : givenParameters(rule, placed, report)) };
  const own = (key: 'when' | 'expect', source: string): Condition | null =>
    condition({ source, origin: placeIn(document, [key], source) }, scope, report);
  const when = file.when === undefined ? null : own('when', file.when);
  const expect = own('expect', file.expect);
  const message = compileTemplate(file.message, scope, placeIn(document, ['message'], file.message));
  if ('problems' in message) report(message.problems);
  const severity = severityCases(placed?.severity ?? ownSeverity(rule), scope, report);
  const evidence = evidenceOf(rule, expect, scope, report);
  const changes = overrides.map((one) => override(rule, one, scope, report)).filter((one) => one !== null);
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
    examples: file.examples,
    file: document.file,
    document,
    own: file,
    pack: rule.pack,
  };
}

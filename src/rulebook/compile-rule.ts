import { didYouMean } from '../lib/nearest.ts';
import type { YamlDocument, YamlPath } from '../lib/yaml.ts';
import type { Severity } from '../model/rule.ts';
import { compileCondition } from './expression/compile.ts';
import type { Scope } from './expression/scope.ts';
import {
  type PlacedOverride,
  type PlacedSetting,
  parameterType,
  parameterValues,
  type ReadRule,
  type Report,
  settleParameters,
} from './parameters.ts';
import { placeIn } from './place.ts';
import type { Condition, Override, Rule, SeverityCase } from './rule.ts';
import { scopeWith, type View } from './scope.ts';
import { compileTemplate } from './template.ts';

function condition(
  source: string,
  scope: Scope<View>,
  document: YamlDocument,
  path: YamlPath,
  report: Report,
): Condition | null {
  const compiled = compileCondition(source, scope, placeIn(document, path, source));
  if ('ok' in compiled) return compiled.ok;
  report(compiled.problems);
  return null;
}

type WrittenSeverity = Severity | readonly { readonly when?: string | undefined; readonly is: Severity }[];

function severityCases(
  written: WrittenSeverity,
  scope: Scope<View>,
  document: YamlDocument,
  path: YamlPath,
  report: Report,
): readonly SeverityCase[] {
  if (typeof written === 'string') return [{ when: null, is: written }];
  return written.map(({ when, is }, index) => ({
    when: when === undefined ? null : condition(when, scope, document, [...path, index, 'when'], report),
    is,
  }));
}

function override(rule: ReadRule, placed: PlacedOverride, scope: Scope<View>, report: Report): Override | null {
  const when = condition(placed.when, scopeWith(), placed.document, placed.whenPath, report);
  const { setting, document, path } = placed;
  if (when === null) return null;
  if (setting === 'off') return { when, isOff: true, params: {}, severity: null };
  const severity = setting.severity;
  return {
    when,
    isOff: false,
    params: setting.params === undefined ? {} : parameterValues(settleParameters(rule, placed, report)),
    severity: severity === undefined ? null : severityCases(severity, scope, document, [...path, 'severity'], report),
  };
}

/** The names quoted with a finding: those given, else those that `expect` reads. */
function evidenceOf(rule: ReadRule, expect: Condition, scope: Scope<View>, report: Report): readonly string[] {
  const { evidence } = rule.file;
  if (evidence === undefined) return expect.reads.filter((path) => path.startsWith('params.') === false);
  evidence.forEach((path, index) => {
    if (scope.lookup(path) !== undefined) return;
    const hint = didYouMean(path, scope.names());
    const at = rule.document.position(['evidence', index], 'value');
    report([{ message: `unknown name "${path}"`, at, ...(hint && { hint }) }]);
  });
  return evidence;
}

/** Compiles one rule under a team's settings; every problem is reported, and the rule is left out if there was one. */
export function compileRule(
  rule: ReadRule,
  placed: PlacedSetting | undefined,
  overrides: readonly PlacedOverride[],
  report: Report,
): Rule | undefined {
  const { file, document, id } = rule;
  const scope = scopeWith(new Map(Object.entries(file.params).map(([name, value]) => [name, parameterType(value)])));
  const written = settleParameters(rule, placed, report);
  const when = file.when === undefined ? null : condition(file.when, scope, document, ['when'], report);
  const expect = condition(file.expect, scope, document, ['expect'], report);
  const message = compileTemplate(file.message, scope, placeIn(document, ['message'], file.message));
  if ('problems' in message) report(message.problems);
  const chosen = placed === undefined || placed.setting === 'off' ? undefined : placed.setting.severity;
  const severity =
    chosen === undefined || placed === undefined
      ? severityCases(file.severity, scope, document, ['severity'], report)
      : severityCases(chosen, scope, placed.document, [...placed.path, 'severity'], report);
  if (expect === null || 'problems' in message) return undefined;
  const reads = [when, expect, ...severity.map((one) => one.when)].flatMap((one) => one?.reads ?? []);
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
    params: parameterValues(written),
    written,
    overrides: overrides.map((one) => override(rule, one, scope, report)).filter((one) => one !== null),
    message: message.ok,
    evidence: evidenceOf(rule, expect, scope, report),
    reads: [...new Set(reads)].filter((path) => !path.startsWith('params.')).sort(),
    examples: file.examples,
    file: document.file,
    pack: rule.pack,
  };
}

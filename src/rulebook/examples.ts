import type { Setting } from '../facts/world.ts';
import { type Problem, UserError } from '../lib/errors.ts';
import type { Outcome } from '../model/verdict.ts';
import { type Judgment, judge, unknownsOf } from './evaluate.ts';
import { viewOf } from './example-view.ts';
import { byFile } from './load.ts';
import type { Rule, Rulebook } from './rule.ts';
import type { Example } from './schema.ts';
import type { View } from './scope.ts';

/** What a rule says of one of its examples. */
export interface ExampleResult {
  readonly rule: string;
  /** The name of the example. */
  readonly example: string;
  readonly expected: Outcome;
  readonly actual: Outcome;
  /** The message of a finding, or the names that are not known. */
  readonly reason?: string;
}

function reasonOf(judgment: Judgment, view: View): string | undefined {
  if (judgment.outcome === 'fail') return judgment.rule.message(view);
  if (judgment.outcome !== 'not-evaluable') return undefined;
  return `not known: ${unknownsOf(judgment, view).join(', ')}`;
}

function runExample(rule: Rule, { name, expect: expected }: Example, view: View): ExampleResult {
  const judgment = judge({ ...rule, params: view.params, overrides: [] }, view);
  const reason = reasonOf(judgment, view);
  const { outcome: actual } = judgment;
  return { rule: rule.id, example: name, expected, actual, ...(reason === undefined ? {} : { reason }) };
}

/**
 * Tries every rule on its own examples. An example is laid over an open record of an active user on 2026-11-18 of which
 * nothing else is known, in a CRM whose activities, history, contacts and people are those of the example. Overrides do
 * not count, and the parameters are those that the rulebook was loaded with. Throws a `UserError` with everything that
 * any example writes wrongly, at its place.
 */
export function runExamples({ rules }: Pick<Rulebook, 'rules'>, setting: Setting): readonly ExampleResult[] {
  const problems: Problem[] = [];
  const results = rules.flatMap((rule) =>
    rule.examples.map((example) => {
      const view = viewOf(rule, example, setting, (problem) => void problems.push(problem));
      return runExample(rule, example, view);
    }),
  );
  if (problems.length > 0) throw new UserError(byFile(problems));
  return results;
}

import { describe, expect, it } from 'vitest';
import { runExamples } from '../../src/rulebook/examples.ts';
import { rulebookOf } from '../../src/rulebook/load.ts';
import { shippedRulebook } from '../support/rulebook.ts';
import { setting } from '../support/setting.ts';

const { packs, rules } = shippedRulebook();

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  const results = runExamples(rulebookOf(packs, [rule]), setting());

  it.each(results.map((result) => [result.example, result] as const))('%s', (_name, { expected, actual, reason }) => {
    expect(actual, reason).toBe(expected);
  });

  it('has examples that pass, that fail and that cannot be evaluated', () => {
    expect(new Set(rule.examples.map((example) => example.expect))).toEqual(
      new Set(['pass', 'fail', 'not-evaluable', ...rule.examples.map((example) => example.expect)]),
    );
  });
});

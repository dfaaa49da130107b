import type { RubricInForce, RuleInForce } from '../model/in-force.ts';
import type { Rubric } from '../model/rubric.ts';
import type { Rule } from '../rulebook/rule.ts';
import { highestLevel } from '../score/levels.ts';

/** A rubric as the report shows it. */
export const rubricInForce = ({
  criteria,
  caps: _caps,
  changed: _changed,
  program: _program,
  ...rubric
}: Rubric): RubricInForce => ({
  ...rubric,
  outOf: highestLevel * criteria.length,
  criteria: criteria.map(({ id, title, standard, isWritten, weight, rules, on, core }) => ({
    id,
    title,
    standard,
    isWritten,
    weight,
    rules: [...rules],
    on: [...on],
    core: [...core],
  })),
});

/** A rule as the report shows it. */
export const ruleInForce = ({
  id,
  area,
  title,
  on,
  gravest,
  fix,
  minutes,
  isLasting,
  written,
  source,
}: Rule): RuleInForce => ({
  id,
  area,
  title,
  on: [...on],
  severity: gravest,
  fix,
  minutes,
  isLasting,
  params: { ...written },
  source,
});

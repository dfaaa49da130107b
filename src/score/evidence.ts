import type { Criterion, Rubric } from '../model/rubric.ts';
import type { RuleCard } from '../model/rule.ts';

/** What scoring needs to know of a rule; its place in the list of rules is its place in `Marks`. */
export type TalliedRule = Pick<RuleCard, 'id' | 'area'>;

/** A criterion and the loaded rules that are its evidence, core rules first. */
export interface Evidence {
  readonly rubric: string;
  readonly criterion: Criterion;
  readonly rules: readonly string[];
  /** Places in `Marks`, in the order of `rules`. */
  readonly places: Uint16Array;
  /** How many of `rules`, from the first, are core. */
  readonly core: number;
}

/** `status/*` is every rule of the area, anything else one rule by its id. */
const selects = (pattern: string, { id, area }: TalliedRule): boolean => pattern === id || pattern === `${area}/*`;

function evidenceOf(rubric: string, criterion: Criterion, rules: readonly TalliedRule[]): Evidence {
  const chosen = rules
    .map((rule, place) => ({ rule, place, isCore: criterion.core.includes(rule.id) }))
    .filter(({ rule }) => criterion.rules.some((pattern) => selects(pattern, rule)));
  const core = chosen.filter(({ isCore }) => isCore);
  const ordered = [...core, ...chosen.filter(({ isCore }) => !isCore)];
  return {
    rubric,
    criterion,
    rules: ordered.map(({ rule }) => rule.id),
    places: Uint16Array.from(ordered, ({ place }) => place),
    core: core.length,
  };
}

/**
 * Every criterion of every rubric with its evidence among the loaded rules, in the order of the rubrics. A core rule
 * that is not loaded is left out: a pack may lack it, and a team may switch it off.
 */
export const evidenceOfAll = (rubrics: readonly Rubric[], rules: readonly TalliedRule[]): readonly Evidence[] =>
  rubrics.flatMap(({ id, criteria }) => criteria.map((criterion) => evidenceOf(id, criterion, rules)));

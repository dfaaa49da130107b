import { formatDay } from '../lib/time.ts';
import type { Rulebook } from './rule.ts';

/** Something that works and yet should not stay so. */
export interface Shortcoming {
  readonly file: string;
  readonly message: string;
}

const wanted = ['pass', 'fail', 'not-evaluable'] as const;

/** Rules without an example of each outcome, and packs whose review is overdue on a day (days since 1970). */
export function shortcomings(
  { packs, rules }: Pick<Rulebook, 'packs' | 'rules'>,
  today: number,
): readonly Shortcoming[] {
  const examples = rules.flatMap(({ file, examples: own }) =>
    wanted
      .filter((outcome) => !own.some(({ expect }) => expect === outcome))
      .map((outcome) => ({ file, message: `no example that expects ${outcome}` })),
  );
  const reviews = packs
    .filter(({ reviewBy }) => reviewBy < formatDay(today))
    .map(({ id, reviewBy }) => ({ file: id, message: `was due for review by ${reviewBy}` }));
  return [...examples, ...reviews];
}

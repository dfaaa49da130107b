import type { SampleSpec } from '../audit/sampler.ts';
import { type Problem, UserError } from '../lib/errors.ts';
import { allOf, oneOf, type Typed } from './command.ts';

/** Deals of a multi-threading audit are 10 to 15; as many leads show every status category. */
const SIZE = 12;
const SEED = 1;
const MOST = 10_000;

function wholeNumber(typed: Typed, name: string, least: number, problems: Problem[]): number | undefined {
  const written = oneOf(typed, name);
  if (written === undefined) return undefined;
  const value = Number(written);
  if (/^\d+$/.test(written) && value >= least && value <= MOST) return value;
  problems.push({ message: `--${name}: "${written}" is not a whole number from ${least} to ${MOST}` });
  return undefined;
}

/** The sample that `--sample [n]` and `--seed` ask for; `undefined` where all records are to be judged. */
export function sampleFrom(typed: Typed): SampleSpec | undefined {
  const problems: Problem[] = [];
  const size = wholeNumber(typed, 'sample', 1, problems) ?? SIZE;
  const seed = wholeNumber(typed, 'seed', 0, problems);
  const isAsked = typed.options.sample !== undefined;
  if (seed !== undefined && !isAsked)
    problems.push({ message: '--seed is of no use without --sample', hint: 'add --sample, or leave --seed out' });
  if (isAsked && allOf(typed, 'failOn').some((condition) => condition === 'new' || condition === 'regression'))
    problems.push({ message: '--sample: a sample cannot be held against an earlier run of everything' });
  if (problems.length > 0) throw new UserError(problems);
  return isAsked ? { size, seed: seed ?? SEED } : undefined;
}

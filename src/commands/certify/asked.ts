import { type Problem, UserError } from '../../lib/errors.ts';
import type { Io } from '../../lib/io.ts';
import { didYouMean } from '../../lib/nearest.ts';
import type { Rubric } from '../../model/rubric.ts';
import { isSomebodyThere } from '../ask.ts';
import { isGiven, oneOf, type Typed } from '../command.ts';

/** What `certify` was asked for. */
export interface Asked {
  readonly rep: string;
  readonly evaluator: string;
  readonly rubric: Rubric;
}

const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/** Reads the options that decide who, what and by whom. Throws a `UserError` with everything that is wrong. */
export function askedOf(typed: Typed, rubrics: readonly Rubric[], io: Io): Asked {
  const text = (name: string): string => (oneOf(typed, name) ?? '').trim();
  const problems: Problem[] = [];
  for (const name of ['rep', 'certification', 'evaluator']) {
    if (text(name) === '') problems.push({ message: `--${name} is needed`, hint: 'threadcount certify --help' });
    else if (CONTROLS.test(text(name))) problems.push({ message: `--${name} holds a control character` });
  }
  const ids = rubrics.map(({ id }) => id);
  const rubric = rubrics.find(({ id }) => id === text('certification'));
  if (rubric === undefined && text('certification') !== '')
    problems.push({
      message: `--certification: there is no certification "${text('certification')}"`,
      hint: didYouMean(text('certification'), ids) ?? `one of ${ids.join(', ')}`,
    });
  const [rep, evaluator] = [text('rep'), text('evaluator')];
  if (rep !== '' && rep.toLowerCase() === evaluator.toLowerCase())
    problems.push({ message: '--evaluator: nobody certifies themselves', hint: 'somebody else has to evaluate' });
  if (!isGiven(typed, 'yes') && !isSomebodyThere(io))
    problems.push({
      message: 'nobody is there to confirm the decision',
      hint: 'on a terminal it is shown and asked for; elsewhere --yes records it',
    });
  if (problems.length > 0 || rubric === undefined) throw new UserError(problems);
  return { rep, evaluator, rubric };
}

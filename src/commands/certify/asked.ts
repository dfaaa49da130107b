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

const textIn = (typed: Typed, name: string): string => (oneOf(typed, name) ?? '').trim();

function nameProblems(typed: Typed): readonly Problem[] {
  return ['rep', 'certification', 'evaluator'].flatMap((name): readonly Problem[] => {
    const written = textIn(typed, name);
    if (written === '') return [{ message: `--${name} is needed`, hint: 'threadcount certify --help' }];
    return CONTROLS.test(written) ? [{ message: `--${name} holds a control character` }] : [];
  });
}

function personProblems(rep: string, evaluator: string): readonly Problem[] {
  if (rep === '' || rep.toLowerCase() !== evaluator.toLowerCase()) return [];
  return [{ message: '--evaluator: nobody certifies themselves', hint: 'somebody else has to evaluate' }];
}

/** A decision is seen by somebody before it is recorded, or said yes to beforehand. */
function consentProblems(typed: Typed, io: Io): readonly Problem[] {
  if (isGiven(typed, 'yes') || isSomebodyThere(io)) return [];
  return [
    {
      message: 'nobody is there to confirm the decision',
      hint: 'on a terminal it is shown and asked for; elsewhere --yes records it',
    },
  ];
}

/** The rubric of a certification that was named, or the problem that there is none. */
export function rubricCalled(written: string, rubrics: readonly Rubric[]): Rubric | Problem {
  const ids = rubrics.map(({ id }) => id);
  return (
    rubrics.find(({ id }) => id === written) ?? {
      message: `--certification: there is no certification "${written}"`,
      hint: didYouMean(written, ids) ?? `one of ${ids.join(', ')}`,
    }
  );
}

/** Reads the options that decide who, what and by whom. Throws a `UserError` with everything that is wrong. */
export function askedOf(typed: Typed, rubrics: readonly Rubric[], io: Io): Asked {
  const [rep, evaluator, named] = [textIn(typed, 'rep'), textIn(typed, 'evaluator'), textIn(typed, 'certification')];
  const rubric = rubricCalled(named, rubrics);
  const problems = [
    ...nameProblems(typed),
    ...('message' in rubric && named !== '' ? [rubric] : []),
    ...personProblems(rep, evaluator),
    ...consentProblems(typed, io),
  ];
  if (problems.length > 0 || 'message' in rubric) throw new UserError(problems);
  return { rep, evaluator, rubric };
}

import { UserError } from '../../lib/errors.ts';
import { didYouMean } from '../../lib/nearest.ts';
import type { Rubric } from '../../model/rubric.ts';
import { oneOf, type Typed } from '../command.ts';

/** The certification that `--certification` names; throws a `UserError` where there is none such. */
export function onlyCertification(typed: Typed, rubrics: readonly Pick<Rubric, 'id'>[]): string | undefined {
  const written = oneOf(typed, 'certification');
  const ids = rubrics.map(({ id }) => id);
  if (written === undefined || ids.includes(written)) return written;
  throw new UserError({
    message: `--certification: there is no "${written}"`,
    hint: didYouMean(written, ids) ?? `one of ${ids.join(', ')}`,
  });
}

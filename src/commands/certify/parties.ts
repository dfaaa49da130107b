import { isCalled } from '../../audit/scope.ts';
import type { Case } from '../../certify/content/case.ts';
import { UserError } from '../../lib/errors.ts';
import type { AuditResult, CertificationResult, RepResult } from '../../model/audit-result.ts';
import type { Person } from '../../model/records.ts';
import type { Asked } from './asked.ts';

const labelOf = ({ name, email, id }: Pick<RepResult, 'name' | 'email' | 'id'>): string => name ?? email ?? id ?? '';

/** The one rep who goes by the name given: an active user. */
export function repIn({ reps }: Pick<AuditResult, 'reps'>, { rep }: Pick<Asked, 'rep'>): RepResult {
  const [found, ...others] = reps;
  if (found === undefined)
    throw new UserError({ message: `--rep: nobody called "${rep}" owns a record or is a user of this source` });
  if (others.length > 0)
    throw new UserError({
      message: `--rep: "${rep}" stands for ${reps.length} people`,
      hint: `name one by e-mail address or id: ${reps.map(({ id, email }) => email ?? id).join(', ')}`,
    });
  if (found.kind !== 'user')
    throw new UserError({
      message: `--rep: ${labelOf(found) || rep} is no active user (${found.kind})`,
      hint: 'only active users are certified',
    });
  return found;
}

/** What was decided. */
export function decidedFor(rep: RepResult, { rubric }: Asked): CertificationResult {
  const decided = rep.certifications.find(({ id }) => id === rubric.id);
  if (decided !== undefined) return decided;
  throw new UserError({
    message: `${rubric.id} is not asked of the role that people: roles gives ${labelOf(rep)}`,
    hint: `the rubric asks it of ${Object.keys(rubric.program.roles ?? {}).join(', ')}`,
  });
}

/** The evaluator as the source knows them. Throws where it is the rep, by whatever name. */
export function evaluatorIn(people: readonly Person[], rep: RepResult, { evaluator }: Asked): Case['evaluator'] {
  const called = people.filter((person) => isCalled(evaluator, person));
  const isRep =
    isCalled(evaluator, rep) ||
    called.some(({ id, email }) => (id && id === rep.id) || (email && isCalled(email, rep)));
  if (isRep)
    throw new UserError({
      message: `--evaluator: ${evaluator} is the rep, and nobody certifies themselves`,
      hint: 'somebody else has to evaluate',
    });
  const [known] = called.filter(({ kind }) => kind !== 'queue');
  return { name: known?.name ?? known?.email ?? evaluator, isKnown: known !== undefined };
}

/** What to call the manager of a rep. */
export function managerOf(people: readonly Person[], { managerId }: RepResult): string | null {
  const manager = managerId === null ? undefined : people.find(({ id }) => id === managerId);
  return manager?.name ?? manager?.email ?? null;
}

import { seesActivity, touchesOf } from './activity.ts';
import { defineFact, type Subject, unknownShape } from './fact.ts';
import { firstFrom } from './folds/outermost.ts';
import { owner } from './owner.ts';

const provides = {
  startedAt: {
    type: 'instant',
    label: 'Got the lead',
    about: 'When the present owner got the lead (creation, when it never changed hands)',
  },
  firstAt: {
    type: 'instant',
    label: 'First response',
    about: 'The first outbound activity from then on; blank when there is none, not known where one may be hidden',
  },
  firstNotAfter: {
    type: 'instant',
    about: 'The first of those that can be seen: there was a response by then, known even where others may be hidden',
  },
} as const;

function startOf(subject: Subject): number | null | undefined {
  const { createdAt } = subject.record;
  const { since } = owner.of(subject);
  return createdAt && since ? Math.max(createdAt, since) : (since ?? createdAt);
}

/** How fast the present owner of a lead first responded. */
export const response = defineFact({
  name: 'response',
  on: ['lead'],
  about: 'The first response of the present owner',
  reads: ['lead.id', 'lead.createdAt', 'lead.ownerId'],
  parts: ['tasks', 'calls', 'emails', 'meetings', 'history'],
  provides,
  derive: (subject) => {
    const startedAt = startOf(subject);
    if (startedAt === undefined || startedAt === null) return { ...unknownShape(provides), startedAt };
    const { at, isCut } = firstFrom(touchesOf(subject)?.outbound ?? [], startedAt);
    return { startedAt, firstAt: seesActivity(subject) && !isCut ? at : undefined, firstNotAfter: at };
  },
});

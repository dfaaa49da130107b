import { defineFact, type Subject, unknownShape } from './fact.ts';
import { stage } from './stage.ts';
import { inDays, stageKey, wonStays } from './won-stays.ts';

const provides = {
  days: { type: 'number', about: 'Days in the present stage, to a tenth' },
  usualDays: {
    type: 'number',
    about: 'Median days that won deals stayed in this stage; blank where too few are seen to tell; see the defaults',
  },
  samples: { type: 'number', about: 'Won deals whose stay in this stage was seen' },
  norm: { type: 'text', about: 'What the time in the stage is held against, in words' },
} as const;

const FLAT = 'the flat limit of its stage group';

const ageOf = (subject: Subject): number | undefined => {
  const { changedAt } = stage.of(subject);
  return typeof changedAt === 'number' ? inDays(subject.world.asOf - changedAt) : undefined;
};

/** The time of a deal in its stage beside what is usual for the deals that this company won. */
export const pace = defineFact({
  name: 'pace',
  on: ['deal'],
  about: 'The time in the present stage, and what is usual there for deals that were won',
  reads: ['deal.id', 'deal.stage', 'deal.isWon', 'deal.createdAt', 'deal.stageChangedAt', 'pace'],
  parts: ['history'],
  provides,
  derive: (subject) => {
    const { world } = subject;
    const { name } = stage.of(subject);
    if (name === undefined) return unknownShape(provides);
    const days = ageOf(subject);
    // Without history no stay is seen: that is too few, not unknown, and leaves the flat limit to decide.
    const stays = name === null ? undefined : wonStays(world).get(stageKey(name, world));
    const samples = stays?.deals ?? 0;
    if (stays === undefined || samples < world.limits.paceSamples)
      return { days, usualDays: null, samples, norm: `${FLAT} (won deals to compare with: ${samples})` };
    const { usualDays } = stays;
    return { days, usualDays, samples, norm: `the usual ${usualDays} days (${samples} won deals) or ${FLAT}` };
  },
});

import { behavesAsChampion } from './champion-behavior.ts';
import { circleOf, namesIn, peopleParts, peopleReads } from './engaged.ts';
import { lastSignOf } from './engagement.ts';
import { defineFact, unknownShape } from './fact.ts';
import { peopleOnDeal } from './people-on-deal.ts';

const provides = {
  names: {
    type: 'texts',
    label: 'Champions',
    about: 'Champions on the deal, engaged or not: by role or, where none is recorded, by behavior',
  },
  lastAt: {
    type: 'instant',
    label: "Champion's last activity",
    about: 'The latest activity with any of them, a meeting to come included; blank when there is none',
  },
} as const;

/** Whoever sells for us inside the customer, whether or not they still do. */
export const champion = defineFact({
  name: 'champion',
  on: ['deal'],
  about: 'Who champions the deal at the customer',
  reads: peopleReads,
  parts: [...peopleParts, 'history'],
  provides,
  derive: (subject) => {
    const { people, seesParticipants, seesContact } = peopleOnDeal(subject);
    if (!seesParticipants) return unknownShape(provides);
    const circle = circleOf(people, (person) => behavesAsChampion(person, subject));
    const last = Math.max(...circle.sure.map(({ participation }) => lastSignOf(participation)));
    // Somebody who may be the champion may also be the one who was active since; so may one whose activity is hidden.
    const isOpen = !seesContact || circle.possible.some(({ participation }) => lastSignOf(participation) > last);
    return { names: namesIn(circle), lastAt: isOpen ? undefined : Number.isFinite(last) ? last : null };
  },
});

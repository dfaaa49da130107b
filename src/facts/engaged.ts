import { byCodeUnit } from '../lib/code-order.ts';
import type { Duration } from '../lib/duration.ts';
import { behavesAsChampion } from './champion-behavior.ts';
import { and, type Certainty, isEngagedSince, type Tally, tallyOf, wasEngagedBy } from './engagement.ts';
import { defineFact, oncePerSubject, type Subject, unknownShape } from './fact.ts';
import { type DealPerson, peopleOnDeal } from './people-on-deal.ts';
import { stage } from './stage.ts';
import { state } from './state.ts';

/** What the facts about people on a deal stand on. */
export const peopleReads = [
  'deal.id',
  'deal.stage',
  'deal.accountId',
  'deal.contactIds',
  'deal.primaryContactId',
  'lead.name',
  'lead.firstName',
  'lead.lastName',
  'lead.title',
  'lead.email',
  'lead.convertedDealId',
  'lead.convertedContactId',
  'contact.email',
  'conversion',
];
export const peopleParts = ['contactRoles', 'contacts', 'participants', 'emails', 'meetings', 'calls'] as const;

/** The moment a span of time before as-of. */
export const ago = ({ world }: Subject, window: Duration): number =>
  world.calendar.add(world.asOf, { ...window, amount: -window.amount });

/** Names in order of code units. */
export const namesOf = (list: readonly DealPerson[]): readonly string[] =>
  list.map(({ name }) => name).sort(byCodeUnit);

/** People of whom something holds for sure, and those of whom it may hold. */
export interface Circle {
  readonly sure: readonly DealPerson[];
  readonly possible: readonly DealPerson[];
  /** Whether there may be others, since not every kind of contact can be seen. */
  readonly isOpen: boolean;
}

/** Sorts people by what is known of each. */
export function circleOf(
  people: readonly DealPerson[],
  holds: (person: DealPerson) => Certainty,
  isOpen = false,
): Circle {
  const answers = people.map((person) => [person, holds(person)] as const);
  const having = (wanted: Certainty): readonly DealPerson[] =>
    answers.filter(([, answer]) => answer === wanted).map(([person]) => person);
  return { sure: having(true), possible: having(undefined), isOpen };
}

/** The names of those it holds for; where there is none and it may hold of somebody, that is not known. */
export const namesIn = ({ sure, possible, isOpen }: Circle): readonly string[] | undefined =>
  sure.length === 0 && (isOpen || possible.length > 0) ? undefined : namesOf(sure);

const tally = ({ sure, possible, isOpen }: Circle): Tally => tallyOf(sure.length, possible.length, isOpen);

/** The window is longer in early stages; where the group is not known, an answer must hold under both. */
function isEngagedNow(subject: Subject): (person: DealPerson) => Certainty {
  const { limits } = subject.world;
  const { group } = stage.of(subject);
  const since = ago(subject, limits.engaged);
  const sinceEarly = ago(subject, limits.engagedEarly);
  return ({ participation }) => {
    if (group) return isEngagedSince(participation, group === 'early' ? sinceEarly : since);
    const answers = [isEngagedSince(participation, since), isEngagedSince(participation, sinceEarly)];
    return answers[0] === answers[1] ? answers[0] : undefined;
  };
}

interface MaybeCircle {
  readonly circle: Circle | undefined;
}

/** Who is engaged now; no circle where nobody can be seen taking part. Worked out once for all facts about them. */
export const engagedOn: (subject: Subject) => MaybeCircle = oncePerSubject((subject) => {
  const { people, seesParticipants, seesContact } = peopleOnDeal(subject);
  return { circle: seesParticipants ? circleOf(people, isEngagedNow(subject), !seesContact) : undefined };
});

/** Those of the engaged of whom something else holds as well. */
const among = (circle: Circle, holds: (person: DealPerson) => Certainty): Circle => {
  const isSure = new Set(circle.sure);
  const both = (person: DealPerson): Certainty => and(isSure.has(person) ? true : undefined, holds(person));
  return circleOf([...circle.sure, ...circle.possible], both, circle.isOpen);
};

const counts = {
  count: {
    type: 'number',
    label: 'Engaged people',
    about:
      "How many people on the customer's side; not known where hidden activity or mail of unknown direction leaves it open",
  },
  atLeast: { type: 'number', about: 'How many there are for sure' },
  atMost: { type: 'number', about: 'How many there can be at most; not known where some kind of contact is hidden' },
  names: { type: 'texts', label: 'Engaged people', about: 'The names of those who are for sure' },
} as const;

const countsOf = (circle: Circle) => ({ ...tally(circle), names: namesOf(circle.sure) });

const engagedProvides = {
  ...counts,
  economicBuyers: {
    type: 'texts',
    label: 'Economic buyers',
    about: 'Those who are economic buyer or decision maker by role or title',
  },
  champions: {
    type: 'texts',
    label: 'Champions',
    about: 'Those who are champion by role or, without one, by behavior',
  },
} as const;

const isEconomicBuyer =
  ({ world }: Subject) =>
  ({ roles, title, isRoleHidden }: DealPerson): Certainty => {
    if (world.buyingRoles.isEconomicBuyer(roles, title ?? null)) return true;
    return title === undefined || isRoleHidden ? undefined : false;
  };

/** Who is engaged on the deal now. */
export const engaged = defineFact({
  name: 'engaged',
  on: ['deal'],
  about: 'Who is engaged: met, called or wrote with us within the window, or accepted a meeting to come',
  reads: peopleReads,
  parts: [...peopleParts, 'history'],
  provides: engagedProvides,
  derive: (subject) => {
    const { circle } = engagedOn(subject);
    if (circle === undefined) return unknownShape(engagedProvides);
    return {
      ...countsOf(circle),
      economicBuyers: namesIn(among(circle, isEconomicBuyer(subject))),
      champions: namesIn(among(circle, (person) => behavesAsChampion(person, subject))),
    };
  },
});

/** Whoever was engaged at some time up to a moment. */
function everUntil(subject: Subject, until: number, withInvited: boolean): Circle | undefined {
  const { people, seesParticipants, seesContact } = peopleOnDeal(subject);
  const wasEngaged = ({ participation }: DealPerson): Certainty =>
    withInvited && participation !== null && participation.invitedAt !== null
      ? true
      : wasEngagedBy(participation, until);
  return seesParticipants ? circleOf(people, wasEngaged, !seesContact) : undefined;
}

/** Who was ever engaged on the deal: the only measure that can be told for a moment in the past. */
export const everEngaged = defineFact({
  name: 'everEngaged',
  on: ['deal'],
  about: 'Who was ever engaged on the deal',
  reads: peopleReads,
  parts: peopleParts,
  provides: counts,
  tellsPast: true,
  derive: (subject) => {
    const { present, asOf } = subject.world;
    const circle = everUntil(present ?? subject, asOf, present === undefined);
    return circle === undefined ? unknownShape(counts) : countsOf(circle);
  },
});

/** Ever engaged up to the close of a deal; no circle where it is open, or nobody can be seen taking part. */
function engagedAtCloseOf(subject: Subject): Circle | undefined {
  const { closedAt } = state.of(subject);
  return typeof closedAt === 'number' ? everUntil(subject, closedAt, false) : undefined;
}

/** Who had ever been engaged when the deal was closed. */
export const engagedAtClose = defineFact({
  name: 'engagedAtClose',
  on: ['deal'],
  about: 'Who had ever been engaged on the deal when it was closed; not known while it is open',
  reads: [...peopleReads, 'deal.isClosed', 'deal.closeDate', 'deal.modifiedAt'],
  parts: [...peopleParts, 'history'],
  provides: counts,
  derive: (subject) => {
    const circle = engagedAtCloseOf(subject);
    return circle === undefined ? unknownShape(counts) : countsOf(circle);
  },
});

/** The people that coverage counts. */
export const coverage = defineFact({
  name: 'coverage',
  on: ['deal'],
  about: 'The people that coverage counts: engaged now; on a closed deal, ever engaged up to its close',
  reads: engagedAtClose.reads,
  parts: engagedAtClose.parts,
  provides: counts,
  derive: (subject) => {
    const { isOpen } = state.of(subject);
    const circle = isOpen === undefined ? undefined : isOpen ? engagedOn(subject).circle : engagedAtCloseOf(subject);
    return circle === undefined ? unknownShape(counts) : countsOf(circle);
  },
});

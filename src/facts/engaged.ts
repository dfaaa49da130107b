import type { Duration } from '../lib/duration.ts';
import { defineFact, oncePerSubject, type Subject, unknownShape } from './fact.ts';
import type { Participation } from './folds/participants.ts';
import { type DealPeople, type DealPerson, peopleOnDeal } from './people-on-deal.ts';
import { stage } from './stage.ts';

const nobody: DealPeople = { people: [], seesList: false, seesParticipants: false };

/** The people on the deal, worked out once for the three facts about them. */
const peopleOf = oncePerSubject(({ record, world }) => (record.type === 'deal' ? peopleOnDeal(record, world) : nobody));

const isSince = (at: number | null, from: number): boolean => at !== null && at >= from;

/** Took part in a meeting or call, or wrote and was written to, since `from`; or accepted a meeting to come. */
const isEngaged = (part: Participation | null, from: number): boolean =>
  part !== null &&
  (isSince(part.metAt, from) ||
    part.invitedAt !== null ||
    (isSince(part.inboundAt, from) && isSince(part.outboundAt, from)));

const lastOf = (part: Participation | null): number =>
  part === null
    ? Number.NEGATIVE_INFINITY
    : Math.max(
        part.metAt ?? -Infinity,
        part.inboundAt ?? -Infinity,
        part.outboundAt ?? -Infinity,
        part.invitedAt ?? -Infinity,
      );

const start = ({ world }: Subject, window: Duration): number =>
  world.calendar.add(world.asOf, { ...window, amount: -window.amount });

/** The window is longer in early stages; where the group is not known, an answer must hold under both. */
function engagedIn(subject: Subject, found: readonly DealPerson[]): readonly DealPerson[] | undefined {
  const { limits } = subject.world;
  const { group } = stage.of(subject);
  const within = (window: Duration): readonly DealPerson[] =>
    found.filter(({ participation }) => isEngaged(participation, start(subject, window)));
  if (group) return within(group === 'early' ? limits.engagedEarly : limits.engaged);
  const [shorter, longer] = [within(limits.engaged), within(limits.engagedEarly)];
  return shorter.length === longer.length ? shorter : undefined;
}

const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const namesOf = (list: readonly DealPerson[]): readonly string[] => list.map(({ name }) => name).sort(byName);

const reads = ['deal.id', 'deal.stage', 'deal.contactIds', 'deal.primaryContactId'];

const parts = ['contactRoles', 'contacts', 'participants', 'emails', 'meetings', 'calls'] as const;

const engagedProvides = {
  count: {
    type: 'number',
    label: 'Engaged people',
    about: "Distinct people on the customer's side who are engaged; see the rulebook",
  },
  names: { type: 'texts', label: 'Engaged people', about: 'Their names' },
  economicBuyers: {
    type: 'texts',
    label: 'Economic buyers',
    about: 'Those who are economic buyer or decision maker by role or title',
  },
  champions: { type: 'texts', label: 'Champions', about: 'Those who are champion by role' },
} as const;

/** Who is engaged on the deal now. */
export const engaged = defineFact({
  name: 'engaged',
  on: ['deal'],
  about: 'Who is engaged: met, called or wrote with us within the window, or accepted a meeting to come',
  reads,
  parts,
  provides: engagedProvides,
  derive: (subject) => {
    const { people, seesParticipants } = peopleOf(subject);
    const list = seesParticipants ? engagedIn(subject, people) : undefined;
    if (list === undefined) return unknownShape(engagedProvides);
    const { buyingRoles, has } = subject.world;
    // Where contacts cannot be read, neither can their titles: none found then says nothing.
    const among = (some: readonly DealPerson[]): readonly string[] | undefined =>
      some.length > 0 || list.length === 0 || has('contacts') ? namesOf(some) : undefined;
    return {
      count: list.length,
      names: namesOf(list),
      economicBuyers: among(list.filter(({ role, title }) => buyingRoles.isEconomicBuyer(role, title))),
      champions: among(list.filter(({ role, title }) => buyingRoles.isChampion(role, title))),
    };
  },
});

const everProvides = {
  count: { type: 'number', about: "Distinct people on the customer's side who were ever engaged on the deal" },
  names: { type: 'texts', about: 'Their names' },
} as const;

/** Who was ever engaged on the deal: the only measure that can be told for a moment in the past. */
export const everEngaged = defineFact({
  name: 'everEngaged',
  on: ['deal'],
  about: 'Who was ever engaged on the deal',
  reads,
  parts,
  provides: everProvides,
  derive: (subject) => {
    const found = peopleOf(subject);
    if (!found.seesParticipants) return unknownShape(everProvides);
    const list = found.people.filter(({ participation }) => isEngaged(participation, Number.NEGATIVE_INFINITY));
    return { count: list.length, names: namesOf(list) };
  },
});

const listedProvides = {
  count: { type: 'number', label: 'Listed contacts', about: "People on the deal's contact list" },
  silentCount: { type: 'number', about: 'Those of them without any activity for the silent period, or ever' },
  silentShare: { type: 'number', about: 'Their share, 0 to 1; blank when nobody is listed' },
  silentNames: { type: 'texts', label: 'Silent contacts', about: 'Their names' },
} as const;

/** The deal's contact list against what those people did: a thread on paper only is no thread. */
export const listed = defineFact({
  name: 'listed',
  on: ['deal'],
  about: "The people on the deal's contact list, and who of them is silent",
  reads,
  parts,
  provides: listedProvides,
  derive: (subject) => {
    const found = peopleOf(subject);
    if (!found.seesList || !found.seesParticipants) return unknownShape(listedProvides);
    const list = found.people.filter(({ isListed }) => isListed);
    const from = start(subject, subject.world.limits.silent);
    const silent = list.filter(({ participation }) => lastOf(participation) < from);
    return {
      count: list.length,
      silentCount: silent.length,
      silentShare: list.length === 0 ? null : silent.length / list.length,
      silentNames: namesOf(silent),
    };
  },
});

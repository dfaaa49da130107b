import { ago, circleOf, engagedOn, namesIn, namesOf, peopleParts, peopleReads } from './engaged.ts';
import { lastSignOf } from './engagement.ts';
import { defineFact, type Subject, unknownShape } from './fact.ts';
import { type DealPerson, peopleOnDeal } from './people-on-deal.ts';

const provides = {
  count: { type: 'number', label: 'Listed contacts', about: "People on the deal's contact list" },
  silentCount: { type: 'number', about: 'Those of them without any activity for the silent period, or ever' },
  silentShare: { type: 'number', about: 'Their share, 0 to 1; blank when nobody is listed' },
  silentNames: { type: 'texts', label: 'Silent contacts', about: 'Their names' },
  freshNames: {
    type: 'texts',
    label: 'Just listed',
    about: 'Those put on the list just before as-of who never took part in anything',
  },
  untypedNames: { type: 'texts', label: 'Without a role', about: 'Those without a buying role on the deal' },
  missingNames: { type: 'texts', label: 'Not listed', about: 'People engaged on the deal who are not on the list' },
} as const;

const isFresh =
  (from: number) =>
  ({ listedAt, participation }: DealPerson): boolean | undefined => {
    if (participation !== null) return false;
    return listedAt === undefined ? undefined : listedAt !== null && listedAt >= from;
  };

function missing(subject: Subject): readonly string[] | undefined {
  const { circle } = engagedOn(subject);
  if (circle === undefined) return undefined;
  const off = (people: readonly DealPerson[]) => people.filter(({ isListed }) => !isListed);
  return namesIn({ sure: off(circle.sure), possible: off(circle.possible), isOpen: circle.isOpen });
}

/** The deal's contact list against what those people did: a thread on paper only is no thread. */
export const listed = defineFact({
  name: 'listed',
  on: ['deal'],
  about: "The people on the deal's contact list, who of them is silent, and who is missing from it",
  reads: peopleReads,
  parts: peopleParts,
  provides,
  derive: (subject) => {
    const { people, seesList, seesParticipants, seesContact } = peopleOnDeal(subject);
    if (!seesList) return unknownShape(provides);
    const list = people.filter(({ isListed }) => isListed);
    const untyped = circleOf(
      list,
      ({ roles, isRoleHidden }) => roles.length === 0 && (isRoleHidden ? undefined : true),
    );
    const seen = { count: list.length, untypedNames: namesIn(untyped) };
    if (!seesParticipants || !seesContact)
      return { ...unknownShape(provides), ...seen, missingNames: missing(subject) };
    const { limits } = subject.world;
    const from = ago(subject, limits.silent);
    const silent = list.filter(({ participation }) => lastSignOf(participation) < from);
    return {
      ...seen,
      silentCount: silent.length,
      silentShare: list.length === 0 ? null : silent.length / list.length,
      silentNames: namesOf(silent),
      freshNames: namesIn(circleOf(list, isFresh(ago(subject, limits.justListed)))),
      missingNames: missing(subject),
    };
  },
});

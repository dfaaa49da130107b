import { type Circle, engagedOn, peopleParts, peopleReads } from './engaged.ts';
import { type Tally, tallyOf } from './engagement.ts';
import { defineFact, type Subject, unknownShape } from './fact.ts';
import type { DealPerson } from './people-on-deal.ts';

const provides = {
  count: { type: 'number', about: 'How many there are; not known where titles leave it open' },
  atLeast: { type: 'number', about: 'How many there are for sure' },
  atMost: { type: 'number', about: 'How many there can be, each title that tells none being one more' },
} as const;

const functionsProvide = {
  ...provides,
  names: { type: 'texts', label: 'Functions', about: 'Those that titles tell, by code unit' },
} as const;

const levelsProvide = {
  ...provides,
  names: { type: 'texts', label: 'Levels', about: 'Those that titles tell, by code unit' },
} as const;

type Read = (title: string) => string | null;

const kindsOf = (people: readonly DealPerson[], read: Read): readonly (string | null)[] =>
  people.map(({ title }) => (title ? read(title) : null));

/** The kinds among the engaged; somebody of no known kind, or not surely engaged, may add one. */
function spread({ sure, possible, isOpen }: Circle, read: Read): Tally & { readonly names: readonly string[] } {
  const kinds = kindsOf(sure, read);
  const names = [...new Set(kinds.filter((kind) => kind !== null))].sort();
  const open = kindsOf(possible, read);
  const further = new Set(open.filter((kind) => kind !== null && !names.includes(kind)));
  const nameless = [...kinds, ...open].filter((kind) => kind === null).length;
  return { ...tallyOf(names.length, further.size + nameless, isOpen), names };
}

const spreadOf = (subject: Subject, read: Read): ReturnType<typeof spread> | undefined => {
  const { circle } = engagedOn(subject);
  return circle === undefined ? undefined : spread(circle, read);
};

/** Which functions at the customer the engaged people work in. */
export const functions = defineFact({
  name: 'functions',
  on: ['deal'],
  about: 'The functions of the engaged people, by title: finance, it, operations …',
  reads: peopleReads,
  parts: peopleParts,
  provides: functionsProvide,
  derive: (subject) => spreadOf(subject, subject.world.buyingRoles.functionOf) ?? unknownShape(functionsProvide),
});

/** Which levels at the customer the engaged people stand on. */
export const levels = defineFact({
  name: 'levels',
  on: ['deal'],
  about: 'The levels of the engaged people, by title: c-level, vp, director, manager, staff',
  reads: peopleReads,
  parts: peopleParts,
  provides: levelsProvide,
  derive: (subject) => spreadOf(subject, subject.world.buyingRoles.levelOf) ?? unknownShape(levelsProvide),
});

import { defineFact, type Shape, type Subject, unknownShape } from './fact.ts';
import { changesOf } from './folds/timeline.ts';
import { presentStates, type StepState } from './next-step-states.ts';
import { owner } from './owner.ts';

const provides = {
  count: {
    type: 'number',
    label: 'Date moved',
    about:
      'How often the present owner moved the date of the present next step to a later day while its words stayed the same',
  },
  firstDate: { type: 'date', label: 'First date', about: 'The date before the first of these moves' },
  lastDate: { type: 'date', label: 'Present date', about: 'The date after the last of them' },
} as const;

const none = { count: 0, firstDate: null, lastDate: null };

/** The moves of the date since the words were last changed. */
function movesOf(states: readonly StepState[], ownerId: string | null): Shape<typeof provides> {
  const dated = states.filter(({ due }) => due !== null);
  const moves = dated.filter(({ due, byId }, place) => {
    const before = dated[place - 1]?.due;
    return byId === ownerId && typeof before === 'number' && due !== null && due > before;
  });
  const isUnclear = dated.some(({ due, byId }, place) => {
    const before = dated[place - 1]?.due;
    return byId === null && typeof before === 'number' && due !== null && due > before;
  });
  // Who made such a move is not on record: it may have been the owner.
  if (isUnclear) return unknownShape(provides);
  const [move] = moves;
  if (move === undefined) return none;
  const first = dated.indexOf(move);
  return { count: moves.length, firstDate: dated[first - 1]?.due ?? null, lastDate: dated.at(-1)?.due ?? null };
}

const tracksSteps = ({ record, world }: Subject): boolean =>
  world.tracks(record.type, 'nextStep') || world.tracks(record.type, 'nextStepDate');

/** Whether the words are there and not to be seen: leads may have no field for them. */
const hidesWords = ({ record, world }: Subject): boolean =>
  record.nextStep === undefined && (record.type === 'deal' || world.hasField('lead', 'nextStep'));

/** How the present owner rolls a next step along: ever new dates for the same words. */
export const rolls = defineFact({
  name: 'rolls',
  on: ['lead', 'deal'],
  about: 'How the present owner moves the date of the next step while its words stay the same',
  reads: ['record.id', 'record.ownerId', 'record.nextStep', 'record.nextStepDate'],
  parts: ['history'],
  provides,
  derive: (subject) => {
    const { record, world } = subject;
    const { id } = owner.of(subject);
    if (!tracksSteps(subject) || id === undefined || hidesWords(subject)) return unknownShape(provides);
    const changes = changesOf(record.id ? world.folds.timeline.of(record.id) : undefined);
    return movesOf(presentStates(subject, changes), id);
  },
});

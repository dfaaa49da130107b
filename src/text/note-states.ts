import type { Place, Step } from './note-places.ts';
import { createSteps } from './note-steps.ts';
import type { Term, Vocabulary } from './note-terms.ts';

/** The state in which no phrase goes on, and the one in which none has begun. */
export const NOWHERE = -1;
const ROOT = 0;

/** The states of a set of phrases, by number: all places at which phrases may stand after the same words. */
export type States = {
  /** Where a term, by its id, leads at the beginning of phrases, and on from another state; or `NOWHERE`. */
  readonly open: (term: number) => number;
  readonly follow: (from: number, term: number) => number;
  /** The groups of the phrases that end in a state, one bit for each in the order of the groups. */
  readonly endsAt: (state: number) => number;
};

type IsNumber = (term: Term) => boolean;

/**
 * Each state is made when a text first leads to it: a lazily built deterministic automaton. There are never more than
 * the phrases can tell apart, whatever the texts.
 */
export function createStates(
  groups: readonly string[],
  starts: readonly Place[],
  vocabulary: Pick<Vocabulary, 'term'>,
  isNumber: IsNumber,
): States {
  const table = createStateTable(groups, starts);
  const opening = openingSteps(starts, isNumber);
  const steps = createSteps((from, id) => {
    const term = vocabulary.term(id);
    if (term.kind === 'break') return NOWHERE;
    return table.stateOf(
      from === ROOT ? opening(term) : table.placesOf(from).flatMap((place) => onwards(place, term, isNumber)),
    );
  });
  return { open: steps.first, follow: steps.next, endsAt: table.endsAt };
}

/** Makes one state of the same places, however they are reached. */
function createStateTable(groups: readonly string[], starts: readonly Place[]) {
  const numbers = new Map<string, number>();
  const states = [starts];
  const ends = [0];
  return {
    stateOf: (reached: readonly Place[]): number => {
      if (reached.length === 0) return NOWHERE;
      const places = [...new Set(reached)].sort((a, b) => a.id - b.id);
      const key = places.map(({ id }) => id).join(' ');
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, states.length);
      ends.push(endsOf(groups, places));
      return states.push(places) - 1;
    },
    placesOf: (state: number): readonly Place[] => states[state] ?? [],
    endsAt: (state: number): number => ends[state] ?? 0,
  };
}

function endsOf(groups: readonly string[], places: readonly Place[]): number {
  let bits = 0;
  for (const { ends, group } of places) if (ends) bits |= 1 << groups.indexOf(group);
  return bits;
}
/** Thousands of phrases begin at the root, so their first steps are found by what they ask for. */
function openingSteps(starts: readonly Place[], isNumber: IsNumber): (term: Term) => readonly Place[] {
  const words = new Map<string, Place[]>();
  const beginnings = new Map<string, Place[]>();
  const numbers = new Map<string, Place[]>();
  const tables = { word: words, beginning: beginnings, number: numbers };
  for (const { steps } of starts)
    for (const { by, text, to } of steps) {
      if (by === 'any') continue;
      const places = tables[by].get(text);
      if (places) places.push(to);
      else tables[by].set(text, [to]);
    }
  return (term) => {
    const found = term.named ? [...(words.get(term.text) ?? [])] : [];
    if (isNumber(term)) found.push(...(numbers.get('') ?? []));
    if (term.kind === 'word')
      for (let length = 1; length <= term.text.length; length++)
        found.push(...(beginnings.get(term.text.slice(0, length)) ?? []));
    return found;
  };
}

function onwards({ steps }: Place, term: Term, isNumber: IsNumber): readonly Place[] {
  return steps.filter((step) => fits(step, term, isNumber)).map(({ to }) => to);
}

function fits({ by, text }: Step, term: Term, isNumber: IsNumber): boolean {
  switch (by) {
    case 'word':
      return term.named && term.text === text;
    case 'beginning':
      return term.kind === 'word' && term.text.startsWith(text);
    case 'number':
      return isNumber(term);
    case 'any':
      return term.kind === 'word';
  }
}

import type { Place, Step } from './note-places.ts';
import type { Term } from './note-terms.ts';

/** All places at which phrases may stand after the same words. */
export type State = {
  readonly places: readonly Place[];
  /** The groups of the phrases that end here. */
  readonly ends: readonly string[];
  /** Where a term leads, by its id; `null` where no phrase goes on. Filled in as texts go there. */
  readonly next: Map<number, State | null>;
};

/** Where a term leads from a state; `null` where no phrase goes on with it. */
export type Follow = (from: State, term: Term) => State | null;

type IsNumber = (term: Term) => boolean;

/**
 * The states of a set of phrases, each made when a text first leads to it: a lazily built deterministic automaton.
 * There are never more than the phrases can tell apart, whatever the texts.
 */
export function createStates(
  groups: readonly string[],
  starts: readonly Place[],
  isNumber: IsNumber,
): { readonly root: State; readonly follow: Follow } {
  const stateOf = createStateTable(groups);
  const root: State = { places: starts, ends: [], next: new Map() };
  const opening = openingSteps(starts, isNumber);
  const follow: Follow = (from, term) => {
    const known = from.next.get(term.id);
    if (known !== undefined) return known;
    const places = from === root ? opening(term) : from.places.flatMap((place) => onwards(place, term, isNumber));
    const next = term.kind === 'break' ? null : stateOf(places);
    from.next.set(term.id, next);
    return next;
  };
  return { root, follow };
}

/** Makes one state of the same places, however they are reached. */
function createStateTable(groups: readonly string[]): (places: readonly Place[]) => State | null {
  const states = new Map<string, State>();
  return (reached) => {
    if (reached.length === 0) return null;
    const places = [...new Set(reached)].sort((a, b) => a.id - b.id);
    const key = places.map(({ id }) => id).join(' ');
    const known = states.get(key);
    if (known) return known;
    const ends = groups.filter((group) => places.some((place) => place.ends && place.group === group));
    const made = { places, ends, next: new Map() };
    states.set(key, made);
    return made;
  };
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

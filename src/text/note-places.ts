import type { Vocabulary } from './note-terms.ts';
import { readWords } from './note-words.ts';

/** Where a phrase may go on, and whether it may end here. Alternatives part and meet again, so a phrase stays small. */
export type Place = { readonly id: number; readonly group: string; readonly steps: Step[]; ends: boolean };

export type Step = { readonly by: 'word' | 'beginning' | 'number' | 'any'; readonly text: string; readonly to: Place };

/** Compiles a phrase of a group to the place where it begins. */
export type PlacePhrase = (group: string, phrase: string) => Place;

/** Alternatives that are being read from their end: where each leads, what of them is read, where the rest begins. */
type Reading = {
  readonly after: Place;
  readonly start: Place;
  readonly rest: Place;
  readonly outer: Reading | undefined;
};

type Open = (after: Place, outer: Reading | undefined) => Reading;

/** Makes the place from which one step leads to another place. */
type Lead = (by: Step['by'], text: string, to: Place) => Place;

const NUMBER = 'N';
const ANY = '_';
/** Most words of a lexicon: what `readWords` would leave as it is, for a tenth of the time. Not `cannot`, `dont`. */
const PLAIN = /^(?!cannot$)[a-z]*(?<!nt)$/;
const PARTS = /[()|]|[^()| ]+/g;

/** A compiler of phrases that numbers their places and teaches their words to a vocabulary. */
export function createPlaces(vocabulary: Vocabulary): PlacePhrase {
  let count = 0;
  const place = (group: string, steps: Step[], ends = false): Place => ({ id: count++, group, steps, ends });
  const lead: Lead = (by, text, to) => {
    if (by === 'word') vocabulary.learn(text);
    if (by === 'beginning') vocabulary.learnBeginning(text);
    return place(to.group, [{ by, text, to }]);
  };
  const open: Open = (after, outer) => ({ after, start: place(after.group, []), rest: after, outer });
  return (group, phrase) => {
    let reading = open(place(group, [], true), undefined);
    // From the end, so that each part leads to the place where the rest begins.
    for (const part of (phrase.match(PARTS) ?? []).reverse())
      reading = readOn(reading, part, open, lead) ?? unbalanced(phrase);
    return reading.outer === undefined ? joined(reading).start : unbalanced(phrase);
  };
}

/** Reads one part more; `undefined` where a parenthesis opens that never closes. */
function readOn(reading: Reading, part: string, open: Open, lead: Lead): Reading | undefined {
  const { after, start, rest, outer } = reading;
  switch (part) {
    case ')':
      return open(rest, reading);
    case '|':
      return { ...joined(reading), rest: after };
    case '(':
      joined(reading);
      return outer && { ...outer, rest: start };
    default:
      return { ...reading, rest: leadBy(part, rest, lead) };
  }
}

function unbalanced(phrase: string): never {
  throw new RangeError(`unbalanced parentheses in the phrase "${phrase}"`);
}

/** The alternative just read is one of those that begin at the start. */
function joined(reading: Reading): Reading {
  const { start, rest } = reading;
  start.steps.push(...rest.steps);
  start.ends ||= rest.ends;
  return reading;
}

/** The place from which the words of `part` lead to `to`. */
function leadBy(part: string, to: Place, lead: Lead): Place {
  const begins = part.length > 1 && part.endsWith('*');
  const written = begins ? part.slice(0, -1) : part;
  let rest = to;
  for (const [at, word] of wordsOf(written).toReversed().entries()) {
    if (word === NUMBER) rest = lead('number', '', rest);
    else if (word === ANY) rest = lead('any', '', rest);
    else rest = lead(begins && at === 0 ? 'beginning' : 'word', word, rest);
  }
  return rest;
}

function wordsOf(written: string): readonly string[] {
  return written === NUMBER || PLAIN.test(written) ? [written] : readWords(written).map(({ text }) => text);
}

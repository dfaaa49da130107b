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
  rest: Place;
  readonly outer: Reading | undefined;
};

type Open = (after: Place, outer: Reading | undefined) => Reading;

/** Makes the place from which the words of a part lead to another place. */
type Lead = (part: string, to: Place) => Place;

/** What a word of a phrase asks for. */
type Cue = Pick<Step, 'by' | 'text'>;

const NUMBER = 'N';
const ANY = '_';
/** Most words of a lexicon: what `readWords` would leave as it is, for a tenth of the time. Not `cannot`, `dont`. */
const PLAIN = /^(?!cannot$)[a-z]*(?<!nt)$/;
const PARTS = /[()|]|[^()| ]+/g;

/** A compiler of phrases that numbers their places and teaches their words to a vocabulary. */
export function createPlaces(vocabulary: Vocabulary): PlacePhrase {
  let count = 0;
  const place = (group: string, steps: Step[], ends = false): Place => ({ id: count++, group, steps, ends });
  const cuesOf = createCues(vocabulary);
  const lead: Lead = (part, to) =>
    cuesOf(part).reduceRight((rest, { by, text }) => place(to.group, [{ by, text, to: rest }]), to);
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
      joined(reading).rest = after;
      return reading;
    case '(':
      joined(reading);
      if (outer) outer.rest = start;
      return outer;
    default:
      reading.rest = lead(part, rest);
      return reading;
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

/** Reads each part once, for phrases share most of their words, and teaches its words to the vocabulary. */
function createCues(vocabulary: Vocabulary): (part: string) => readonly Cue[] {
  const known = new Map<string, readonly Cue[]>();
  return (part) => {
    const cues = known.get(part) ?? cuesIn(part);
    if (!known.has(part)) for (const cue of cues) teach(vocabulary, cue);
    known.set(part, cues);
    return cues;
  };
}

function teach(vocabulary: Vocabulary, { by, text }: Cue): void {
  if (by === 'word') vocabulary.learn(text);
  if (by === 'beginning') vocabulary.learnBeginning(text);
}

function cuesIn(part: string): readonly Cue[] {
  const begins = part.length > 1 && part.endsWith('*');
  const words = wordsOf(begins ? part.slice(0, -1) : part);
  return words.map((text, at) => {
    if (text === NUMBER) return { by: 'number', text: '' };
    if (text === ANY) return { by: 'any', text: '' };
    return { by: begins && at === words.length - 1 ? 'beginning' : 'word', text };
  });
}

function wordsOf(written: string): readonly string[] {
  return written === NUMBER || PLAIN.test(written) ? [written] : readWords(written).map(({ text }) => text);
}

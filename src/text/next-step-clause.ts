import { type Item, is, type StepText } from './next-step-items.ts';

/** What one clause says; items are those that decide. */
export type Clause = {
  readonly items: readonly Item[];
  /** A verb with an object or a day: an action that somebody could carry out. */
  readonly action: Item | null;
  /** A verb without an object: an action only with a day. */
  readonly bareAction: Item | null;
  readonly event: Item | null;
  /** An event that is arranged, whatever tense tells it. */
  readonly arranged: Item | null;
  readonly deliverable: Item | null;
  readonly meet: Item | null;
  readonly nudge: Item | null;
  readonly vague: Item | null;
  readonly mode: Mode;
  readonly eventHasCompany: boolean;
  readonly isDateOnly: boolean;
  readonly hasDay: boolean;
  readonly hasTime: boolean;
};

type Mode = 'open' | 'soft' | 'wait' | 'uncertain' | 'negated' | 'past' | 'subordinate';

const PREPOSITIONS = new Set([
  'for',
  'of',
  'about',
  'in',
  'on',
  'by',
  'from',
  'with',
  'w',
  'after',
  'before',
  'without',
]);
const DETERMINERS = new Set([
  'the',
  'a',
  'an',
  'this',
  'their',
  'our',
  'his',
  'her',
  'its',
  'my',
  'your',
  'new',
  'last',
  'any',
  'no',
  's',
]);
const CONTRACTIONS = new Set(['s', 'm', 're']);
const SIMULTANEOUS = new Set(['+', '&', '/']);

/** Splits items at the ends of clauses. */
export function splitClauses(items: readonly Item[]): readonly (readonly Item[])[] {
  const clauses: Item[][] = [];
  let current: Item[] = [];
  for (const item of items) {
    if (item.is !== 'end') current.push(item);
    else if (current.length > 0) {
      clauses.push(current);
      current = [];
    }
  }
  if (current.length > 0) clauses.push(current);
  return clauses;
}

function isContent(item: Item): boolean {
  if (item.is === 'unknown' || item.is === 'number') return true;
  if (item.is !== 'words' || is(item, 'vagueObjects', 'negation', 'wait', 'soft', 'uncertain', 'subordinate'))
    return false;
  if (is(item, 'pronouns', 'deliverables', 'events', 'roles', 'parties', 'topicNouns', 'verbNouns', 'heads'))
    return true;
  return !is(
    item,
    'filler',
    'modal',
    'commits',
    'with',
    'and',
    'past',
    'arranged',
    'background',
    'meet',
    'nudges',
    'notNames',
    'own',
    'titles',
  );
}

/** The item before, marks and the verb in "he's" and "I'm" left out. */
function before(items: readonly Item[], at: number): Item | undefined {
  for (let index = at - 1; index >= 0; index--) {
    const item = items[index];
    const isContraction = CONTRACTIONS.has(item?.text ?? '') && is(items[index - 1], 'pronouns', 'commits');
    if (item !== undefined && item.is !== 'mark' && !isContraction) return item;
  }
  return undefined;
}

/** "the", "our", or the 's of an owner (not of "he's"). */
function isDetermined(items: readonly Item[], at: number): boolean {
  const previous = before(items, at);
  return previous !== undefined && (previous.text === 's' || DETERMINERS.has(previous.text));
}

/** Whether a verb that may also be a noun stands where a verb does. */
function standsAsVerb(items: readonly Item[], at: number): boolean {
  const previous = before(items, at);
  if (previous === undefined || previous.is === 'date' || previous.is === 'time') return true;
  if (is(previous, 'own') || isDetermined(items, at)) return false;
  return (
    is(previous, 'commits', 'and', 'pronouns') ||
    previous.text === 'to' ||
    (is(previous, 'modal') && !is(previous, 'filler'))
  );
}

function standsAsAction(items: readonly Item[], at: number): boolean {
  const item = items[at];
  if (is(item, 'verbNouns') && !is(item, 'verbs')) return standsAsVerb(items, at);
  const previous = before(items, at);
  if (previous === undefined) return true;
  if (isDetermined(items, at)) return false;
  if (is(item, 'events', 'deliverables', 'soft')) return standsAsVerb(items, at);
  return !(PREPOSITIONS.has(previous.text) && item?.text.endsWith('ing') === true);
}

function hasObject(items: readonly Item[], at: number, objectFirst: boolean): boolean {
  const rest = items.slice(at + 1);
  return rest.some(isContent) || (objectFirst && items.slice(0, at).some(isContent));
}

/** "get", "need": actions only with something to be handed over or an event as object. */
function hasThing(items: readonly Item[], at: number, objectFirst: boolean): boolean {
  const rest = objectFirst ? items : items.slice(at + 1);
  return rest.some((item) => is(item, 'deliverables', 'events'));
}

const MODES: readonly (readonly [Mode, Parameters<typeof is>[1]])[] = [
  ['wait', 'wait'],
  ['uncertain', 'uncertain'],
  ['negated', 'negation'],
  ['soft', 'soft'],
  ['soft', 'nudges'],
  ['soft', 'meet'],
  ['past', 'background'],
  ['past', 'report'],
  ['past', 'past'],
  ['subordinate', 'subordinate'],
];

/** The mode that a word starts; those that leave the rest of the clause open again give null. */
function modeAfter(item: Item, mode: Mode, acted: boolean): Mode {
  if (is(item, 'commits') && mode !== 'negated' && mode !== 'subordinate') return 'open';
  for (const [next, kind] of MODES)
    if (is(item, kind)) {
      if (next === 'past' && (acted || mode !== 'open')) return mode;
      if (next === 'subordinate' && mode !== 'open') return mode;
      return next;
    }
  return mode;
}

type Reading = {
  action: Item | null;
  bareAction: Item | null;
  event: Item | null;
  arranged: Item | null;
  deliverable: Item | null;
  meet: Item | null;
  nudge: Item | null;
  vague: Item | null;
  mode: Mode;
  eventHasCompany: boolean;
};

/** After an intention only "to" or "and" opens an action: "reach out to Sarah to book a call". */
function mayAct(mode: Mode, items: readonly Item[], at: number): boolean {
  if (mode !== 'soft') return mode === 'open';
  const previous = before(items, at);
  return is(previous, 'and', 'commits') || previous?.text === 'to';
}

function readVerb(reading: Reading, text: StepText, items: readonly Item[], at: number): boolean {
  const item = items[at];
  if (item === undefined || !is(item, 'verbs', 'verbNouns', 'light')) return false;
  if (!mayAct(reading.mode, items, at) || !standsAsAction(items, at)) return false;
  const { objectFirst } = text.language;
  const isLight = !is(item, 'verbs', 'verbNouns');
  const counts = isLight ? hasThing(items, at, objectFirst) : hasObject(items, at, objectFirst);
  if (counts) reading.action ??= item;
  else if (!isLight) reading.bareAction ??= item;
  return true;
}

function companyFollows(items: readonly Item[], at: number): boolean {
  const next = items[at + 1];
  if (!is(next, 'with')) return false;
  return items.slice(at + 2).some((item) => item.is === 'unknown' || is(item, 'roles', 'parties', 'heads'));
}

function readThing(reading: Reading, items: readonly Item[], at: number): void {
  const item = items[at];
  if (item === undefined) return;
  const isOpen = reading.mode === 'open';
  if (is(item, 'deliverables') && isOpen) reading.deliverable ??= item;
  if (!is(item, 'events')) return;
  reading.arranged ??= item;
  if (!isOpen) return;
  reading.event ??= item;
  reading.eventHasCompany ||= companyFollows(items, at);
}

/** Talks, nudges, waits and wishes, and the mode they leave behind. */
function readIntention(reading: Reading, item: Item): void {
  if (reading.mode === 'open') {
    if (is(item, 'meet')) reading.meet ??= item;
    if (is(item, 'nudges')) reading.nudge ??= item;
  }
  if (is(item, 'soft', 'meet', 'nudges', 'wait', 'uncertain')) reading.vague ??= item;
  reading.mode = modeAfter(item, reading.mode, reading.action !== null);
}

function readItem(reading: Reading, text: StepText, items: readonly Item[], at: number): void {
  const item = items[at];
  if (item === undefined || item.is !== 'words') return;
  const isVerb = readVerb(reading, text, items, at);
  readThing(reading, items, at);
  if (isVerb && !is(item, 'wait', 'uncertain')) return;
  readIntention(reading, item);
}

/** A wait or wish runs on over a comma until something new begins: a verb, a subject, an event. */
function carries(mode: Mode, items: readonly Item[]): boolean {
  if (mode !== 'wait') return false;
  const first = items.find((item) => item.is !== 'mark');
  if (first === undefined || first.is === 'date' || first.is === 'time') return false;
  return !is(
    first,
    'verbs',
    'verbNouns',
    'light',
    'commits',
    'events',
    'and',
    'modal',
    'past',
    'soft',
    'meet',
    'nudges',
  );
}

function readClause(text: StepText, items: readonly Item[], inherited: Mode): Clause {
  const reading: Reading = {
    action: null,
    bareAction: null,
    event: null,
    arranged: null,
    deliverable: null,
    meet: null,
    nudge: null,
    vague: null,
    mode: carries(inherited, items) ? inherited : 'open',
    eventHasCompany: false,
  };
  for (let at = 0; at < items.length; at++) readItem(reading, text, items, at);
  const arrangedNow = items.some((item) => is(item, 'arranged'));
  return {
    items,
    ...reading,
    arranged: arrangedNow ? reading.arranged : null,
    isDateOnly:
      items.every((item) => !isContent(item) || SIMULTANEOUS.has(item.text)) &&
      items.some(({ is: kind }) => kind === 'date'),
    hasDay: items.some(({ date }) => date?.precision === 'day'),
    hasTime: items.some(({ is: kind }) => kind === 'time'),
  };
}

/** Reads the clauses of the part that counts, in order. */
export function readClauses(text: StepText, items: readonly Item[]): readonly Clause[] {
  const clauses: Clause[] = [];
  let inherited: Mode = 'open';
  for (const part of splitClauses(items)) {
    const clause = readClause(text, part, inherited);
    inherited = clause.mode;
    clauses.push(clause);
  }
  return clauses;
}

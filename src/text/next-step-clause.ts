import { type Item, is, type StepText } from './next-step-items.ts';
import { anyOf, type Kinds } from './next-step-kinds.ts';
import { before, hasObject, hasThing, inferVerbs, isContent, isDone, standsAsAction } from './next-step-verbs.ts';

const COMMITS = anyOf('commits');
const LEADS_ON = anyOf('and', 'commits', 'infinitive');
const MAY_ACT = anyOf('verbs', 'verbNouns', 'light');
const TURNS = anyOf('wait', 'uncertain', 'background');
const FULL_VERBS = anyOf('verbs', 'verbNouns');
const ARRANGED = anyOf('arranged');
const WITH = anyOf('with');
const SOMEBODY = anyOf('roles', 'parties', 'heads');
const DELIVERABLES = anyOf('deliverables');
const EVENTS = anyOf('events');
const MEET = anyOf('meet');
const NUDGES = anyOf('nudges');
const WEAK = anyOf('soft', 'nudges');
const VAGUE = anyOf('soft', 'meet', 'nudges', 'wait', 'uncertain');
const BEGINS_ANEW = anyOf(
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
  /** A clock time on a day with somebody: an appointment without a name. */
  readonly slot: Item | null;
  /** A day, week or month ahead is named. */
  readonly hasPeriod: boolean;
};

type Mode = 'open' | 'soft' | 'wait' | 'uncertain' | 'negated' | 'past' | 'subordinate';

const SIMULTANEOUS = new Set(['+', '&', '/']);

/** Splits items at the ends of clauses. */
function splitClauses(items: readonly Item[]): readonly (readonly Item[])[] {
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

const MODES: readonly (readonly [Mode, Kinds])[] = [
  ['wait', anyOf('wait')],
  ['uncertain', anyOf('uncertain')],
  ['negated', anyOf('negation')],
  ['soft', anyOf('soft', 'nudges', 'meet')],
  ['past', anyOf('background', 'report', 'past')],
  ['subordinate', anyOf('subordinate')],
];

/** The mode that a word starts: what is promised opens the clause again, what is told closes it only at its start. */
function modeAfter(item: Item, mode: Mode, acted: boolean): Mode {
  if (is(item, COMMITS) && mode !== 'negated' && mode !== 'subordinate') return 'open';
  const next = MODES.find(([, kinds]) => is(item, kinds))?.[0] ?? mode;
  if (next === 'past' && acted) return mode;
  return (next === 'past' || next === 'subordinate') && mode !== 'open' ? mode : next;
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
  return is(before(items, at), LEADS_ON);
}

function readVerb(reading: Reading, text: StepText, items: readonly Item[], at: number): boolean {
  const item = items[at];
  if (item === undefined || !is(item, MAY_ACT)) return false;
  if (is(item, TURNS) || isDone(items, at)) return false;
  if (!mayAct(reading.mode, items, at) || !standsAsAction(items, at)) return false;
  const { objectFirst } = text.language;
  const isLight = !is(item, FULL_VERBS);
  const counts = isLight ? hasThing(items, at, objectFirst) : hasObject(items, at, objectFirst);
  if (counts) reading.action ??= item;
  else if (!isLight) reading.bareAction ??= item;
  return true;
}

function companyFollows(items: readonly Item[], at: number): boolean {
  const next = is(items[at + 1], ARRANGED) ? at + 2 : at + 1;
  if (!is(items[next], WITH)) return false;
  return items.slice(next + 1).some((item) => item.is === 'unknown' || is(item, SOMEBODY));
}

function readThing(reading: Reading, items: readonly Item[], at: number): void {
  const item = items[at];
  if (item === undefined) return;
  const isOpen = reading.mode === 'open';
  if (is(item, DELIVERABLES) && isOpen) reading.deliverable ??= item;
  if (!is(item, EVENTS)) return;
  reading.arranged ??= item;
  if (!isOpen) return;
  reading.event ??= item;
  reading.eventHasCompany ||= companyFollows(items, at);
}

/** Talks, nudges, waits and wishes, and the mode they leave behind. */
function readIntention(reading: Reading, item: Item, objectFirst: boolean): void {
  if (reading.mode === 'open') {
    if (is(item, MEET)) reading.meet ??= item;
    if (is(item, NUDGES)) reading.nudge ??= item;
  }
  const turns = reading.mode !== 'subordinate' && is(item, TURNS);
  if (turns || (objectFirst && is(item, WEAK))) reading.deliverable = null;
  if (is(item, VAGUE)) reading.vague ??= item;
  reading.mode = modeAfter(item, reading.mode, reading.action !== null);
}

function readItem(reading: Reading, text: StepText, items: readonly Item[], at: number): void {
  const item = items[at];
  if (item === undefined || item.is !== 'words') return;
  const isVerb = readVerb(reading, text, items, at);
  readThing(reading, items, at);
  if (isVerb) return;
  readIntention(reading, item, text.language.objectFirst);
}

/** A wait or wish runs on over a comma until something new begins: a verb, a subject, an event. */
function carries(mode: Mode, items: readonly Item[]): boolean {
  if (mode !== 'wait') return false;
  const first = items.find((item) => item.is !== 'mark');
  if (first === undefined || first.is === 'date' || first.is === 'time') return false;
  return !is(first, BEGINS_ANEW);
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
  const arrangement = items.find((item) => is(item, ARRANGED));
  const hasDay = items.some(({ date }) => date?.precision === 'day');
  return {
    items,
    ...reading,
    arranged:
      arrangement === undefined ? null : (reading.arranged ?? (hasDay && reading.vague === null ? arrangement : null)),
    isDateOnly:
      items.every((item) => !isContent(item) || SIMULTANEOUS.has(item.text)) &&
      items.some(({ is: kind }) => kind === 'date'),
    hasDay,
    slot:
      hasDay && items.some((item) => is(item, WITH)) ? (items.find(({ is: kind }) => kind === 'time') ?? null) : null,
    hasPeriod: items.some(({ date }) => date !== undefined && date.past !== true),
  };
}

/** Reads the clauses of the part that counts, in order. */
export function readClauses(text: StepText, items: readonly Item[]): readonly Clause[] {
  const clauses: Clause[] = [];
  let inherited: Mode = 'open';
  for (const part of splitClauses(items)) {
    const clause = readClause(text, inferVerbs(text, part), inherited);
    inherited = clause.mode;
    clauses.push(clause);
  }
  return clauses;
}

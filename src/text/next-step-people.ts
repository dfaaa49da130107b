import type { Clause } from './next-step-clause.ts';
import { type Item, is, type StepText } from './next-step-items.ts';
import { anyOf, shares } from './next-step-kinds.ts';
import type { Token } from './tokens.ts';

const TOWARD_SOMEBODY = anyOf('toward', 'with');
const TITLES = anyOf('titles');
const OURS = anyOf('internal', 'own');
const INFINITIVE = anyOf('infinitive');
const DOES = anyOf('commits', 'verbs', 'light');
const VERB_NOUNS = anyOf('verbNouns');
const ROLES = anyOf('roles');
const INTERNAL = anyOf('internal');
const OWN = anyOf('own');
const MODIFIED = anyOf('modified');
const PARTY_OR_ROLE = anyOf('parties', 'roles');
const SOMEBODY = anyOf('roles', 'parties', 'heads');
const SUBJECTS = anyOf(
  'deliverables',
  'topicNouns',
  'verbs',
  'verbNouns',
  'soft',
  'meet',
  'parties',
  'events',
  'light',
  'topics',
);
const CONTRACTIONS = anyOf('contractions');
const CONTRACTED = anyOf('pronouns', 'commits');
const TOPICS = anyOf('topics');
const TOWARD = anyOf('toward');
const WEAK_TOPICS = anyOf('weakTopics');
const EVENTS = anyOf('events');
const PURSUITS = anyOf('verbs', 'verbNouns', 'soft', 'meet', 'topics', 'light');
const OPENINGS = anyOf('verbs', 'verbNouns', 'events', 'meet', 'nudges', 'deliverables');
const TOPIC_NOUNS = anyOf('topicNouns');

const SHORTEST_NAME = 2;
/** Parts and dots of a name ("Dr. Ana M. Ruiz") between it and what tells that it is one. */
const LONGEST_NAME = 6;
const ACTING = anyOf('verbs', 'verbNouns', 'light', 'meet', 'soft', 'nudges', 'wait');
/** Words that may stand between "about" and the subject. */
const BETWEEN = anyOf('filler', 'own', 'subordinate', 'pronouns', 'commits', 'uncertain');

function couldBeName(item: Item | undefined, tokens: readonly Token[]): boolean {
  if (item === undefined || item.is !== 'unknown') return false;
  const token = tokens[item.from];
  return token?.kind === 'word' && token.capital === 'first' && token.text.length >= SHORTEST_NAME;
}

/** Whether an item, or the last word of a phrase such as "follow up with", leads to somebody. */
function leadsToSomebody(item: Item | undefined, text: StepText): boolean {
  if (item === undefined) return false;
  if (item.text === '@' || is(item, TOWARD_SOMEBODY)) return true;
  if (item.is !== 'words' || item.to - item.from < 2) return false;
  const end = text.tokens[item.to - 1]?.kind === 'mark' ? item.to - 2 : item.to - 1;
  const last = text.language.match(text.tokens, end)?.value;
  return last !== undefined && shares(last, TOWARD_SOMEBODY);
}

/** A word before the name that a person follows: with, call, ask, Mr, or the first half of the name. */
function ledIn(items: readonly Item[], at: number, text: StepText): boolean {
  const { tokens } = text;
  let index = at - 1;
  while (
    at - index <= LONGEST_NAME &&
    items[index] !== undefined &&
    (items[index]?.text === '"' ||
      items[index]?.text === '.' ||
      items[index]?.text === '/' ||
      is(items[index], TITLES) ||
      couldBeName(items[index], tokens))
  ) {
    if (is(items[index], TITLES)) return true;
    index--;
  }
  if (is(items[index], OURS)) return false;
  return leadsToSomebody(items[index], text);
}

/** What follows the name says that it is a person: a bracket, 's, "to send", "signs". */
function ledOut(items: readonly Item[], at: number, tokens: readonly Token[], left = LONGEST_NAME): boolean {
  const next = items[at + 1];
  if (next === undefined) return false;
  if (next.text === '(') return true;
  if (next.text === 's' && tokens[next.from]?.glued === true) return true;
  if (couldBeName(next, tokens)) return left > 0 && ledOut(items, at + 1, tokens, left - 1);
  return (
    (is(next, INFINITIVE) && is(items[at + 2], ACTING)) ||
    is(next, DOES) ||
    (is(next, VERB_NOUNS) && next.text.endsWith('s'))
  );
}

function isRole(items: readonly Item[], at: number): boolean {
  const item = items[at];
  if (item === undefined || item.is !== 'words' || !is(item, ROLES) || is(item, INTERNAL)) return false;
  return !is(items[at - 1], OWN) && !is(items[at + 1], MODIFIED);
}

/** "procurement (Thaddeus)": the name of who stands for a team or role. */
function inBrackets(items: readonly Item[], at: number): boolean {
  return items[at - 1]?.text === '(' && items[at + 1]?.text === ')' && is(items[at - 2], PARTY_OR_ROLE);
}

function isPerson(items: readonly Item[], at: number, text: StepText): boolean {
  const { tokens } = text;
  if (isRole(items, at)) return true;
  if (!couldBeName(items[at], tokens) || is(items[at - 1], OURS)) return false;
  return ledIn(items, at, text) || ledOut(items, at, tokens) || inBrackets(items, at);
}

/** A named person or an exact role on the customer's side; our own people and whole teams do not count. */
export function findPerson(clauses: readonly Clause[], text: StepText): Item | null {
  for (const { items } of clauses) {
    const found = items.find((_, at) => isPerson(items, at, text));
    if (found !== undefined) return found;
  }
  return null;
}

/** Whether anybody at all is meant: a person, a party, or somebody after "with". */
export function hasCompany(clauses: readonly Clause[], text: StepText): boolean {
  if (findPerson(clauses, text) !== null) return true;
  return clauses.some(({ items }) =>
    items.some((item, at) => is(item, PARTY_OR_ROLE) || (is(item, TOWARD_SOMEBODY) && items[at + 1]?.is === 'unknown')),
  );
}

/** Somebody to whom a thing may be handed. */
export function isRecipient(item: Item | undefined): boolean {
  return item !== undefined && (item.is === 'unknown' || is(item, SOMEBODY));
}

function isSubject(item: Item | undefined): boolean {
  if (item === undefined) return false;
  if (item.is === 'unknown' || item.is === 'number') return true;
  return item.is === 'words' && is(item, SUBJECTS);
}

function afterFiller(items: readonly Item[], at: number): Item | undefined {
  for (let index = at + 1; index < items.length; index++) {
    const item = items[index];
    if (item !== undefined && item.is !== 'mark' && (isSubject(item) || !is(item, BETWEEN))) return item;
  }
  return undefined;
}

/** "re: pallet tracking", "to go over ROI", "on headcount numbers", "Ask: sponsor". */
function namesTopic(items: readonly Item[], at: number, next: Clause | undefined): boolean {
  const item = items[at];
  if (item === undefined || (is(item, CONTRACTIONS) && is(items[at - 1], CONTRACTED))) return false;
  const isLast = at === items.length - 1;
  const following = isLast ? next?.items.find((one) => one.is !== 'mark') : afterFiller(items, at);
  if (is(item, TOPICS)) return isSubject(following) && !(is(item, TOWARD) && following?.is === 'unknown');
  return is(item, WEAK_TOPICS) && at > 0 && followsWeakTopic(items, at, following);
}

/** After "on" or "for" a subject, after "to" a verb whose subject does not stand before it. */
function followsWeakTopic(items: readonly Item[], at: number, following: Item | undefined): boolean {
  if (!is(items[at], INFINITIVE)) return isSubject(following) && !is(following, EVENTS);
  return is(following, PURSUITS) && !couldOpen(items, at);
}

/** "Raj to load": the words before "to" are only who acts. */
function couldOpen(items: readonly Item[], at: number): boolean {
  return !items.slice(0, at).some((item) => item.is === 'words' && is(item, OPENINGS));
}

/** A subject ("budget numbers") beside an appointment. */
function topicNoun(clauses: readonly Clause[], decided: Item): Item | null {
  for (const { items } of clauses) {
    const noun = items.find((item) => item !== decided && is(item, TOPIC_NOUNS));
    if (noun !== undefined) return noun;
  }
  return null;
}

/** The words that say what an appointment or action is for, or null. `primary` is the clause that holds the action. */
export function findPurpose(
  clauses: readonly Clause[],
  primary: Clause,
  decided: Item,
  isAction: boolean,
): Item | null {
  for (const [index, clause] of clauses.entries()) {
    const topic = clause.items.find((_, at) => namesTopic(clause.items, at, clauses[index + 1]));
    if (topic !== undefined) return topic;
    if (clause !== primary && clause.action !== null) return clause.action;
  }
  if (!isAction || is(decided, EVENTS)) return topicNoun(clauses, decided);
  return clauses.some((clause) => clause !== primary && clause.event !== null) ? decided : null;
}

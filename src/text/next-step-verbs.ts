import { type Item, is, type StepText } from './next-step-items.ts';
import { anyOf } from './next-step-kinds.ts';

const EMPTY = anyOf('vagueObjects', 'negation', 'wait', 'soft', 'uncertain', 'subordinate');
const THINGS = anyOf('pronouns', 'deliverables', 'events', 'roles', 'parties', 'topicNouns', 'verbNouns', 'heads');
const SMALL = anyOf(
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
  'internal',
);
const CONTRACTIONS = anyOf('contractions');
const CONTRACTED = anyOf('pronouns', 'commits');
const DETERMINERS = anyOf('determiners');
const OWN = anyOf('own');
const BEFORE_VERBS = anyOf('commits', 'and', 'pronouns');
const INFINITIVE = anyOf('infinitive');
const MODAL = anyOf('modal');
const FILLER = anyOf('filler');
const VERB_NOUNS = anyOf('verbNouns');
const VERBS = anyOf('verbs');
const ALSO_NOUNS = anyOf('events', 'deliverables', 'soft');
const PREPOSITIONS = anyOf('prepositions');
const INTERNAL = anyOf('internal');
const AND = anyOf('and');
const HANDED_OVER = anyOf('deliverables', 'events');
const BACKGROUND = anyOf('background');
const SETTLED = anyOf('past', 'arranged');
const EVENTS = anyOf('events');
const COMMITS = anyOf('commits');
const DETERMINING = anyOf('determiners', 'own');

const SHORTEST_VERB = 4;

/** Whether an item is something to act on, rather than a small word, a wish or one of our own people. */
export function isContent(item: Item): boolean {
  if (item.is === 'unknown' || item.is === 'number') return true;
  if (item.is !== 'words' || is(item, EMPTY)) return false;
  if (is(item, THINGS)) return true;
  return !is(item, SMALL);
}

/** The item before, marks and the verb in "he's" and "I'm" left out. */
export function before(items: readonly Item[], at: number): Item | undefined {
  for (let index = at - 1; index >= 0; index--) {
    const item = items[index];
    const isContraction = is(item, CONTRACTIONS) && is(items[index - 1], CONTRACTED);
    if (item !== undefined && item.is !== 'mark' && !isContraction) return item;
  }
  return undefined;
}

/** "the", "our", or the 's of an owner (not of "he's"). */
function isDetermined(items: readonly Item[], at: number): boolean {
  const previous = before(items, at);
  return is(previous, DETERMINERS);
}

/** Whether a verb that may also be a noun stands where a verb does. */
function standsAsVerb(items: readonly Item[], at: number): boolean {
  const previous = before(items, at);
  if (previous === undefined || previous.is === 'date' || previous.is === 'time') return true;
  if (is(previous, OWN) || isDetermined(items, at)) return false;
  return is(previous, BEFORE_VERBS) || is(previous, INFINITIVE) || (is(previous, MODAL) && !is(previous, FILLER));
}

export function standsAsAction(items: readonly Item[], at: number): boolean {
  const item = items[at];
  if (is(item, VERB_NOUNS) && !is(item, VERBS)) return standsAsVerb(items, at);
  const previous = before(items, at);
  if (previous === undefined) return true;
  if (isDetermined(items, at)) return false;
  if (is(item, ALSO_NOUNS)) return standsAsVerb(items, at);
  return !(is(previous, PREPOSITIONS) && item?.text.endsWith('ing') === true);
}

/** Whether a verb has an object, or a subject that is "to" do it ("Pam to sign"); "#3" counts attempts, and a noun after "and" ("VM + email") is a second verb. */
export function hasObject(items: readonly Item[], at: number, objectFirst: boolean): boolean {
  const isObject = (item: Item, index: number) => {
    const previous = items[index - 1];
    const isOurs = is(item, INTERNAL) && is(previous, INFINITIVE);
    return (isContent(item) || isOurs) && previous?.text !== '#' && !(is(previous, AND) && is(item, VERB_NOUNS));
  };
  const rest = items.some((item, index) => index > at && isObject(item, index));
  const hasSubject = is(items[at - 1], INFINITIVE) && items.slice(0, at).some(isContent);
  return rest || hasSubject || (objectFirst && items.slice(0, at).some(isContent));
}

/** "get", "need": actions only with something to be handed over or an event as object. */
export function hasThing(items: readonly Item[], at: number, objectFirst: boolean): boolean {
  const rest = objectFirst ? items : items.slice(at + 1);
  return rest.some((item) => is(item, HANDED_OVER));
}

/** "Email sent", "call booked", "intro call", "trial ends": a noun with what has become of it. */
export function isDone(items: readonly Item[], at: number): boolean {
  if (is(items[at + 1], BACKGROUND)) return true;
  if (!is(items[at], VERB_NOUNS)) return false;
  return is(items[at + 1], SETTLED) || is(items[at + 1], EVENTS);
}

function isLower(item: Item, text: StepText): boolean {
  const token = text.tokens[item.from];
  return (
    item.is === 'unknown' && token?.kind === 'word' && token.capital === 'none' && token.text.length >= SHORTEST_VERB
  );
}

function endsLikeVerb(item: Item, text: StepText): boolean {
  const word = text.tokens[item.from]?.text ?? '';
  return word.length > SHORTEST_VERB && text.language.verbEndings.some((ending) => word.endsWith(ending));
}

function isInferred(text: StepText, items: readonly Item[], at: number): boolean {
  const item = items[at];
  if (item === undefined || item.is !== 'unknown') return false;
  const previous = before(items, at);
  const leads = previous === undefined || is(previous, COMMITS) || previous.is === 'date' || previous.is === 'time';
  if (text.language.objectFirst) {
    const isLast = !items.slice(at + 1).some(isContent);
    return isLast && isLower(item, text) && endsLikeVerb(item, text);
  }
  if (leads && (endsLikeVerb(item, text) || (is(items[at + 1], DETERMINING) && !is(items[at + 1], CONTRACTIONS))))
    return true;
  return isLower(item, text) && is(previous, INFINITIVE) && at > 1;
}

/** Takes unknown words for verbs where only a verb may stand: "Raj to whitelist", "configurer l'accès". */
export function inferVerbs(text: StepText, items: readonly Item[]): readonly Item[] {
  return items.map((item, at) =>
    isInferred(text, items, at) ? { ...item, is: 'words' as const, kinds: VERBS } : item,
  );
}

import { type Item, is, type StepText } from './next-step-items.ts';
import type { Kinds } from './next-step-lexicon.ts';

const VERB: Kinds = new Set(['verbs']);
const SHORTEST_VERB = 4;

/** Whether an item is something to act on, rather than a small word, a wish or one of our own people. */
export function isContent(item: Item): boolean {
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
    'internal',
  );
}

/** The item before, marks and the verb in "he's" and "I'm" left out. */
export function before(items: readonly Item[], at: number): Item | undefined {
  for (let index = at - 1; index >= 0; index--) {
    const item = items[index];
    const isContraction = is(item, 'contractions') && is(items[index - 1], 'pronouns', 'commits');
    if (item !== undefined && item.is !== 'mark' && !isContraction) return item;
  }
  return undefined;
}

/** "the", "our", or the 's of an owner (not of "he's"). */
function isDetermined(items: readonly Item[], at: number): boolean {
  const previous = before(items, at);
  return is(previous, 'determiners');
}

/** Whether a verb that may also be a noun stands where a verb does. */
function standsAsVerb(items: readonly Item[], at: number): boolean {
  const previous = before(items, at);
  if (previous === undefined || previous.is === 'date' || previous.is === 'time') return true;
  if (is(previous, 'own') || isDetermined(items, at)) return false;
  return (
    is(previous, 'commits', 'and', 'pronouns') ||
    is(previous, 'infinitive') ||
    (is(previous, 'modal') && !is(previous, 'filler'))
  );
}

export function standsAsAction(items: readonly Item[], at: number): boolean {
  const item = items[at];
  if (is(item, 'verbNouns') && !is(item, 'verbs')) return standsAsVerb(items, at);
  const previous = before(items, at);
  if (previous === undefined) return true;
  if (isDetermined(items, at)) return false;
  if (is(item, 'events', 'deliverables', 'soft')) return standsAsVerb(items, at);
  return !(is(previous, 'prepositions') && item?.text.endsWith('ing') === true);
}

/** Whether a verb has an object, or a subject that is "to" do it ("Pam to sign"); "#3" counts attempts, and a noun after "and" ("VM + email") is a second verb. */
export function hasObject(items: readonly Item[], at: number, objectFirst: boolean): boolean {
  const isObject = (item: Item, index: number) => {
    const previous = items[index - 1];
    const isOurs = is(item, 'internal') && is(previous, 'infinitive');
    return (isContent(item) || isOurs) && previous?.text !== '#' && !(is(previous, 'and') && is(item, 'verbNouns'));
  };
  const rest = items.some((item, index) => index > at && isObject(item, index));
  const hasSubject = is(items[at - 1], 'infinitive') && items.slice(0, at).some(isContent);
  return rest || hasSubject || (objectFirst && items.slice(0, at).some(isContent));
}

/** "get", "need": actions only with something to be handed over or an event as object. */
export function hasThing(items: readonly Item[], at: number, objectFirst: boolean): boolean {
  const rest = objectFirst ? items : items.slice(at + 1);
  return rest.some((item) => is(item, 'deliverables', 'events'));
}

/** "Email sent", "call booked", "intro call", "trial ends": a noun with what has become of it. */
export function isDone(items: readonly Item[], at: number): boolean {
  if (is(items[at + 1], 'background')) return true;
  if (!is(items[at], 'verbNouns')) return false;
  return is(items[at + 1], 'past', 'arranged') || is(items[at + 1], 'events');
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
  const leads = previous === undefined || is(previous, 'commits') || previous.is === 'date' || previous.is === 'time';
  if (text.language.objectFirst) {
    const isLast = !items.slice(at + 1).some(isContent);
    return isLast && isLower(item, text) && endsLikeVerb(item, text);
  }
  if (
    leads &&
    (endsLikeVerb(item, text) || (is(items[at + 1], 'determiners', 'own') && !is(items[at + 1], 'contractions')))
  )
    return true;
  return isLower(item, text) && is(previous, 'infinitive') && at > 1;
}

/** Takes unknown words for verbs where only a verb may stand: "Raj to whitelist", "configurer l'accès". */
export function inferVerbs(text: StepText, items: readonly Item[]): readonly Item[] {
  return items.map((item, at) => (isInferred(text, items, at) ? { ...item, is: 'words' as const, kinds: VERB } : item));
}

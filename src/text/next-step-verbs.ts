import { type Item, is } from './next-step-items.ts';

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

export function hasObject(items: readonly Item[], at: number, objectFirst: boolean): boolean {
  const rest = items.slice(at + 1);
  return rest.some(isContent) || (objectFirst && items.slice(0, at).some(isContent));
}

/** "get", "need": actions only with something to be handed over or an event as object. */
export function hasThing(items: readonly Item[], at: number, objectFirst: boolean): boolean {
  const rest = objectFirst ? items : items.slice(at + 1);
  return rest.some((item) => is(item, 'deliverables', 'events'));
}

/** "Email sent", "call booked": a noun with what has become of it. */
export function isDone(items: readonly Item[], at: number): boolean {
  return is(items[at], 'verbNouns') && is(items[at + 1], 'past', 'arranged');
}

import { parseDay } from '../lib/time.ts';
import { canon, type Field } from '../model/fields.ts';
import type { Deal } from '../model/records.ts';
import type { Subject } from './fact.ts';
import { type Change, changesOf } from './folds/timeline.ts';
import type { World } from './world.ts';

/** A value of the history, which tells everything as text; `undefined` where it cannot be read. */
function readValue(type: Field['type'], text: string | null): string | number | boolean | null | undefined {
  if (text === null) return null;
  if (type === 'text') return text;
  if (type === 'date') return parseDay(text.slice(0, 10));
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : undefined;
  const number = type === 'number' && text.trim() !== '' ? Number(text) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}

/** What a field held at a moment: what it was last changed to, or else what the next change found. */
function heldAt(changes: readonly Change[], field: string, at: number): string | null | undefined {
  const own = changes.filter((change) => change.field === field);
  const last = own.findLast((change) => change.at <= at);
  return last === undefined ? own.find((change) => change.at > at)?.from : last.to;
}

/** The tracked fields as they were; one that was never changed is as it is now, one that is not tracked is not known. */
function recordAt(deal: Deal, world: World, changes: readonly Change[], at: number): Deal {
  const present: Readonly<Record<string, unknown>> = deal;
  const then: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(canon.deal)) {
    if (!world.tracks('deal', name)) continue;
    const text = heldAt(changes, name, at);
    then[name] = text === undefined ? present[name] : readValue(field.type, text);
  }
  const { type, id, createdAt, createdById, currency } = deal;
  return { ...then, type, id, createdAt, createdById, currency };
}

/** The changes before a moment. A change of stage at that very moment is the one that is looked at. */
const before = (changes: readonly Change[], moment: number): Change[] =>
  changes.filter(({ at, field }) => at < moment || (at === moment && field !== 'stage'));

/**
 * A deal as it stood when it left a stage: its tracked fields, the stage it was leaving, and those facts that can be told
 * of the past (`tellsPast`). Everything else is not known, whatever it is now. The currency is taken to be as it is.
 */
export function whenLeaving(subject: Subject, stage: string, at: number): Subject | undefined {
  const { record, world } = subject;
  if (record.type !== 'deal') return undefined;
  const changes = record.id ? changesOf(world.folds.timeline.of(record.id)) : [];
  const timeline: World['folds']['timeline'] = {
    ...world.folds.timeline,
    of: () => ({ changes: before(changes, at), isSorted: true }),
  };
  return {
    record: { ...recordAt(record, world, changes, at), stage },
    world: {
      ...world,
      asOf: at,
      today: world.calendar.zone.toDay(at),
      folds: { ...world.folds, timeline },
      present: subject,
    },
  };
}

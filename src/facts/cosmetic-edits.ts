import type { Day } from '../lib/time.ts';
import { canon, type Fields } from '../model/fields.ts';
import type { RecordType } from '../model/records.ts';
import { oncePerWorld } from './fact.ts';
import { type Change, changesOf } from './folds/timeline.ts';
import type { World } from './world.ts';

/** What one person has edited without saying anything: records on which only dates and statuses were touched. */
export interface CosmeticEdits {
  /** Records touched so since the burst began. */
  recent: number;
  /** Records touched so on each of the days before, added up. */
  earlier: number;
}

/** Whether a field is a date, a status or a stage: moving it says nothing of what was done. */
function isCosmetic(field: string): boolean {
  if (field === 'status' || field === 'stage') return true;
  const types: readonly RecordType[] = ['lead', 'deal'];
  return types.some((type) => {
    const fields: Fields = canon[type];
    return Object.hasOwn(fields, field) && fields[field]?.type === 'date';
  });
}

/** When the burst began, and when the time before it that shows what is usual. */
export function burstWindow({ calendar, limits, asOf }: World): { readonly from: number; readonly normFrom: number } {
  const from = calendar.add(asOf, { ...limits.burst, amount: -limits.burst.amount });
  return { from, normFrom: calendar.add(from, { ...limits.burstNorm, amount: -limits.burstNorm.amount }) };
}

/** The people who, in one stretch of time, touched nothing but dates and statuses of a record. */
export function cosmeticActors(changes: readonly Change[]): readonly string[] {
  const byPerson = new Map<string, boolean>();
  // Some histories tell with which stage a record began: making it is no touch of it.
  for (const { byId, field, from } of changes)
    if (byId && !(field === 'stage' && !from)) byPerson.set(byId, (byPerson.get(byId) ?? true) && isCosmetic(field));
  return [...byPerson].filter(([, only]) => only).map(([id]) => id);
}

function byDay(changes: readonly Change[], { calendar }: World): readonly (readonly Change[])[] {
  const days = new Map<Day, Change[]>();
  for (const change of changes) {
    const day = calendar.zone.toDay(change.at);
    const list = days.get(day);
    if (list === undefined) days.set(day, [change]);
    else list.push(change);
  }
  return [...days.values()];
}

/** Such edits by person, over all records. */
export const cosmeticEdits = oncePerWorld((world): ReadonlyMap<string, CosmeticEdits> => {
  const { from, normFrom } = burstWindow(world);
  const people = new Map<string, CosmeticEdits>();
  const count = (id: string, span: keyof CosmeticEdits): void => {
    const edits = people.get(id) ?? { recent: 0, earlier: 0 };
    edits[span] += 1;
    people.set(id, edits);
  };
  for (const [, timeline] of world.folds.timeline.entries()) {
    const changes = changesOf(timeline).filter(({ at }) => at >= normFrom);
    for (const id of cosmeticActors(changes.filter(({ at }) => at >= from))) count(id, 'recent');
    const before = changes.filter(({ at }) => at < from && at >= normFrom);
    for (const day of byDay(before, world)) for (const id of cosmeticActors(day)) count(id, 'earlier');
  }
  return people;
});

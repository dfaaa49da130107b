import { compileDateFormat, type DateFormat } from '../../lib/date-format.ts';
import { formatDay, MINUTE, parseInstant } from '../../lib/time.ts';
import { UTC } from '../../lib/time-zone.ts';
import type { HistoryEntry } from '../../model/records.ts';
import { isSpelledBlank } from '../files/blanks.ts';
import type { Office } from './office.ts';
import type { ApiRecord, ApiVersion } from './payloads.ts';
import { textOf } from './row-of.ts';
import type { Tracked } from './wanted.ts';

/** What a record was made with is not a change. */
const AT_BIRTH = MINUTE;

/** HubSpot keeps so many values of a property at most: the oldest of a full list may have followed others. */
const FULL = 20;

interface Dated {
  readonly at: number;
  readonly value: string;
  readonly byId: string | null | undefined;
}

/** Versions arrive newest first, which nobody promises. */
function inOrder(versions: readonly ApiVersion[], office: Office): readonly Dated[] {
  return versions
    .flatMap(({ value, timestamp, updatedByUserId }) => {
      const at = parseInstant(timestamp, UTC);
      const byId = updatedByUserId ? office.owners.ownerOfUser(updatedByUserId) : null;
      return at === undefined ? [] : [{ at, value: value ?? '', byId }];
    })
    .sort((a, b) => a.at - b.at || (a.value < b.value ? -1 : a.value > b.value ? 1 : 0));
}

type Read = (value: string) => string | null;

/** Values of history as the record itself has them: labels, days, ids of owners. */
function readerOf(
  field: string,
  property: string,
  object: 'contacts' | 'deals' | 'leads',
  office: Office,
  dates: DateFormat,
): Read {
  if (field === 'nextStep') return (value) => value || null;
  const shown = (value: string): string => {
    if (!field.endsWith('Date')) return textOf(office, object, property, value);
    const day = dates.day(value);
    return day === undefined ? value : formatDay(day);
  };
  return (value) => (isSpelledBlank(value.trim()) ? null : shown(value));
}

function entriesOf(
  versions: readonly Dated[],
  read: Read,
  createdAt: number | undefined,
  base: HistoryEntry,
): readonly HistoryEntry[] {
  const entries: HistoryEntry[] = [];
  let before: string | null | undefined;
  for (const { at, value, byId } of versions) {
    const to = read(value);
    const isFirst = before === undefined;
    if (isFirst ? isChange(at, createdAt, base.field, versions.length) : to !== before)
      entries.push({ ...base, from: before ?? null, to, at, byId });
    before = to;
  }
  return entries;
}

/** The first value of a property is a change when it came later than the record; of a stage it is where the way began. */
function isChange(
  at: number,
  createdAt: number | undefined,
  field: string | null | undefined,
  versions: number,
): boolean {
  if (field === 'stage') return versions < FULL;
  return versions < FULL && createdAt !== undefined && at > createdAt + AT_BIRTH;
}

export type ChangesOf = (
  record: ApiRecord,
  object: 'contacts' | 'deals' | 'leads',
  recordId: string,
  tracked: Tracked,
) => readonly HistoryEntry[];

/** The recorded changes of a record, by property and then by time. */
export function startChanges(office: Office): ChangesOf {
  const zone = office.info.zone ?? office.reading.zone;
  const dates = compileDateFormat('auto', { zone, asOf: office.reading.wants.asOf });
  if (!('day' in dates)) throw new Error(dates.message);
  return (record, object, recordId, tracked) => {
    const made = record.properties.createdate || record.properties.hs_createdate;
    const createdAt = made ? parseInstant(made, UTC) : undefined;
    const recordType = object === 'deals' ? 'deal' : 'lead';
    return [...tracked].flatMap(([field, property]) => {
      const versions = inOrder(record.propertiesWithHistory?.[property] ?? [], office);
      const read = readerOf(field, property, object, office, dates);
      return entriesOf(versions, read, createdAt, { recordId, recordType, field });
    });
  };
}

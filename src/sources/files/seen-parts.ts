import type { Part, Stream } from '../../model/dataset.ts';
import type { RowType } from '../../model/fields.ts';
import type { Activity, HistoryEntry, Rows } from '../../model/records.ts';
import { eachRow } from './stream.ts';

/** The parts of a CRM that a file of one row type shows by being there. */
export const partOfType: { readonly [T in RowType]?: Part } = {
  person: 'people',
  account: 'accounts',
  contact: 'contacts',
  contactRole: 'contactRoles',
};

const partOfKind: ReadonlyMap<string, Part> = new Map([
  ['task', 'tasks'],
  ['call', 'calls'],
  ['email', 'emails'],
  ['meeting', 'meetings'],
  ['note', 'notes'],
]);

/** The parts that rows show: a file of activity or history may hold any of them, and shows those of which it has a row. */
export function partsOfActivity({ kind, contactIds, emails }: Activity, parts: Set<Part>): void {
  const part = partOfKind.get(kind ?? '');
  if (part !== undefined) parts.add(part);
  if (contactIds !== undefined || emails !== undefined) parts.add('participants');
}

export function partsOfHistory({ recordType }: HistoryEntry, parts: Set<Part>): void {
  if (recordType === 'lead' || recordType === 'deal') parts.add(`${recordType}History`);
}

/** The same rows, with the parts that they show noted as they pass. */
export function notingParts<T extends RowType>(type: T, rows: Stream<Rows[T]>, parts: Set<Part>): Stream<Rows[T]>;
export function notingParts(type: RowType, rows: Stream<Rows[RowType]>, parts: Set<Part>): Stream<Rows[RowType]> {
  const note = type === 'activity' ? partsOfActivity : type === 'history' ? partsOfHistory : undefined;
  if (note === undefined) return rows;
  return eachRow(rows, (row: Rows[RowType], out: Rows[RowType][]) => {
    note(row, parts);
    out.push(row);
  });
}

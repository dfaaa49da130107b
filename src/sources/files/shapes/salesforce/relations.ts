import type { Stream } from '../../../../model/dataset.ts';
import { cell, type RowOfCells } from '../../cell.ts';
import { drain } from '../../stream.ts';
import { rowsOf } from '../../table.ts';
import { keyPrefix } from './about.ts';
import type { Org } from './org.ts';

/** Someone who is related to an activity; `status` is that of an invitation, in lower case. */
export interface Related {
  readonly id: string;
  readonly status: string | null;
}

/** People by the id of the activity, or records by the id of a note. */
export type Relations = ReadonlyMap<string, readonly Related[]>;

const relationCells = (activity: string) => ({
  activityId: cell('text', activity, { holds: 'id' }),
  relationId: cell('text', 'RelationId', { holds: 'id' }),
  status: cell('text', 'Status'),
  isDeleted: cell('boolean', 'IsDeleted'),
});

const linkCells = {
  activityId: cell('text', 'ContentDocumentId', { holds: 'id' }),
  relationId: cell('text', 'LinkedEntityId', { holds: 'id' }),
  status: cell('text', []),
  isDeleted: cell('boolean', 'IsDeleted'),
};

const isPerson = (id: string): boolean => id.startsWith(keyPrefix.contact) || id.startsWith(keyPrefix.lead);
const isRecord = (id: string): boolean =>
  isPerson(id) || id.startsWith(keyPrefix.deal) || id.startsWith(keyPrefix.account);

type Row = RowOfCells<typeof linkCells>;

async function gatherRelations(rows: Stream<Row>, isWanted: (id: string) => boolean): Promise<Relations> {
  const relations = new Map<string, Related[]>();
  await drain(rows, ({ activityId, relationId, status, isDeleted }) => {
    if (!activityId || !relationId || isDeleted === true || !isWanted(relationId)) return;
    const related = { id: relationId, status: status?.toLowerCase() ?? null };
    const known = relations.get(activityId);
    if (known === undefined) relations.set(activityId, [related]);
    else known.push(related);
  });
  return relations;
}

/** A table of joins, opened now and read when it is needed. */
export type Join = () => Promise<Relations>;

const none: Join = async () => new Map();

/** The people of tasks (`TaskRelation`) or events (`EventRelation`), where activities may have several. */
export async function openRelations(org: Org, object: 'TaskRelation' | 'EventRelation'): Promise<Join> {
  const table = await org.open('activity', object, relationCells(object.replace('Relation', 'Id')));
  if (table !== undefined) return () => gatherRelations(rowsOf(table, org.reading), isPerson);
  org.lacks(object, ': of several contacts of an activity only the first is known', [], false);
  return none;
}

/** The records that a `ContentNote` is attached to. */
export async function openLinks(org: Org): Promise<Join> {
  const table = await org.open('activity', 'ContentDocumentLink', linkCells);
  return table === undefined ? none : () => gatherRelations(rowsOf(table, org.reading), isRecord);
}

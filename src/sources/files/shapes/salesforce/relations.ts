import type { Stream } from '../../../../model/dataset.ts';
import { cell, type RowOfCells } from '../../cell.ts';
import { drain } from '../../stream.ts';
import { rowsOf, type Table } from '../../table.ts';
import { keyPrefix } from './about.ts';
import type { Org } from './org.ts';
import { type Related, type RelationTable, startRelationTable } from './relation-table.ts';

/** People by the id of the activity, or records by the id of a note; `undefined`: not known of any. */
export type Relations = RelationTable | undefined;

/** Who is related to an activity. Of one whose id is not known, that is not known either. */
export function relatedTo(relations: Relations, id: string | null | undefined): readonly Related[] | undefined {
  if (relations?.size === 0) return [];
  return id ? (relations?.get(id) ?? (relations === undefined ? undefined : [])) : undefined;
}

const relationCells = (activity: string) => ({
  activityId: cell('text', activity, { holds: 'id', hides: ['participants'] }),
  relationId: cell('text', 'RelationId', { holds: 'id', hides: ['participants'] }),
  status: cell('text', 'Status', { hides: activity === 'EventId' ? ['participants'] : [] }),
  isDeleted: cell('boolean', 'IsDeleted'),
});

const linkCells = {
  activityId: cell('text', 'ContentDocumentId', { holds: 'id', hides: ['notes'] }),
  relationId: cell('text', 'LinkedEntityId', { holds: 'id', hides: ['notes'] }),
  status: cell('text', []),
  isDeleted: cell('boolean', 'IsDeleted'),
};

/** How many people an activity has, and who is known of them. */
interface Attended {
  readonly whoId?: string | null | undefined;
  readonly whatId?: string | null | undefined;
  readonly whoCount?: number | null | undefined;
}

/** Whether an activity has several people of whom the relations tell none. */
const isCrowd = ({ whoCount }: Attended, related: readonly Related[] | undefined): boolean =>
  related?.length === 0 && (whoCount ?? 0) > 1;

/** Whether those who took part in an activity, or what it was about, are not known in full. */
export const hidesPeople = (row: Attended, related: readonly Related[] | undefined): boolean =>
  related === undefined || row.whoId === undefined || row.whatId === undefined || isCrowd(row, related);

/** Counts the activities that have several people of whom only one is told, and says so after the last. */
export function startCrowd({ place }: Table, { gaps }: Org['reading']) {
  let count = 0;
  return {
    look: (row: Attended, related: readonly Related[] | undefined): void => {
      if (isCrowd(row, related)) count += 1;
    },
    tell: (): void => {
      if (count === 0) return;
      const reason = `of ${count} with several contacts only the first is known`;
      gaps.push({ what: place.name, reason, hides: ['participants'], isIncomplete: true });
    },
  };
}

const isPerson = (id: string): boolean => id.startsWith(keyPrefix.contact) || id.startsWith(keyPrefix.lead);
const isRecord = (id: string): boolean =>
  isPerson(id) || id.startsWith(keyPrefix.deal) || id.startsWith(keyPrefix.account);

type Row = RowOfCells<typeof linkCells>;

async function gatherRelations(rows: Stream<Row>, isWanted: (id: string) => boolean): Promise<Relations> {
  const relations = startRelationTable();
  await drain(rows, ({ activityId, relationId, status, isDeleted }) => {
    if (!activityId || !relationId || isDeleted === true || !isWanted(relationId)) return;
    relations.add(activityId, { id: relationId, status: status?.toLowerCase() ?? null });
  });
  return relations.close();
}

/** A table of joins, opened now and read when it is needed. */
export type Join = () => Promise<Relations>;

const none: Join = async () => startRelationTable().close();
const unknown: Join = async () => undefined;

const needed = ['activityId', 'relationId'] as const;

/** The people of tasks (`TaskRelation`) or events (`EventRelation`), where activities may have several. */
export async function openRelations(org: Org, object: 'TaskRelation' | 'EventRelation'): Promise<Join> {
  const cells = relationCells(object.replace('Relation', 'Id'));
  const table = await org.open('activity', object, cells, object === 'EventRelation' ? [...needed, 'status'] : needed);
  if (org.unusable.has(object)) return unknown;
  if (table !== undefined) return () => gatherRelations(rowsOf(table, org.reading), isPerson);
  org.lacks(object, ': of several contacts of an activity only the first is known', [], false);
  return none;
}

/** The records that a `ContentNote` is attached to. */
export async function openLinks(org: Org): Promise<Join> {
  const table = await org.open('activity', 'ContentDocumentLink', linkCells, needed);
  if (table !== undefined) return () => gatherRelations(rowsOf(table, org.reading), isRecord);
  org.lacks('ContentDocumentLink', ': what notes are about is not known', ['notes'], true);
  return none;
}

import { MINUTE } from '../../../../lib/time.ts';
import type { Stream } from '../../../../model/dataset.ts';
import type { Activity } from '../../../../model/records.ts';
import { cell, type RowOfCells } from '../../cell.ts';
import { eachRow } from '../../stream.ts';
import { rowsOf, type Table } from '../../table.ts';
import { type About, aboutNothing, addAbout } from './about.ts';
import type { Org } from './org.ts';
import type { Related } from './relation-table.ts';
import { hidesPeople, type Relations, relatedTo, startCrowd } from './relations.ts';

export const eventCells = {
  id: cell('text', 'Id', { holds: 'id', hides: ['participants'] }),
  subject: cell('text', 'Subject', { holds: 'prose', hides: ['meetings'] }),
  body: cell('text', 'Description', { holds: 'prose', hides: ['notes'] }),
  startAt: cell('instant', ['StartDateTime', 'ActivityDateTime'], { hides: ['meetings'] }),
  endAt: cell('instant', 'EndDateTime'),
  day: cell('date', 'ActivityDate'),
  duration: cell('number', 'DurationInMinutes'),
  isAllDay: cell('boolean', 'IsAllDayEvent'),
  isChild: cell('boolean', 'IsChild'),
  ownerId: cell('text', 'OwnerId', { holds: 'id', hides: ['meetings'] }),
  createdById: cell('text', 'CreatedById', { holds: 'id' }),
  createdAt: cell('instant', 'CreatedDate', { hides: ['meetings'] }),
  whoId: cell('text', 'WhoId', { holds: 'id', hides: ['meetings', 'participants'] }),
  whatId: cell('text', 'WhatId', { holds: 'id', hides: ['meetings', 'participants'] }),
  whoCount: cell('number', 'WhoCount'),
  accountId: cell('text', 'AccountId', { holds: 'id' }),
  isDeleted: cell('boolean', 'IsDeleted'),
};
type EventRow = RowOfCells<typeof eventCells>;

/** What calendars write before the subject of a meeting that will not take place. */
const CANCELED = /^\s*cancell?ed\s*:/i;

interface Span {
  readonly at: number | null | undefined;
  readonly endAt: number | null;
}

/** All-day events keep their day alone, or midnight in UTC, which is that day wherever one is. */
function spanOf({ startAt, endAt, day, duration, isAllDay }: EventRow, { zone }: Org['reading']): Span {
  if (typeof day === 'number' && (isAllDay === true || startAt === null))
    return { at: zone.startOfDay(day), endAt: zone.endOfDay(day) };
  const ended = typeof startAt === 'number' && typeof duration === 'number' ? startAt + duration * MINUTE : null;
  return { at: startAt, endAt: endAt ?? ended };
}

/**
 * Who takes part: those who declined do not; in a meeting to come, once anybody has answered, only those who accepted.
 */
function attends(related: readonly Related[], isOver: boolean): (id: string) => boolean {
  const hasAnswers = related.some(({ status }) => status !== null);
  const statusOf = new Map(related.map(({ id, status }) => [id, status]));
  return (id) => {
    const status = statusOf.get(id) ?? null;
    if (status === 'declined') return false;
    return isOver || !hasAnswers || status === 'accepted';
  };
}

function aboutOf(row: EventRow, related: readonly Related[] | undefined, isOver: boolean): About {
  const about = aboutNothing();
  if (hidesPeople(row, related)) about.contactIds = undefined;
  for (const id of [row.whoId, row.whatId]) addAbout(about, id);
  for (const { id } of related ?? []) addAbout(about, id);
  addAbout(about, row.accountId);
  if (related !== undefined && related.length > 0)
    about.contactIds = about.contactIds?.filter(attends(related, isOver));
  return about;
}

function meetingOf(row: EventRow, { reading }: Org, related: readonly Related[] | undefined): Activity {
  const { at, endAt } = spanOf(row, reading);
  const end = endAt ?? at;
  // Without its subject, a meeting may have been canceled.
  const isKnown = typeof end === 'number' && row.subject !== undefined;
  const isCompleted = isKnown ? end <= reading.wants.asOf : undefined;
  const about = aboutOf(row, related, isCompleted !== false);
  return {
    id: row.id,
    kind: 'meeting',
    subject: row.subject,
    body: row.body,
    at,
    endAt,
    dueDate: null,
    isCompleted,
    direction: null,
    ownerId: row.ownerId,
    createdById: row.createdById,
    createdAt: row.createdAt,
    leadId: about.leadId,
    dealId: about.dealId,
    accountId: about.accountId,
    contactIds: about.contactIds,
    emails: null,
    isDeleted: row.isDeleted,
  };
}

/** Meetings, each once: the copies in the calendars of invited colleagues (`IsChild`) are left out. */
export function events(table: Table<typeof eventCells>, org: Org, relations: () => Relations): Stream<Activity> {
  const crowd = startCrowd(table, org.reading);
  const take = (row: EventRow, out: Activity[]): void => {
    if (row.isChild === true || CANCELED.test(row.subject ?? '')) return;
    const related = relatedTo(relations(), row.id);
    crowd.look(row, related);
    out.push(meetingOf(row, org, related));
  };
  return eachRow(rowsOf(table, org.reading), take, crowd.tell);
}

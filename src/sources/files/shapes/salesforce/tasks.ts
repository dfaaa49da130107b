import type { Stream } from '../../../../model/dataset.ts';
import type { Activity } from '../../../../model/records.ts';
import { cell, type RowOfCells } from '../../cell.ts';
import { eachRow } from '../../stream.ts';
import { rowsOf, type Table } from '../../table.ts';
import { type About, aboutNothing, addAbout } from './about.ts';
import { emailDirection } from './email-direction.ts';
import type { Org } from './org.ts';
import type { Related } from './relation-table.ts';
import { hidesPeople, type Relations, relatedTo, startCrowd } from './relations.ts';

/** Everything that tasks show of what was done and is to be done. */
const work = ['tasks', 'calls', 'emails'];

export const taskCells = {
  id: cell('text', 'Id', { holds: 'id', hides: ['participants', 'emails'] }),
  subject: cell('text', 'Subject', { holds: 'prose', hides: ['tasks', 'emails'] }),
  body: cell('text', 'Description', { holds: 'prose', hides: ['notes', 'emails'] }),
  subtype: cell('text', 'TaskSubtype'),
  type: cell('text', 'Type'),
  callType: cell('text', 'CallType', { hides: ['calls'] }),
  status: cell('text', 'Status'),
  isClosed: cell('boolean', 'IsClosed'),
  completedAt: cell('instant', 'CompletedDateTime', { hides: work }),
  dueDate: cell('date', 'ActivityDate', { hides: work }),
  ownerId: cell('text', 'OwnerId', { holds: 'id', hides: work }),
  createdById: cell('text', 'CreatedById', { holds: 'id', hides: ['tasks'] }),
  createdAt: cell('instant', 'CreatedDate', { hides: work }),
  modifiedAt: cell('instant', 'LastModifiedDate'),
  whoId: cell('text', 'WhoId', { holds: 'id', hides: [...work, 'participants'] }),
  whatId: cell('text', 'WhatId', { holds: 'id', hides: [...work, 'participants'] }),
  whoCount: cell('number', 'WhoCount'),
  accountId: cell('text', 'AccountId', { holds: 'id' }),
  isDeleted: cell('boolean', 'IsDeleted'),
};
type TaskRow = RowOfCells<typeof taskCells>;

const CALL = /^call\b/i;
const EMAIL = /^(?:e-?mail:|[←→]|<<|>>)/i;

/**
 * The subtype decides where it says more than "task"; then the type, then how the subject begins. Without either column,
 * what does not begin so may be anything.
 */
function kindOf({ subtype, type, subject }: TaskRow): 'call' | 'email' | 'task' | undefined {
  for (const label of [subtype, type]) {
    const name = label?.toLowerCase();
    if (name === 'call') return 'call';
    if (name === 'email' || name === 'listemail') return 'email';
  }
  const text = subject ?? '';
  if (CALL.test(text)) return 'call';
  if (EMAIL.test(text)) return 'email';
  return subtype === undefined && type === undefined ? undefined : 'task';
}

/** Labels of the standard statuses that are open; other labels tell nothing without `IsClosed`. */
const OPEN = new Set(['not started', 'in progress', 'waiting on someone else', 'deferred']);

function isClosed({ isClosed: closed, status }: TaskRow): boolean | undefined {
  if (typeof closed === 'boolean') return closed;
  const label = status?.toLowerCase() ?? '';
  return label === 'completed' ? true : OPEN.has(label) ? false : undefined;
}

/**
 * When a completed task was done. Where that was not recorded: a task logged on its own day was done when it was
 * logged; any other on its day, at the end of it, but not after anything last touched the row; one without a date when
 * the row was last touched. Without the columns for it, that is not known.
 */
function doneAt(
  { completedAt, dueDate, createdAt, modifiedAt }: TaskRow,
  { zone }: Org['reading'],
): number | null | undefined {
  if (typeof completedAt === 'number') return completedAt;
  if (completedAt === undefined || dueDate === undefined) return undefined;
  if (typeof dueDate !== 'number') return modifiedAt ?? createdAt ?? null;
  if (typeof createdAt === 'number' && zone.toDay(createdAt) === dueDate) return createdAt;
  return typeof modifiedAt === 'number' ? Math.min(zone.endOfDay(dueDate), modifiedAt) : zone.startOfDay(dueDate);
}

const callDirection = (callType: string | null | undefined): 'inbound' | 'outbound' | null | undefined => {
  if (callType === undefined) return undefined;
  const name = callType?.toLowerCase();
  return name === 'inbound' || name === 'outbound' ? name : null;
};

function aboutOf(row: TaskRow, related: readonly Related[] | undefined): About {
  const about = aboutNothing();
  if (hidesPeople(row, related)) about.contactIds = undefined;
  for (const id of [row.whoId, row.whatId]) addAbout(about, id);
  for (const { id } of related ?? []) addAbout(about, id);
  addAbout(about, row.accountId);
  return about;
}

/** Which way a call or an e-mail went. */
function directionOf(kind: Activity['kind'], row: TaskRow, org: Org): Activity['direction'] {
  if (kind === undefined) return undefined;
  return kind === 'call' ? callDirection(row.callType) : kind === 'email' ? emailDirection(row, org) : null;
}

function taskOf(row: TaskRow, org: Org, about: About): Activity {
  const kind = kindOf(row);
  const isCompleted = isClosed(row);
  return {
    id: row.id,
    kind,
    subject: row.subject,
    // What an e-mail says is no note.
    body: kind === undefined ? undefined : row.body,
    at: isCompleted === true ? doneAt(row, org.reading) : null,
    endAt: null,
    dueDate: row.dueDate,
    isCompleted,
    direction: directionOf(kind, row, org),
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

/** Tasks that stand for an e-mail which has a row of its own: whom they are about, by the id of the task. */
export type Doubles = Map<string, About | null>;

/** Tasks, logged calls and logged e-mails; of an e-mail that has a row of its own, only whom it is about is kept. */
export function tasks(
  table: Table<typeof taskCells>,
  org: Org,
  relations: () => Relations,
  doubles: Doubles,
): Stream<Activity> {
  const crowd = startCrowd(table, org.reading);
  const take = (row: TaskRow, out: Activity[]): void => {
    const related = relatedTo(relations(), row.id);
    crowd.look(row, related);
    const about = aboutOf(row, related);
    if (row.id && doubles.has(row.id) && row.isDeleted !== true) doubles.set(row.id, about);
    else out.push(taskOf(row, org, about));
  };
  return eachRow(rowsOf(table, org.reading), take, crowd.tell);
}

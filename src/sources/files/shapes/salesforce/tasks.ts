import type { Stream } from '../../../../model/dataset.ts';
import type { Activity } from '../../../../model/records.ts';
import { cell, type RowOfCells } from '../../cell.ts';
import { eachRow } from '../../stream.ts';
import { rowsOf, type Table } from '../../table.ts';
import { type About, aboutNothing, addAbout } from './about.ts';
import { emailDirection } from './email-direction.ts';
import type { Org } from './org.ts';
import type { Relations } from './relations.ts';

export const taskCells = {
  id: cell('text', 'Id', { holds: 'id' }),
  subject: cell('text', 'Subject', { holds: 'prose' }),
  body: cell('text', 'Description', { holds: 'prose', hides: ['notes'] }),
  subtype: cell('text', 'TaskSubtype'),
  type: cell('text', 'Type'),
  callType: cell('text', 'CallType'),
  status: cell('text', 'Status'),
  isClosed: cell('boolean', 'IsClosed'),
  completedAt: cell('instant', 'CompletedDateTime'),
  dueDate: cell('date', 'ActivityDate'),
  ownerId: cell('text', 'OwnerId', { holds: 'id' }),
  createdById: cell('text', 'CreatedById', { holds: 'id' }),
  createdAt: cell('instant', 'CreatedDate'),
  modifiedAt: cell('instant', 'LastModifiedDate'),
  whoId: cell('text', 'WhoId', { holds: 'id', hides: ['participants'] }),
  whatId: cell('text', 'WhatId', { holds: 'id', hides: ['tasks', 'calls', 'emails'] }),
  accountId: cell('text', 'AccountId', { holds: 'id' }),
  isDeleted: cell('boolean', 'IsDeleted'),
};
type TaskRow = RowOfCells<typeof taskCells>;

const CALL = /^call\b/i;
const EMAIL = /^(?:e-?mail:|[←→]|<<|>>)/i;

/** The subtype decides where it says more than "task"; then the type, then how the subject begins. */
function kindOf({ subtype, type, subject }: TaskRow): 'call' | 'email' | 'task' {
  for (const label of [subtype, type]) {
    const name = label?.toLowerCase();
    if (name === 'call') return 'call';
    if (name === 'email' || name === 'listemail') return 'email';
  }
  const text = subject ?? '';
  return CALL.test(text) ? 'call' : EMAIL.test(text) ? 'email' : 'task';
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
 * the row was last touched.
 */
function doneAt({ completedAt, dueDate, createdAt, modifiedAt }: TaskRow, { zone }: Org['reading']): number | null {
  if (typeof completedAt === 'number') return completedAt;
  if (typeof dueDate !== 'number') return modifiedAt ?? createdAt ?? null;
  if (typeof createdAt === 'number' && zone.toDay(createdAt) === dueDate) return createdAt;
  return typeof modifiedAt === 'number' ? Math.min(zone.endOfDay(dueDate), modifiedAt) : zone.startOfDay(dueDate);
}

const callDirection = (callType: string | null | undefined): 'inbound' | 'outbound' | null => {
  const name = callType?.toLowerCase();
  return name === 'inbound' || name === 'outbound' ? name : null;
};

function aboutOf({ id, whoId, whatId, accountId }: TaskRow, relations: Relations): About {
  const about = aboutNothing();
  addAbout(about, whoId);
  addAbout(about, whatId);
  for (const related of relations.get(id ?? '') ?? []) addAbout(about, related.id);
  addAbout(about, accountId);
  return about;
}

function taskOf(row: TaskRow, org: Org, about: About): Activity {
  const kind = kindOf(row);
  const isCompleted = isClosed(row);
  return {
    id: row.id,
    kind,
    subject: row.subject,
    body: row.body,
    at: isCompleted === true ? doneAt(row, org.reading) : null,
    endAt: null,
    dueDate: row.dueDate,
    isCompleted,
    direction: kind === 'call' ? callDirection(row.callType) : kind === 'email' ? emailDirection(row, org) : null,
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
  return eachRow(rowsOf(table, org.reading), (row, out: Activity[]) => {
    const about = aboutOf(row, relations());
    if (row.id && doubles.has(row.id) && row.isDeleted !== true) doubles.set(row.id, about);
    else out.push(taskOf(row, org, about));
  });
}

import type { Stream } from '../../../../model/dataset.ts';
import type { Activity } from '../../../../model/records.ts';
import { addressesIn } from '../../addresses.ts';
import { cell, type RowOfCells } from '../../cell.ts';
import { eachRow } from '../../stream.ts';
import { rowsOf, type Table } from '../../table.ts';
import { type About, aboutNothing, addAbout } from './about.ts';
import type { Org } from './org.ts';
import type { Doubles } from './tasks.ts';

export const emailCells = {
  id: cell('text', 'Id', { holds: 'id' }),
  taskId: cell('text', 'ActivityId', { holds: 'id' }),
  relatedId: cell('text', 'RelatedToId', { holds: 'id', hides: ['emails'] }),
  subject: cell('text', 'Subject', { holds: 'prose' }),
  body: cell('text', 'TextBody', { holds: 'prose' }),
  from: cell('text', 'FromAddress', { hides: ['participants'] }),
  to: cell('text', 'ToAddress', { holds: 'prose', hides: ['participants'] }),
  cc: cell('text', 'CcAddress', { holds: 'prose' }),
  isIncoming: cell('boolean', 'Incoming', { hides: ['emails'] }),
  status: cell('text', 'Status'),
  at: cell('instant', ['MessageDate', 'CreatedDate'], { hides: ['emails'] }),
  createdAt: cell('instant', 'CreatedDate'),
  createdById: cell('text', 'CreatedById', { holds: 'id' }),
  isDeleted: cell('boolean', 'IsDeleted'),
};
type EmailRow = RowOfCells<typeof emailCells>;

/** `EmailMessage.Status`: 5 is a draft, which nobody got. */
const DRAFT = new Set(['5', 'draft']);

function emailOf(row: EmailRow, logged: About | null): Activity {
  const about = logged ?? aboutNothing();
  addAbout(about, row.relatedId);
  const { isIncoming } = row;
  return {
    id: row.id,
    kind: 'email',
    subject: row.subject,
    body: row.body,
    at: row.at ?? row.createdAt,
    endAt: null,
    dueDate: null,
    isCompleted: true,
    direction: typeof isIncoming === 'boolean' ? (isIncoming ? 'inbound' : 'outbound') : isIncoming,
    ownerId: row.createdById,
    createdById: row.createdById,
    createdAt: row.createdAt,
    leadId: about.leadId,
    dealId: about.dealId,
    accountId: about.accountId,
    contactIds: about.contactIds,
    emails: row.from === undefined || row.to === undefined ? undefined : addressesIn(row.from, row.to, row.cc),
    isDeleted: row.isDeleted,
  };
}

/** E-mails. The task under which one was logged says whom it is about, and is not counted again. */
export const emails = (table: Table<typeof emailCells>, org: Org, doubles: Doubles): Stream<Activity> =>
  eachRow(rowsOf(table, org.reading), (row, out: Activity[]) => {
    if (DRAFT.has(row.status?.toLowerCase() ?? '')) return;
    out.push(emailOf(row, (row.taskId ? doubles.get(row.taskId) : null) ?? null));
  });

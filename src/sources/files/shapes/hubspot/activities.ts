import { empty, type Part, type Stream } from '../../../../model/dataset.ts';
import type { Activity } from '../../../../model/records.ts';
import { addressesIn } from '../../addresses.ts';
import type { Cells, RowOfCells } from '../../cell.ts';
import { chain, eachRow } from '../../stream.ts';
import { rowsOf, type Table } from '../../table.ts';
import { type Associations, aboutEach } from './about.ts';
import { callCells, emailCells, meetingCells, noteCells, taskCells } from './activity-cells.ts';
import type { HubspotObject } from './objects.ts';
import { plainBody } from './plain-body.ts';
import type { Portal } from './portal.ts';

/** What an activity of one kind says beyond what all of them say; `undefined`: it did not take place. */
type Making = Pick<Activity, 'kind' | 'at' | 'isCompleted'> &
  Partial<Pick<Activity, 'subject' | 'body' | 'endAt' | 'dueDate' | 'direction' | 'emails'>>;

type Row<C extends Cells> = RowOfCells<C>;

const folded = (label: string | null | undefined): string => (label ?? '').toLowerCase().replace(/[^a-z]/g, '');

/** `INBOUND`, `INCOMING_EMAIL`, `Outgoing email` …; a forwarded e-mail went neither way. */
function directionOf(label: string | null | undefined): 'inbound' | 'outbound' | null | undefined {
  if (label === undefined) return undefined;
  const name = folded(label);
  if (name.startsWith('in')) return 'inbound';
  return name.startsWith('out') || name === 'email' ? 'outbound' : null;
}

const isPast = (at: number | null | undefined, { reading }: Portal): boolean | undefined =>
  typeof at === 'number' ? at <= reading.wants.asOf : undefined;

/** Without a date of its own, what was logged happened when it was logged. */
const happened = ({ date, createdAt }: Row<typeof noteCells>): number | null | undefined => date ?? createdAt;

const NO_CALL = new Set(['canceled', 'cancelled']);

function callOf(row: Row<typeof callCells>, portal: Portal): Making | undefined {
  if (NO_CALL.has(folded(row.status))) return undefined;
  const at = happened(row);
  const { subject, body } = row;
  return { kind: 'call', subject, body, at, isCompleted: isPast(at, portal), direction: directionOf(row.direction) };
}

const NOT_HELD = new Set(['canceled', 'cancelled', 'rescheduled']);
const NOBODY_CAME = 'noshow';

function meetingOf(row: Row<typeof meetingCells>, portal: Portal): Making | undefined {
  const outcome = folded(row.outcome);
  if (NOT_HELD.has(outcome)) return undefined;
  const at = row.startAt ?? happened(row);
  const endAt = row.endAt ?? null;
  const texts = [row.body, row.internal].filter((text) => typeof text === 'string');
  const body = texts.length > 0 ? texts.join('\n') : (row.body ?? row.internal);
  const { subject } = row;
  // Where nobody came, only what was written about it is left.
  if (outcome === NOBODY_CAME)
    return texts.length === 0 ? undefined : { kind: 'note', subject, body, at, isCompleted: true };
  return { kind: 'meeting', subject, body, at, endAt, isCompleted: isPast(endAt ?? at, portal) };
}

function taskOf(row: Row<typeof taskCells>, { reading }: Portal): Making {
  const isCompleted = row.status === undefined ? undefined : folded(row.status).startsWith('complete');
  const due = typeof row.dueDate === 'number' ? reading.zone.startOfDay(row.dueDate) : null;
  const at = isCompleted === true ? (row.completedAt ?? row.modifiedAt ?? due ?? row.createdAt) : null;
  const { subject, body, dueDate } = row;
  return { kind: 'task', subject, body, at, dueDate, isCompleted };
}

const noteOf = (row: Row<typeof noteCells>): Making => ({
  kind: 'note',
  body: row.body,
  at: happened(row),
  isCompleted: true,
});

const NOT_SENT = new Set(['draft', 'failed', 'scheduled', 'canceled', 'cancelled']);

function emailOf(row: Row<typeof emailCells>, portal: Portal): Making | undefined {
  if (NOT_SENT.has(folded(row.status))) return undefined;
  const at = happened(row);
  const { subject, body } = row;
  const direction = directionOf(row.direction);
  const emails = addressesIn(row.from, row.to);
  return { kind: 'email', subject, body, at, isCompleted: isPast(at, portal), direction, emails };
}

interface CommonRow extends Associations {
  readonly id?: string | null | undefined;
  readonly ownerId?: string | null | undefined;
  readonly createdById?: string | null | undefined;
  readonly createdAt?: number | null | undefined;
  readonly date?: number | null | undefined;
}

const ownerIdOf = (text: string | null | undefined, { owners }: Portal) => (text ? owners.of(text).id : text);

function activitiesOf(row: CommonRow, making: Making, portal: Portal): readonly Activity[] {
  const { direction = null, endAt = null, dueDate = null, emails = null, subject = null, body } = making;
  return aboutEach(row, portal.leadsOf).map((about) => ({
    id: row.id,
    kind: making.kind,
    subject,
    body: plainBody(body),
    at: making.at,
    endAt,
    dueDate,
    isCompleted: making.isCompleted,
    direction,
    ownerId: ownerIdOf(row.ownerId, portal),
    createdById: ownerIdOf(row.createdById, portal),
    createdAt: row.createdAt === undefined ? row.date : row.createdAt,
    ...about,
    emails,
    isDeleted: false,
  }));
}

const partOf = {
  call: 'calls',
  meeting: 'meetings',
  task: 'tasks',
  note: 'notes',
  email: 'emails',
} as const satisfies {
  readonly [O in HubspotObject]?: Part;
};

const nounOf = { call: 'Calls', meeting: 'Meetings', task: 'Tasks', note: 'Notes', email: 'E-mails' } as const;

/** Opens one kind of activity. */
async function openKind<C extends Cells>(
  portal: Portal,
  object: keyof typeof partOf,
  cells: C,
  make: (row: RowOfCells<C>, portal: Portal) => Making | undefined,
): Promise<{ readonly table: Table | undefined; readonly stream: Stream<Activity> }> {
  const { reading } = portal;
  const table = await portal.open('activity', object, cells);
  if (table === undefined) {
    const reason = portal.places.whyNone(object);
    if (reason !== undefined)
      reading.gaps.push({ what: nounOf[object], reason, hides: [partOf[object]], isIncomplete: true });
    return { table, stream: empty() };
  }
  reading.parts.add(partOf[object]);
  if (table.columnOf('contactIds') !== undefined) reading.parts.add('participants');
  const take = (row: RowOfCells<C>, out: Activity[]): void => {
    const making = make(row, portal);
    if (making !== undefined) out.push(...activitiesOf(row, making, portal));
  };
  return { table, stream: eachRow(rowsOf(table, reading), take) };
}

/** Everything that was done or is to be done, of which HubSpot exports every kind on its own. */
export async function openActivities(
  portal: Portal,
): Promise<{ readonly table: Table | undefined; readonly stream: Stream<Activity> }> {
  const kinds = [
    await openKind(portal, 'call', callCells, callOf),
    await openKind(portal, 'meeting', meetingCells, meetingOf),
    await openKind(portal, 'task', taskCells, taskOf),
    await openKind(portal, 'note', noteCells, noteOf),
    await openKind(portal, 'email', emailCells, emailOf),
  ];
  return {
    table: kinds.map(({ table }) => table).find((table) => table !== undefined),
    stream: chain(kinds.map(({ stream }) => stream)),
  };
}

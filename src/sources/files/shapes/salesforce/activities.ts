import { empty, type Stream } from '../../../../model/dataset.ts';
import type { Activity } from '../../../../model/records.ts';
import { cell } from '../../cell.ts';
import { chain, drain } from '../../stream.ts';
import { rowsOf, type Table } from '../../table.ts';
import { emailCells, emails } from './emails.ts';
import { eventCells, events } from './events.ts';
import { contentNoteCells, contentNotes, neededOfContentNotes, neededOfNotes, noteCells, notes } from './notes.ts';
import type { Org } from './org.ts';
import { type Join, openLinks, openRelations, type Relations } from './relations.ts';
import { type Doubles, taskCells, tasks } from './tasks.ts';

/** Reads joins once, just before the rows that need them, and lets them go behind the last: the stream outlives it. */
async function* joined<T>(join: Join, rows: (relations: () => Relations) => Stream<T>): AsyncGenerator<readonly T[]> {
  let relations = await join();
  yield* rows(() => relations);
  relations = undefined;
}

const twinCells = { taskId: cell('text', 'ActivityId', { holds: 'id' }) };

/** The tasks under which e-mails were logged that have rows of their own. The file is read twice for this. */
async function openDoubles(org: Org, hasTasks: boolean): Promise<() => Promise<Doubles>> {
  const table = hasTasks ? await org.open('activity', 'EmailMessage', twinCells) : undefined;
  return async () => {
    const doubles: Doubles = new Map();
    if (table === undefined) return doubles;
    await drain(rowsOf(table, org.reading), ({ taskId }) => {
      if (taskId) doubles.set(taskId, null);
    });
    return doubles;
  };
}

function noteWhatIsMissing(
  org: Org,
  found: { tasks: boolean; events: boolean; emails: boolean; notes: boolean },
): void {
  const { parts } = org.reading;
  if (found.tasks) parts.add('tasks').add('calls').add('emails');
  else org.lacks('Task', '', found.emails ? ['tasks', 'calls'] : ['tasks', 'calls', 'emails'], true);
  if (found.emails) parts.add('emails');
  if (found.events) parts.add('meetings');
  else org.lacks('Event', '', ['meetings'], true);
  if (found.notes) parts.add('notes');
  else if (!org.unusable.has('ContentNote')) org.lacks('Note', ', nor ContentNote', ['notes'], true);
  if (found.tasks || found.events || found.emails) parts.add('participants');
}

/**
 * Without either column, nobody can tell what has been done from what is to be done; nor, without either of two others,
 * a call or an e-mail from any other task.
 */
function noteUntold({ reading }: Org, { place, columnOf }: Table): void {
  const note = (fields: readonly string[], reason: string, hides: readonly string[]): void => {
    if (fields.every((field) => columnOf(field) === undefined))
      reading.gaps.push({ what: place.name, reason, hides, isIncomplete: true });
  };
  note(['isClosed', 'status'], 'no column IsClosed, nor Status', ['tasks', 'calls', 'emails']);
  const all = ['tasks', 'calls', 'emails', 'notes', 'participants'];
  note(['subtype', 'type'], 'no column TaskSubtype, nor Type', all);
}

/** Tasks and e-mails, which may tell of the same message. */
async function openMessages(org: Org, table: Table<typeof taskCells> | undefined) {
  const doublesOf = await openDoubles(org, table !== undefined);
  const people = table === undefined ? undefined : await openRelations(org, 'TaskRelation');
  const messages = await org.open('activity', 'EmailMessage', emailCells);
  async function* stream(): AsyncGenerator<readonly Activity[]> {
    const doubles = await doublesOf();
    if (table !== undefined && people !== undefined)
      yield* joined(people, (relations) => tasks(table, org, relations, doubles));
    if (messages !== undefined) yield* emails(messages, org, doubles);
    doubles.clear();
  }
  return { stream: stream(), found: messages !== undefined };
}

async function openMeetings(org: Org): Promise<Stream<Activity> | undefined> {
  const table = await org.open('activity', 'Event', eventCells);
  if (table === undefined) return undefined;
  const people = await openRelations(org, 'EventRelation');
  return joined(people, (relations) => events(table, org, relations));
}

async function openNotes(org: Org): Promise<Stream<Activity> | undefined> {
  const classic = await org.open('activity', 'Note', noteCells, neededOfNotes);
  const enhanced = await org.open('activity', 'ContentNote', contentNoteCells, neededOfContentNotes);
  if (classic === undefined && enhanced === undefined) return undefined;
  const links = enhanced === undefined ? undefined : await openLinks(org);
  return chain([
    classic === undefined ? empty() : notes(classic, org),
    enhanced === undefined || links === undefined
      ? empty()
      : joined(links, (relations) => contentNotes(enhanced, org, relations)),
  ]);
}

/** Everything that was done or is to be done: tasks, calls and e-mails, meetings, notes. */
export async function openActivities(
  org: Org,
): Promise<{ readonly tasks: Table | undefined; stream: Stream<Activity> }> {
  const table = await org.open('activity', 'Task', taskCells);
  if (table !== undefined) noteUntold(org, table);
  const messages = await openMessages(org, table);
  const meetings = await openMeetings(org);
  const written = await openNotes(org);
  noteWhatIsMissing(org, {
    tasks: table !== undefined,
    events: meetings !== undefined,
    emails: messages.found,
    notes: written !== undefined,
  });
  return { tasks: table, stream: chain([messages.stream, meetings ?? empty(), written ?? empty()]) };
}

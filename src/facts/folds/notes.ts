import { byCodeUnit } from '../../lib/code-order.ts';
import type { Activity } from '../../model/records.ts';
import type { Fold } from '../fold.ts';
import { appended } from './appended.ts';

/** Something written about a record: a note, or the description of a call, task, event or meeting. */
export interface Note {
  readonly id: string;
  readonly kind: string;
  readonly text: string;
  readonly at: number;
  readonly byId: string | null;
}

export interface Notes {
  /** All there are, whether kept or not. */
  count: number;
  latest: Note[];
  lastAt: number | null;
  /** Rows that may be notes, of which the text or the time is hidden. */
  unread: number;
}

/** The latest notes kept of one record; the best of those since the last change is judged. */
const MOST = 8;
/** Characters kept of one note: more is a paste. */
export const LONGEST = 4_000;

/** Total, since not every export gives notes an id: which notes are kept must not depend on the order of rows. */
const newestFirst = (a: Note, b: Note): number =>
  b.at - a.at ||
  byCodeUnit(a.id, b.id) ||
  byCodeUnit(a.text, b.text) ||
  byCodeUnit(a.kind, b.kind) ||
  byCodeUnit(a.byId ?? '', b.byId ?? '');
const keep = (list: Note[]): Note[] => list.sort(newestFirst).slice(0, MOST);

/** E-mails are not notes: what a mail client logs by itself says nothing of how a rep keeps a record. */
const isNote = ({ kind, isCompleted, body }: Activity): boolean =>
  kind !== 'email' && isCompleted === true && typeof body === 'string' && body.trim() !== '';

/** What may be a note as far as it can be seen, and of which something that decides cannot. */
const isUnread = ({ kind, isCompleted, body, at }: Activity): boolean =>
  kind !== 'email' &&
  isCompleted !== false &&
  (body === undefined || (at === undefined && typeof body === 'string' && body.trim() !== ''));

export const notes: Fold<Activity, Notes> = {
  takes: (row) => isUnread(row) || isNote(row),
  start: () => ({ count: 0, latest: [], lastAt: null, unread: 0 }),
  step: (acc, row) => {
    if (isUnread(row)) acc.unread += 1;
    if (!isNote(row) || row.at === undefined || row.at === null) return acc;
    const text = (row.body ?? '').slice(0, LONGEST);
    acc.count += 1;
    const note = { id: row.id ?? '', kind: row.kind ?? 'note', text, at: row.at, byId: row.ownerId ?? null };
    acc.latest = appended(acc.latest, note);
    acc.lastAt = acc.lastAt === null ? row.at : Math.max(acc.lastAt, row.at);
    if (acc.latest.length > 2 * MOST) acc.latest = keep(acc.latest);
    return acc;
  },
  merge: (a, b) => ({
    count: a.count + b.count,
    unread: a.unread + b.unread,
    latest: keep([...a.latest, ...b.latest]),
    lastAt: a.lastAt === null ? b.lastAt : b.lastAt === null ? a.lastAt : Math.max(a.lastAt, b.lastAt),
  }),
};

/** The notes kept of a record, newest first. */
export const notesOf = (acc: Notes | undefined): readonly Note[] => (acc === undefined ? [] : keep([...acc.latest]));

/** Whether older notes than the oldest of those kept may bear on a moment: they were cut, and begin after it. */
export function isCutAt(acc: Notes | undefined, moment: number): boolean {
  const oldest = notesOf(acc).at(-1);
  return acc !== undefined && oldest !== undefined && acc.count > MOST && oldest.at > moment;
}

import type { Stream } from '../../../../model/dataset.ts';
import type { Activity } from '../../../../model/records.ts';
import { cell, type RowOfCells } from '../../cell.ts';
import { eachRow } from '../../stream.ts';
import { rowsOf, type Table } from '../../table.ts';
import { type About, aboutNothing, addAbout } from './about.ts';
import type { Org } from './org.ts';
import { type Relations, relatedTo } from './relations.ts';

export const noteCells = {
  id: cell('text', 'Id', { holds: 'id' }),
  parentId: cell('text', 'ParentId', { holds: 'id', hides: ['notes'] }),
  subject: cell('text', 'Title', { holds: 'prose' }),
  body: cell('text', ['Body', 'TextPreview'], { holds: 'prose', hides: ['notes'] }),
  ownerId: cell('text', ['OwnerId', 'CreatedById'], { holds: 'id', hides: ['notes'] }),
  createdById: cell('text', 'CreatedById', { holds: 'id' }),
  createdAt: cell('instant', 'CreatedDate', { hides: ['notes'] }),
  isDeleted: cell('boolean', 'IsDeleted'),
};

/** Characters of an enhanced note that exports show. */
const PREVIEW = 255;

/** Whether a preview is all that it can hold: more may follow. */
export const isCutNote = (preview: string): boolean => preview.length >= PREVIEW;

/** The column of whole texts, which only a live org has, and only where they are asked for; no field is called so. */
export const WHOLE_NOTE = 'Content as text';

/** Of an enhanced note (`ContentNote`), exports show the beginning; its `Content` is a link. */
const { parentId: _, ...ownCells } = noteCells;
export const contentNoteCells = {
  ...ownCells,
  id: cell('text', 'Id', { holds: 'id', hides: ['notes'] }),
  body: cell('text', 'TextPreview', { holds: 'prose', hides: ['notes'] }),
  whole: cell('text', WHOLE_NOTE, { holds: 'prose' }),
};

type NoteRow = RowOfCells<typeof noteCells>;

/** Without any of them, nobody knows what was written of what, or when. */
export const neededOfNotes = ['parentId', 'body', 'createdAt'] as const;
export const neededOfContentNotes = ['id', 'body', 'createdAt'] as const;

function noteOf(row: NoteRow, about: About): Activity {
  return {
    id: row.id,
    kind: 'note',
    subject: row.subject,
    body: row.body,
    at: row.createdAt,
    endAt: null,
    dueDate: null,
    isCompleted: true,
    direction: null,
    ownerId: row.ownerId ?? row.createdById,
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

/** Notes, which hang on one record. */
export const notes = (table: Table<typeof noteCells>, org: Org): Stream<Activity> =>
  eachRow(rowsOf(table, org.reading), (row, out: Activity[]) => {
    const about = aboutNothing();
    addAbout(about, row.parentId);
    out.push(noteOf(row, about));
  });

/** One row of contacts and accounts, and one for every further lead or deal. */
function aboutEach(ids: readonly string[]): readonly About[] {
  const all: About[] = [aboutNothing()];
  for (const id of ids) {
    const about = aboutNothing();
    addAbout(about, id);
    const [first] = all;
    const isTaken =
      (about.leadId !== null && first?.leadId !== null) || (about.dealId !== null && first?.dealId !== null);
    if (isTaken) all.push(about);
    else if (first !== undefined) addAbout(first, id);
  }
  return all;
}

/** Enhanced notes, which may be attached to several records. */
export function contentNotes(
  table: Table<typeof contentNoteCells>,
  org: Org,
  links: () => Relations,
): Stream<Activity> {
  let cut = 0;
  const take = (row: RowOfCells<typeof contentNoteCells>, out: Activity[]): void => {
    const ids = (relatedTo(links(), row.id) ?? []).map(({ id }) => id);
    // What the rest of it says could make it a better note, or a copied one: it is as good as unread.
    const isCut = (row.whole ?? null) === null && isCutNote(row.body ?? '');
    const shown = { ...row, body: row.whole ?? (isCut ? undefined : row.body) };
    for (const about of aboutEach(ids)) out.push(noteOf(shown, about));
    if (isCut) cut += 1;
  };
  return eachRow(rowsOf(table, org.reading), take, () => {
    if (cut === 0) return;
    const reason = `${cut} ${cut === 1 ? 'note is' : 'notes are'} cut at ${PREVIEW} characters, and not judged by the beginning alone`;
    org.reading.gaps.push({ what: table.place.name, reason, hides: [], isIncomplete: true });
  });
}

import { grownFloats, grownInts } from '../../lib/grown.ts';
import { startTextStore } from '../../lib/text-store.ts';
import type { Activity } from '../../model/records.ts';
import { blankOr, completions, numberOr, startLabels } from './cells.ts';
import type { Columns } from './kept-rows.ts';
import { LONGEST } from './notes.ts';

/** An activity as far as it is a note, or may be one. */
export type KeptNote = Pick<Activity, 'id' | 'kind' | 'isCompleted' | 'body' | 'at' | 'ownerId'>;

/** Rows kept of one record before they are folded: texts are long, and folds keep few of them. */
export const MOST_NOTES = 32;

/** Of a text that begins with nothing but blanks, all is kept: it is a note all the same. */
function beginningOf(body: string): string {
  const beginning = body.slice(0, LONGEST);
  return beginning.length < body.length && beginning.trim() === '' ? body : beginning;
}

/** 36 bytes a row, its id and its text. */
export function startNoteColumns(): Columns<KeptNote> {
  let ats = new Float64Array(0);
  let [kinds, owners] = [new Int32Array(0), new Int32Array(0)];
  /** How long the id is that stands before the text; -1 less than that where the text is not known. */
  let idLengths = new Int32Array(0);
  const labels = startLabels();
  const texts = startTextStore();
  return {
    put: (place, { id, kind, isCompleted, body, at, ownerId }) => {
      ats = grownFloats(ats, place + 1);
      kinds = grownInts(kinds, place + 1);
      owners = grownInts(owners, place + 1);
      idLengths = grownInts(idLengths, place + 1);
      ats[place] = numberOr(at);
      kinds[place] = labels.numberOf(kind) * 4 + completions.indexOf(isCompleted);
      owners[place] = labels.numberOf(ownerId);
      const length = id?.length ?? 0;
      idLengths[place] = typeof body === 'string' ? length : -1 - length;
      texts.put(place, (id ?? '') + (typeof body === 'string' ? beginningOf(body) : ''));
    },
    at: (place) => {
      const text = texts.at(place);
      const idLength = idLengths[place] ?? 0;
      const kind = kinds[place] ?? 0;
      return {
        id: text.slice(0, idLength < 0 ? -1 - idLength : idLength),
        kind: labels.at(kind >> 2),
        isCompleted: completions[kind & 3],
        body: idLength < 0 ? undefined : text.slice(idLength),
        at: blankOr(ats[place]),
        ownerId: labels.at(owners[place] ?? 0),
      };
    },
  };
}

import type { CsvRow } from '../../lib/csv/read-csv.ts';
import { isCutNote, WHOLE_NOTE } from '../files/shapes/salesforce/notes.ts';
import type { Schema } from './describe.ts';
import type { Feed } from './feed.ts';
import { type NoteReading, type NoteTexts, startNoteTexts } from './note-texts.ts';
import { isId } from './soql.ts';

/** Leads and opportunities: notes on nothing else are worth no call. */
const JUDGED = /^00[Q6]/;

/** The same schema, with a column for what is read note by note. */
export const withWholeNotes = (schema: Schema): Schema => ({
  ...schema,
  of: (object) => {
    const described = schema.of(object);
    if (object !== 'ContentNote' || described === undefined) return described;
    return { ...described, fields: [...described.fields, WHOLE_NOTE] };
  },
});

type Cells = (row: CsvRow) => string;

const cellsOf = (fields: readonly string[], field: string): Cells => {
  const at = fields.indexOf(field);
  return (row) => row[at] ?? '';
};

/** The same links; `take` is told of the notes on leads and opportunities. */
async function* heard(all: AsyncIterable<readonly CsvRow[]>, fields: readonly string[], take: (id: string) => void) {
  const [record, note] = [cellsOf(fields, 'LinkedEntityId'), cellsOf(fields, 'ContentDocumentId')];
  for await (const rows of all) {
    for (const row of rows) if (JUDGED.test(record(row))) take(note(row));
    yield rows;
  }
}

/** The same notes, each with its whole text where it `isWanted`, and where it can be had. */
async function* completed(
  all: AsyncIterable<readonly CsvRow[]>,
  isWanted: (row: CsvRow) => boolean,
  { texts, idOf, plan }: { readonly texts: NoteTexts; readonly idOf: Cells; readonly plan: (calls: number) => void },
) {
  for await (const rows of all) {
    plan(rows.filter(isWanted).length);
    const whole: CsvRow[] = [];
    for (const row of rows) whole.push([...row, isWanted(row) ? await texts.of(idOf(row)) : undefined]);
    yield whole;
  }
}

/**
 * A feed that also reads the texts of notes whose preview is cut, with one call each, of those on leads and opportunities.
 * Their links are to be read before the notes are.
 */
export function withNoteBodies(feed: Feed, reading: NoteReading): Feed {
  const judged = new Set<string>();

  const notes: Feed['ask'] = (object, fields) => {
    const own = fields.filter((field) => field !== WHOLE_NOTE);
    const ask = feed.ask(object, own);
    const [idOf, previewOf] = [cellsOf(own, 'Id'), cellsOf(own, 'TextPreview')];
    const places = fields.map((field) => (field === WHOLE_NOTE ? own.length : own.indexOf(field)));
    const isWanted = (row: CsvRow): boolean => judged.has(idOf(row)) && isId(idOf(row)) && isCutNote(previewOf(row));
    return async function* () {
      const texts = startNoteTexts(reading, feed.rest);
      const { plan } = reading.budget;
      for await (const rows of completed(ask(), isWanted, { texts, idOf, plan }))
        yield rows.map((row) => places.map((place) => row[place]));
      for (const reason of texts.reasons()) reading.note({ what: object, reason, hides: [], isIncomplete: true });
    };
  };

  return {
    rest: feed.rest,
    ask: (object, fields) => {
      if (object === 'ContentNote') return notes(object, fields);
      const ask = feed.ask(object, fields);
      return object === 'ContentDocumentLink' ? () => heard(ask(), fields, (id) => void judged.add(id)) : ask;
    },
  };
}

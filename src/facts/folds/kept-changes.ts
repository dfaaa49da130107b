import { grownFloats, grownInts } from '../../lib/grown.ts';
import { startTextTable } from '../../lib/text-table.ts';
import type { HistoryEntry } from '../../model/records.ts';
import { blankOr, numberOr, startLabels } from './cells.ts';
import type { Columns } from './kept-rows.ts';

/** A change of a record, without the record. */
export type KeptChange = Pick<HistoryEntry, 'field' | 'from' | 'to' | 'at' | 'byId'>;

/** Values of fields: many repeat, many do not. 0 is not known, 1 is known to be blank. */
function startValues() {
  const texts = startTextTable();
  return {
    numberOf: (value: string | null | undefined): number =>
      value === null || value === undefined ? (value === null ? 1 : 0) : texts.numberOf(value) + 2,
    at: (number: number): string | null | undefined =>
      number < 2 ? (number === 1 ? null : undefined) : texts.at(number - 2),
  };
}

/** 24 bytes a row, and each value once. */
export function startChangeColumns(): Columns<KeptChange> {
  let ats = new Float64Array(0);
  let [fields, people] = [new Int32Array(0), new Int32Array(0)];
  let [froms, tos] = [new Int32Array(0), new Int32Array(0)];
  const labels = startLabels();
  const values = startValues();
  return {
    put: (place, row) => {
      ats = grownFloats(ats, place + 1);
      fields = grownInts(fields, place + 1);
      froms = grownInts(froms, place + 1);
      tos = grownInts(tos, place + 1);
      people = grownInts(people, place + 1);
      ats[place] = numberOr(row.at);
      fields[place] = labels.numberOf(row.field);
      froms[place] = values.numberOf(row.from);
      tos[place] = values.numberOf(row.to);
      people[place] = labels.numberOf(row.byId);
    },
    at: (place) => ({
      field: labels.at(fields[place] ?? 0),
      from: values.at(froms[place] ?? 0),
      to: values.at(tos[place] ?? 0),
      at: blankOr(ats[place]),
      byId: labels.at(people[place] ?? 0),
    }),
  };
}

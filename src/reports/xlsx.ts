import { writeWorkbook } from '../lib/xlsx/write-workbook.ts';
import type { Report } from './report.ts';
import { titlesOf } from './titles.ts';
import { about, findings, notEvaluable, proposed } from './xlsx/lists.ts';
import { criteria, overview } from './xlsx/people.ts';

/** A workbook to filter and sort: everyone, criteria, findings, what could not be told, edits to make, what it rests on. */
export const xlsx: Report = {
  name: 'xlsx',
  extension: '.xlsx',
  about: 'a workbook to filter: overview, criteria, findings, not evaluable, proposals',
  isBinary: true,
  render(result) {
    const titleOf = titlesOf(result);
    return writeWorkbook([
      overview(result),
      criteria(result, titleOf),
      findings(result, titleOf),
      notEvaluable(result, titleOf),
      proposed(result),
      about(result),
    ]);
  },
};

import { csvLine } from '../lib/escape-csv.ts';
import type { AuditResult } from '../model/audit-result.ts';
import type { Report } from './report.ts';
import { findingColumns, findingRows } from './rows.ts';

function* lines(result: AuditResult): Generator<string> {
  const columns = Object.values(findingColumns);
  yield csvLine(Object.keys(findingColumns));
  for (const row of findingRows(result)) yield csvLine(columns.map((cellOf) => cellOf(row, result)));
}

/** One row a finding, for a spreadsheet: no cell of it is a formula. */
export const csv: Report = {
  name: 'csv',
  extension: '.csv',
  about: 'one row a finding, for a spreadsheet',
  render: lines,
};

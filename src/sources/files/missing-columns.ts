import type { Problem } from '../../lib/errors.ts';
import { didYouMean } from '../../lib/nearest.ts';
import type { RowType } from '../../model/fields.ts';
import type { Reading } from './reading.ts';
import { whyAbsent } from './sheet.ts';
import { absentColumn, type Table } from './table.ts';

/** Headers seen, by row type. */
export type MappedHeaders = Map<RowType, { readonly file: string; readonly header: readonly string[] }[]>;

/** Notes what the absence of columns hides. */
export function noteMissingColumns({ cells, columnOf, place }: Table, { gaps }: Pick<Reading, 'gaps'>): void {
  for (const [field, { from, hides }] of Object.entries(cells)) {
    if (hides.length === 0 || columnOf(field) !== undefined) continue;
    const [name] = from;
    const reason = name === undefined ? `no field is mapped to ${field}` : whyAbsent(place, name);
    gaps.push({ what: place.name, reason, hides, isIncomplete: name !== undefined });
  }
}

/** The problem of a file of records in which they cannot be told apart. */
export const withoutId = (file: string): Problem => ({
  message: `${file} has no Id column`,
  hint: 'export the column Id as well: histories, activities and findings name their record by it',
});

/**
 * Fields that the configuration maps must be columns of a file of their row type; all that are not are told at once. Where
 * columns may be hidden, only one that has a near name is a mistake; any other is a gap.
 */
export function checkMappedFields(reading: Reading, headers: MappedHeaders, mayHide = false): void {
  const { config, problems, gaps } = reading;
  for (const [type, files] of headers) {
    const names = [...new Set(files.map(({ file }) => file))].join(', ');
    const known = files.flatMap(({ header }) => header);
    const lower = new Set(known.map((name) => name.toLowerCase()));
    for (const [field, column] of Object.entries(config.fields[type] ?? {})) {
      if (lower.has(column.toLowerCase())) continue;
      const hint = didYouMean(column, known);
      if (mayHide && hint === undefined) {
        const reason = `hidden from this user, or not there: ask for Read on ${column} (mapped to ${field})`;
        gaps.push({ what: names, reason, hides: [`${type}.${field}`], isIncomplete: true });
      } else problems.push(absentColumn(column, names, config.locate(['fields', type, field], 'value'), hint));
    }
  }
}

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

/** Fields that the configuration maps must be columns of a file of their row type; all that are not are told at once. */
export function checkMappedFields({ config, problems }: Reading, headers: MappedHeaders): void {
  for (const [type, files] of headers) {
    const known = files.flatMap(({ header }) => header.map((name) => name.toLowerCase()));
    for (const [field, column] of Object.entries(config.fields[type] ?? {})) {
      if (known.includes(column.toLowerCase())) continue;
      const hint = didYouMean(
        column,
        files.flatMap(({ header }) => header),
      );
      const names = files.map(({ file }) => file).join(', ');
      problems.push(absentColumn(column, names, config.locate(['fields', type, field], 'value'), hint));
    }
  }
}

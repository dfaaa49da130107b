import { canon, type RowType } from '../model/fields.ts';
import { type FoundColumn, findColumns } from '../survey/columns.ts';
import { dateStyleOf } from '../survey/dates.ts';
import type { ColumnLexicon } from '../survey/lexicon.ts';
import type { Sample } from '../survey/sample.ts';
import { areDates } from '../survey/values.ts';
import type { Proposal } from './proposal.ts';

/** Fields of which one is enough: the others add nothing. */
const INSTEAD = [
  ['ownerId', 'ownerName', 'ownerEmail'],
  ['accountId', 'accountName'],
  ['name', 'firstName', 'lastName'],
  ['isClosed', 'isWon', 'stage'],
  ['isConverted', 'convertedAt', 'status'],
] as const;

/** Never proposed beside a known file: vendors name them, and a look-alike would do harm. */
const LEFT_ALONE = new Set(['id', 'isDeleted', 'createdById', 'contactIds', 'pushCount', 'title']);

/** Whether the source has a column for a field by itself. */
export type ColumnOf = (type: RowType, field: string) => string | undefined;

/** Columns of a known file for the fields that it has not shown, found by their names. */
export function proposeFields(
  sample: Sample,
  type: 'lead' | 'deal',
  columnOf: ColumnOf,
  lexicon: ColumnLexicon,
): readonly FoundColumn[] {
  const isShown = (field: string): boolean => columnOf(type, field) !== undefined;
  const wanted = Object.keys(canon[type]).filter(
    (field) =>
      !isShown(field) &&
      !LEFT_ALONE.has(field) &&
      !INSTEAD.some((group) => group.some((name) => name === field) && group.some(isShown)),
  );
  const used = new Set(Object.keys(canon[type]).map((field) => columnOf(type, field)));
  const columns = sample.columns.filter(({ name }) => !used.has(name));
  return findColumns({ ...sample, columns }, type, lexicon, new Set(wanted));
}

/** How dates are written that could be read in two orders, over all files. */
export function proposeDateOrder(samples: readonly Sample[]): Proposal['dateOrder'] {
  const styles = samples.flatMap(({ columns }) =>
    columns.filter(({ values }) => areDates(values)).map(({ values }) => dateStyleOf(values)),
  );
  const open = styles.filter(({ why }) => why !== '');
  const told = open.filter(({ order, certainty }) => order !== undefined && certainty !== 'unknown');
  const [first] = told;
  if (first !== undefined) {
    const isOne = told.every(({ order }) => order === first.order);
    if (!isOne)
      return { order: undefined, certainty: 'unknown', why: 'some columns have the day first, others the month' };
    const certainty = told.some((one) => one.certainty === 'sure') ? 'sure' : 'likely';
    return { order: first.order, certainty, why: `a date like ${first.why}` };
  }
  const [unknown] = open.filter(({ order, pattern }) => order === undefined && pattern === undefined);
  return unknown && { order: undefined, certainty: 'unknown', why: `dates are ${unknown.why}, which reads both ways` };
}

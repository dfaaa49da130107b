import { canon, type Field, type RowType, type ValueType } from '../model/fields.ts';
import { type ColumnLexicon, foldName } from './lexicon.ts';
import type { Sample, SampledColumn } from './sample.ts';
import { areAddresses, areBooleans, areDates, areIds, areNumbers } from './values.ts';

export type Certainty = 'sure' | 'likely';

/** A column found for a canonical field, how sure that is, and by what it was told. */
export interface FoundColumn {
  readonly field: string;
  readonly column: string;
  readonly certainty: Certainty;
  readonly why: string;
}

type Like = { readonly rank: number; readonly term: string };

/** Words that a longer name may have besides those of a term. */
const MORE_WORDS = 2;

/** How much a name is like one of these terms: the same, or one within it; lower ranks are better. */
function likeness(name: string, terms: readonly string[]): Like | undefined {
  const at = terms.indexOf(name);
  if (at >= 0) return { rank: at / 1000, term: name };
  const words = name.split(' ').length;
  const within = terms
    .filter((term) => term.includes(' ') && ` ${name} `.includes(` ${term} `))
    .filter((term) => words - term.split(' ').length <= MORE_WORDS)
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const [term] = within;
  return term === undefined ? undefined : { rank: 1 + (words - term.split(' ').length), term };
}

const isDated: ReadonlySet<ValueType> = new Set(['date', 'instant']);

/** Fields whose column must hold addresses, or must not. */
function fitsOwner(field: string, values: readonly string[]): boolean | undefined {
  if (field === 'ownerEmail' || field === 'email') return areAddresses(values);
  if (field === 'ownerName') return !areAddresses(values) && !/^005\w{12}/.test(values[0] ?? '');
  if (field === 'id' || field.endsWith('Id')) return areIds(values) && !areDates(values) && !areAddresses(values);
  return undefined;
}

/** Whether values can be what a field holds; a column without values can be anything. */
function fits(field: string, { type }: Field, values: readonly string[]): boolean {
  if (values.length === 0) return true;
  const known = fitsOwner(field, values);
  if (known !== undefined) return known;
  if (isDated.has(type)) return areDates(values);
  if (type === 'number') return areNumbers(values);
  if (type === 'boolean') return areBooleans(values);
  return !areDates(values);
}

interface Candidate extends FoundColumn {
  readonly rank: number;
  readonly place: number;
}

function candidatesOf(
  field: string,
  canonical: Field,
  columns: readonly SampledColumn[],
  terms: readonly string[],
): readonly Candidate[] {
  return columns.flatMap(({ name, values }, place) => {
    const like = likeness(foldName(name), terms);
    if (like === undefined || !fits(field, canonical, values)) return [];
    const isExact = like.rank < 1;
    const certainty: Certainty = isExact && values.length > 0 ? 'sure' : 'likely';
    const why = isExact
      ? values.length > 0
        ? 'by its name and values'
        : 'by its name; it is empty'
      : `contains "${like.term}"`;
    return [{ field, column: name, certainty, why, rank: like.rank, place }];
  });
}

/**
 * The columns of a sample that hold canonical fields of a type: the best first, each column once. Names of `only` are
 * looked for, all fields where it is left out.
 */
export function findColumns(
  sample: Sample,
  type: RowType,
  lexicon: ColumnLexicon,
  only?: ReadonlySet<string>,
): readonly FoundColumn[] {
  const fields: readonly [string, Field][] = Object.entries(canon[type]);
  const candidates = fields
    .filter(([field]) => only?.has(field) ?? true)
    .flatMap(([field, canonical]) =>
      candidatesOf(field, canonical, sample.columns, lexicon.terms[type].get(field) ?? []),
    )
    .sort((a, b) => a.rank - b.rank || a.place - b.place);
  const usedFields = new Set<string>();
  const usedColumns = new Set<string>();
  const found: FoundColumn[] = [];
  for (const { field, column, certainty, why } of candidates) {
    if (usedFields.has(field) || usedColumns.has(column)) continue;
    usedFields.add(field);
    usedColumns.add(column);
    found.push({ field, column, certainty, why });
  }
  return found;
}

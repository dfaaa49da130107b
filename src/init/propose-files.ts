import type { FileMapping } from '../config/config.ts';
import { canon, type Field, type RowType } from '../model/fields.ts';
import { type FoundColumn, findColumns } from '../survey/columns.ts';
import { dateStyleOf } from '../survey/dates.ts';
import { fileTypeOf } from '../survey/file-type.ts';
import { placeLabel } from '../survey/labels.ts';
import type { ActivityKind, ColumnLexicon, LabelLexicon } from '../survey/lexicon.ts';
import type { Sample } from '../survey/sample.ts';
import { areIds, areUnique } from '../survey/values.ts';
import type { LeftFile, ProposedFile, ProposedLabel } from './proposal.ts';

export interface Lexicons {
  readonly columns: ColumnLexicon;
  readonly kinds: LabelLexicon<ActivityKind>;
}

const found = (field: string, column: string, why: string): FoundColumn => ({
  field,
  column,
  certainty: 'likely',
  why,
});

const valuesOf = ({ columns }: Sample, name: string | undefined): readonly string[] =>
  columns.find((column) => column.name === name)?.values ?? [];

const columnFor = (columns: readonly FoundColumn[], field: string): string | undefined =>
  columns.find((one) => one.field === field)?.column;

/** A file without a column that is called an id may have one that serves as one. */
function withId(sample: Sample, type: RowType, columns: readonly FoundColumn[]): readonly FoundColumn[] {
  if (columnFor(columns, 'id') !== undefined || !('id' in canon[type])) return columns;
  const name = columnFor(columns, 'name');
  if (type === 'account' && name !== undefined && areUnique(valuesOf(sample, name)))
    return [found('id', name, 'no column of ids; names are unique'), ...columns];
  const used = new Set(columns.map(({ column }) => column));
  const [unique] = sample.columns.filter(
    ({ name: column, values }) =>
      !used.has(column) && values.length === sample.rows && areIds(values) && areUnique(values),
  );
  return unique === undefined ? columns : [found('id', unique.name, 'its values are unique'), ...columns];
}

/** What a file of this type is worth nothing without; undefined when it has it. */
function lackOf(type: RowType, columns: readonly FoundColumn[]): string | undefined {
  const has = (...fields: readonly string[]) => fields.some((field) => columnFor(columns, field) !== undefined);
  switch (type) {
    case 'history':
      return 'histories of changes are mapped by hand: see the documentation of files.history';
    case 'person':
      return has('email', 'isActive')
        ? undefined
        : 'people without e-mail addresses add nothing to the owners of records';
    case 'contactRole':
      return has('dealId') && has('contactId') ? undefined : 'no column of deal ids, or none of contact ids';
    case 'activity':
      return has('leadId', 'dealId', 'contactIds') && has('at', 'createdAt')
        ? undefined
        : 'nothing says which lead, deal or contact it is about, or when it was';
    default:
      return has('id')
        ? undefined
        : 'no column of ids: none is called so, and none has a value of its own on every row';
  }
}

function datesOf(sample: Sample, type: RowType, columns: readonly FoundColumn[]): ProposedFile['dates'] {
  const fields: Readonly<Record<string, Field>> = canon[type];
  const dated = columns.filter(({ field }) => fields[field]?.type === 'date' || fields[field]?.type === 'instant');
  const { pattern, certainty, why } = dateStyleOf(dated.flatMap(({ column }) => valuesOf(sample, column)));
  return pattern === undefined ? undefined : { pattern, why: `${certainty}: dates like ${why}` };
}

const MOST_KINDS = 50;

function kindsOf(sample: Sample, columns: readonly FoundColumn[], lexicon: Lexicons['kinds']): ProposedFile['values'] {
  const counts = new Map<string, number>();
  for (const value of valuesOf(sample, columnFor(columns, 'kind'))) counts.set(value, (counts.get(value) ?? 0) + 1);
  if (counts.size === 0 || counts.size > MOST_KINDS) return {};
  const kinds = [...counts].map(
    ([label, records]): ProposedLabel<string> => ({ label, records, ...placeLabel(label, lexicon) }),
  );
  return { kind: kinds.sort((a, b) => b.records - a.records || (a.label < b.label ? -1 : 1)) };
}

function proposeFile(sample: Sample, lexicons: Lexicons): ProposedFile | LeftFile {
  const { name: file } = sample;
  const left = (why: string): LeftFile => ({ file, why, columns: sample.columns.map(({ name }) => name) });
  const told = fileTypeOf(sample, lexicons.columns);
  if (told === undefined) return left('neither its name nor its columns tell what it holds');
  const { type } = told;
  const columns = withId(sample, type, findColumns(sample, type, lexicons.columns));
  const lack = lackOf(type, columns);
  if (lack !== undefined) return left(`looks like ${type}: ${lack}`);
  const values = type === 'activity' ? kindsOf(sample, columns, lexicons.kinds) : {};
  return { ...told, file, columns, dates: datesOf(sample, type, columns), values };
}

/** A third of the accounts that deals name must be in the file of accounts for the two to belong together. */
const OVERLAP = 1 / 3;

/** Deals that name their accounts as the file of accounts does are tied to it. */
function tieAccounts(files: readonly ProposedFile[], samples: readonly Sample[]): readonly ProposedFile[] {
  const sampleOf = (file: string) => samples.find(({ name }) => name === file);
  const accounts = files.find(({ type }) => type === 'account');
  const sample = accounts && sampleOf(accounts.file);
  const ids = new Set(sample && accounts ? valuesOf(sample, columnFor(accounts.columns, 'id')) : []);
  return files.map((one) => {
    const column = columnFor(one.columns, 'accountName');
    const own = sampleOf(one.file);
    if (one.type !== 'deal' || column === undefined || own === undefined || columnFor(one.columns, 'accountId'))
      return one;
    const names = [...new Set(valuesOf(own, column))];
    if (names.length === 0 || names.filter((name) => ids.has(name)).length < names.length * OVERLAP) return one;
    return {
      ...one,
      columns: [...one.columns, found('accountId', column, `its values are ids in ${accounts?.file ?? ''}`)],
    };
  });
}

/** Types of which several files may be joined; of the others the surest counts. */
const joined: ReadonlySet<RowType> = new Set(['lead', 'deal', 'activity', 'contact']);

/** What each file of unknown shape is taken for; `taken` are the row types that need none. */
export function proposeFiles(
  samples: readonly Sample[],
  taken: ReadonlySet<RowType>,
  lexicons: Lexicons,
): { readonly files: readonly ProposedFile[]; readonly left: readonly LeftFile[] } {
  const files: ProposedFile[] = [];
  const left: LeftFile[] = [];
  for (const sample of samples) {
    const proposal = proposeFile(sample, lexicons);
    if (!('type' in proposal)) {
      left.push(proposal);
      continue;
    }
    const { type, file, columns } = proposal;
    const isSecond = !joined.has(type) && files.some((one) => one.type === type);
    if (!taken.has(type) && !isSecond) files.push(proposal);
    else
      left.push({
        file,
        why: `looks like ${type}, of which there is a file already`,
        columns: columns.map((one) => one.column),
      });
  }
  return { files: tieAccounts(files, samples), left };
}

/** The proposal as the configuration would hold it. */
export const mappingsOf = (files: readonly ProposedFile[], path: (file: string) => string): readonly FileMapping[] =>
  files.map(({ type, file, columns, dates }) => ({
    type,
    file,
    path: path(file),
    columns: Object.fromEntries(columns.map(({ field, column }) => [field, column])),
    values: {},
    dates: dates?.pattern,
    at: ['files', type],
  }));

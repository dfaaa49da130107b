import { type RowType, rowTypes } from '../model/fields.ts';
import { type Certainty, findColumns } from './columns.ts';
import { type ColumnLexicon, foldName } from './lexicon.ts';
import type { Sample } from './sample.ts';

/** What a file is taken for, and by what. */
export interface FileType {
  readonly type: RowType;
  readonly certainty: Certainty;
  readonly why: string;
}

/**
 * A word of the file name counts as much as two columns that only such files have: people name files with care. Any
 * other column that such a record could have counts for little.
 */
const WEIGHT = { file: 4, column: 2, field: 1 } as const;

/** Below this a file is not placed at all; this far ahead of the next type it is placed, or even sure. House. */
const ENOUGH = 7;
const AHEAD = 2;
const CLEAR = 4;

const MOST_NAMED = 3;

interface Score {
  readonly type: RowType;
  readonly score: number;
  readonly told: readonly string[];
}

function scoreOf(sample: Sample, type: RowType, lexicon: ColumnLexicon): Score {
  const { files, columns } = lexicon.types[type];
  const name = ` ${foldName(sample.name.replace(/\.[^.]*$/, ''))} `;
  const isNamed = files.some((word) => name.includes(` ${word} `));
  const known = new Set(columns);
  const told = sample.columns.map((column) => column.name).filter((column) => known.has(foldName(column)));
  const fields = findColumns(sample, type, lexicon).filter(({ certainty }) => certainty === 'sure');
  const score = (isNamed ? WEIGHT.file : 0) + told.length * WEIGHT.column + fields.length * WEIGHT.field;
  return { type, score, told };
}

/** Which record type a file holds; nothing where its columns and its name do not tell. */
export function fileTypeOf(sample: Sample, lexicon: ColumnLexicon): FileType | undefined {
  if (sample.columns.length < 2) return undefined;
  const scores = rowTypes.map((type) => scoreOf(sample, type, lexicon));
  const [best, second] = scores.sort(
    (a, b) => b.score - a.score || rowTypes.indexOf(b.type) - rowTypes.indexOf(a.type),
  );
  if (best === undefined || best.score < ENOUGH || best.told.length === 0) return undefined;
  const lead = best.score - (second?.score ?? 0);
  if (lead < AHEAD) return undefined;
  return {
    type: best.type,
    certainty: lead >= CLEAR ? 'sure' : 'likely',
    why: `it has ${best.told.slice(0, MOST_NAMED).join(', ')}`,
  };
}

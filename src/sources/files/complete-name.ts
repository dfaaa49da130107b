import type { Draft, Finish } from './table.ts';

const text = (value: Draft[string]): string => (typeof value === 'string' ? value : '');

/** Some exports have the parts of a name alone. */
export const completeName: Finish = (row) => {
  if (row.name === undefined) row.name = `${text(row.firstName)} ${text(row.lastName)}`.trim() || null;
  return true;
};

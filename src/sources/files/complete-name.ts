import type { Draft, Finish } from './table.ts';

const text = (value: Draft[string]): string => (typeof value === 'string' ? value : '');

/** Some exports have the parts of a name alone; without those, a name is not known. */
export const completeName: Finish = (row) => {
  const hasParts = row.firstName !== undefined || row.lastName !== undefined;
  if (row.name === undefined && hasParts) row.name = `${text(row.firstName)} ${text(row.lastName)}`.trim() || null;
  return true;
};

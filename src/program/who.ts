import type { Somebody } from '../model/outcome.ts';

/** Whether somebody goes by this id, e-mail address or name. */
export function isSame(who: string, { id, email, name }: Partial<Somebody>): boolean {
  const wanted = who.trim().toLowerCase();
  return [id, email, name].some((label) => label != null && label.trim().toLowerCase() === wanted);
}

/** Whether two descriptions are of the same person: by id where both have one. */
export function areSame(a: Somebody, b: Somebody): boolean {
  if (a.id !== null && b.id !== null) return a.id === b.id;
  if (a.email !== null && b.email !== null) return a.email.toLowerCase() === b.email.toLowerCase();
  return a.name !== null && b.name !== null && a.name.toLowerCase() === b.name.toLowerCase();
}

export const labelOf = ({ name, email, id }: Somebody): string => name ?? email ?? id ?? 'nobody';

import type { Activity } from '../../model/records.ts';
import type { Fold } from '../fold.ts';

/** A task that somebody put down for somebody else. */
export interface Request {
  /** When it was put down, instant. */
  readonly at: number;
  readonly byId: string;
  readonly forId: string;
  readonly subject: string | null;
}

/** The latest requests kept of one record. */
const MOST = 8;

const code = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const newestFirst = (a: Request, b: Request): number =>
  b.at - a.at || code(a.byId, b.byId) || code(a.forId, b.forId) || code(a.subject ?? '', b.subject ?? '');
const keep = (list: Request[]): Request[] => list.sort(newestFirst).slice(0, MOST);

export const requests: Fold<Activity, Request[]> = {
  start: () => [],
  step: (acc, { kind, createdAt, createdById, ownerId, subject }) => {
    if (kind !== 'task' || !createdAt || !createdById || !ownerId || createdById === ownerId) return acc;
    acc.push({ at: createdAt, byId: createdById, forId: ownerId, subject: subject ?? null });
    return acc.length > 2 * MOST ? keep(acc) : acc;
  },
  merge: (a, b) => keep([...a, ...b]),
};

/** The latest requests on a record, newest first, and whether there were more. */
export function requestsOf(acc: readonly Request[] | undefined): {
  readonly latest: readonly Request[];
  readonly isCut: boolean;
} {
  const latest = keep([...(acc ?? [])]);
  return { latest, isCut: latest.length === MOST };
}

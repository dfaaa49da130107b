import { byCodeUnit } from '../../lib/code-order.ts';
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

const newestFirst = (a: Request, b: Request): number =>
  b.at - a.at ||
  byCodeUnit(a.byId, b.byId) ||
  byCodeUnit(a.forId, b.forId) ||
  byCodeUnit(a.subject ?? '', b.subject ?? '');
const keep = (list: Request[]): Request[] => list.sort(newestFirst).slice(0, MOST);

function requestIn({ kind, createdAt, createdById, ownerId, subject }: Activity): Request | undefined {
  if (kind !== 'task' || !createdAt || !createdById || !ownerId || createdById === ownerId) return undefined;
  return { at: createdAt, byId: createdById, forId: ownerId, subject: subject ?? null };
}

export const requests: Fold<Activity, Request[]> = {
  takes: (row) => requestIn(row) !== undefined,
  start: () => [],
  step: (acc, row) => {
    const request = requestIn(row);
    if (request === undefined) return acc;
    acc.push(request);
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

import type { Activity } from '../../model/records.ts';
import type { Fold } from '../fold.ts';

/** What one outside person has done with us on a deal; all instants, `null` when never. */
export interface Participation {
  /** The latest meeting or call that took place. */
  metAt: number | null;
  /** The earliest meeting or call that took place. */
  firstMetAt: number | null;
  inboundAt: number | null;
  outboundAt: number | null;
  /** A meeting to come. */
  invitedAt: number | null;
}

/** People by key: `contact:<id>` or `email:<address>`. */
export type Participants = Map<string, Participation>;

const latest = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.max(a, b);
const first = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.min(a, b));

/** Joins what two rows, workers or records say of the same person. */
export const joinParticipation = (a: Participation, b: Participation): Participation => ({
  metAt: latest(a.metAt, b.metAt),
  firstMetAt: first(a.firstMetAt, b.firstMetAt),
  inboundAt: latest(a.inboundAt, b.inboundAt),
  outboundAt: latest(a.outboundAt, b.outboundAt),
  invitedAt: latest(a.invitedAt, b.invitedAt),
});

const nothing: Participation = { metAt: null, firstMetAt: null, inboundAt: null, outboundAt: null, invitedAt: null };

/** What a row says of each person in it; nothing when it is neither contact that took place nor a meeting to come. */
function partIn({ kind, at, direction, isCompleted }: Activity): Participation | undefined {
  if (at === undefined || at === null) return undefined;
  if (kind === 'meeting' && isCompleted === false) return { ...nothing, invitedAt: at };
  if (isCompleted !== true) return undefined;
  if (kind === 'meeting' || kind === 'call') return { ...nothing, metAt: at, firstMetAt: at };
  if (kind !== 'email') return undefined;
  return direction === 'inbound' ? { ...nothing, inboundAt: at } : { ...nothing, outboundAt: at };
}

const add = (people: Participants, key: string, part: Participation): void => {
  const before = people.get(key);
  people.set(key, before === undefined ? part : joinParticipation(before, part));
};

export const participants: Fold<Activity, Participants> = {
  start: () => new Map(),
  step: (acc, row) => {
    const part = partIn(row);
    if (part === undefined) return acc;
    for (const id of row.contactIds ?? []) add(acc, `contact:${id}`, part);
    for (const address of row.emails ?? []) add(acc, `email:${address}`, part);
    return acc;
  },
  merge: (a, b) => {
    const joined = new Map(a);
    for (const [key, part] of b) add(joined, key, part);
    return joined;
  },
};

import type { Activity } from '../../model/records.ts';
import type { Fold } from '../fold.ts';

/** What one outside person has done with us; all instants, `null` when never. */
export interface Participation {
  /** The latest meetings and calls that took place, latest first, each once, at most `MOST_MET`. */
  readonly met: readonly number[];
  readonly firstMetAt: number | null;
  readonly inboundAt: number | null;
  readonly firstInboundAt: number | null;
  readonly outboundAt: number | null;
  readonly firstOutboundAt: number | null;
  /** E-mails of which it is not known which way they went: the two earliest and the two latest, earliest first. */
  readonly unclear: readonly number[];
  /** A meeting to come. */
  readonly invitedAt: number | null;
  /** When a meeting with this person was first put into a calendar ahead of it. */
  readonly bookedAt: number | null;
}

/** People by key: `contact:<id>` or `email:<address>`. */
export type Participants = Map<string, Participation>;

/** Enough to tell several meetings from one. */
export const MOST_MET = 8;

const latest = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.max(a, b);
const first = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.min(a, b));

const none: readonly number[] = [];

/** Both lists in one, earliest first, each instant once: one meeting told of two records is one meeting. */
const union = (a: readonly number[], b: readonly number[]): readonly number[] =>
  [...new Set([...a, ...b])].sort((x, y) => x - y);

const lastMet = (a: readonly number[], b: readonly number[]): readonly number[] =>
  a.length === 0 ? b : b.length === 0 ? a : union(a, b).slice(-MOST_MET).reverse();

function outermost(a: readonly number[], b: readonly number[]): readonly number[] {
  if (a.length === 0) return b;
  const all = b.length === 0 ? a : union(a, b);
  return all.length <= 4 ? all : [...all.slice(0, 2), ...all.slice(-2)];
}

/** Joins what two rows, workers or records say of the same person. */
export const joinParticipation = (a: Participation, b: Participation): Participation => ({
  met: lastMet(a.met, b.met),
  firstMetAt: first(a.firstMetAt, b.firstMetAt),
  inboundAt: latest(a.inboundAt, b.inboundAt),
  firstInboundAt: first(a.firstInboundAt, b.firstInboundAt),
  outboundAt: latest(a.outboundAt, b.outboundAt),
  firstOutboundAt: first(a.firstOutboundAt, b.firstOutboundAt),
  unclear: outermost(a.unclear, b.unclear),
  invitedAt: latest(a.invitedAt, b.invitedAt),
  bookedAt: first(a.bookedAt, b.bookedAt),
});

const nothing: Participation = {
  met: none,
  firstMetAt: null,
  inboundAt: null,
  firstInboundAt: null,
  outboundAt: null,
  firstOutboundAt: null,
  unclear: none,
  invitedAt: null,
  bookedAt: null,
};

function mailed(at: number, direction: Activity['direction']): Participation {
  if (direction === 'inbound') return { ...nothing, inboundAt: at, firstInboundAt: at };
  if (direction === 'outbound') return { ...nothing, outboundAt: at, firstOutboundAt: at };
  return { ...nothing, unclear: [at] };
}

/** When a meeting was entered, where that was before it took place. */
const bookedBefore = (at: number, createdAt: number | null | undefined): number | null =>
  typeof createdAt === 'number' && createdAt < at ? createdAt : null;

/** What a row says of each person in it; nothing when it is neither contact that took place nor a meeting to come. */
function partIn({ kind, at, direction, isCompleted, createdAt }: Activity): Participation | undefined {
  if (at === undefined || at === null) return undefined;
  if (kind === 'meeting' && isCompleted === false)
    return { ...nothing, invitedAt: at, bookedAt: bookedBefore(at, createdAt) };
  if (isCompleted !== true) return undefined;
  if (kind === 'meeting') return { ...nothing, met: [at], firstMetAt: at, bookedAt: bookedBefore(at, createdAt) };
  if (kind === 'call') return { ...nothing, met: [at], firstMetAt: at };
  return kind === 'email' ? mailed(at, direction) : undefined;
}

/** What one outside person has done with us on a lead: whoever the lead is. */
export const leadContact: Fold<Activity, Participation> = {
  start: () => nothing,
  step: (acc, row) => {
    const part = partIn(row);
    return part === undefined ? acc : joinParticipation(acc, part);
  },
  merge: joinParticipation,
};

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

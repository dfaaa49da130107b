import { joinParticipation, type Participation } from './folds/participants.ts';

/** True, false, or `undefined` where what the CRM shows does not tell. */
export type Certainty = boolean | undefined;

const isIn = (at: number | null, from: number, until: number): boolean => at !== null && at >= from && at <= until;

/**
 * Mail that may have gone both ways: one of unknown direction beside a known one, or two of them. A single e-mail of
 * unknown direction is no exchange, whichever way it went.
 */
const mayBeExchange = (known: number, unclear: number): boolean => unclear > 0 && known + unclear >= 2;

/** Took part in a meeting or call, or wrote and was written to, since `from`; or accepted a meeting to come. */
export function isEngagedSince(part: Participation | null, from: number): Certainty {
  if (part === null) return false;
  const isSince = (at: number | null): boolean => isIn(at, from, Number.POSITIVE_INFINITY);
  const [hears, writes] = [isSince(part.inboundAt), isSince(part.outboundAt)];
  if (isSince(part.met[0] ?? null) || part.invitedAt !== null || (hears && writes)) return true;
  const unclear = part.unclear.filter((at) => at >= from).length;
  return mayBeExchange(Number(hears || writes), unclear) ? undefined : false;
}

/**
 * The same, from ever up to a moment of the past. When a meeting was accepted is not on record: one that was in the
 * calendar at that moment and took place later leaves the answer open.
 */
export function wasEngagedBy(part: Participation | null, until: number): Certainty {
  if (part === null) return false;
  const isBy = (at: number | null): boolean => isIn(at, Number.NEGATIVE_INFINITY, until);
  const [hears, writes] = [isBy(part.firstInboundAt), isBy(part.firstOutboundAt)];
  if (isBy(part.firstMetAt) || (hears && writes)) return true;
  if (isBy(part.bookedAt)) return undefined;
  const unclear = part.unclear.filter((at) => at <= until).length;
  return mayBeExchange(Number(hears || writes), unclear) ? undefined : false;
}

/** The latest that is known of a person, a meeting to come included; before all time when there is nothing. */
export function lastSignOf(part: Participation | null): number {
  if (part === null) return Number.NEGATIVE_INFINITY;
  const signs = [part.met[0], part.inboundAt, part.outboundAt, part.unclear.at(-1), part.invitedAt];
  return Math.max(...signs.map((at) => at ?? Number.NEGATIVE_INFINITY));
}

/** The first and the latest moment at which a person met us or wrote to us. */
export function spanOf({
  met,
  firstMetAt,
  inboundAt,
  firstInboundAt,
}: Participation): readonly [number, number] | null {
  const moments = [firstMetAt, firstInboundAt, met[0] ?? null, inboundAt].filter((at) => at !== null);
  return moments.length === 0 ? null : [Math.min(...moments), Math.max(...moments)];
}

/** Joins what two records say of one person. */
export const joined = (a: Participation | null, b: Participation | null): Participation | null =>
  a === null ? b : b === null ? a : joinParticipation(a, b);

/** True where both are, false where one is. */
export const and = (a: Certainty, b: Certainty): Certainty =>
  a === false || b === false ? false : a === undefined || b === undefined ? undefined : true;

/** How many there are: `count` is known only where it cannot be any other number; without an upper end, neither is `atMost`. */
export interface Tally {
  readonly count: number | undefined;
  readonly atLeast: number;
  readonly atMost: number | undefined;
}

/** Some for sure, some possibly, and `isOpen` where there may be others whom nobody can see. */
export function tallyOf(sure: number, possible: number, isOpen: boolean): Tally {
  const count = possible === 0 && !isOpen ? sure : undefined;
  return { count, atLeast: sure, atMost: isOpen ? undefined : sure + possible };
}

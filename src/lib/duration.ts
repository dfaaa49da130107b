import type { Problem } from './errors.ts';

/** m = minutes, h = hours, d = calendar days, w = weeks, bd = business days, bh = business hours. */
export type DurationUnit = 'm' | 'h' | 'd' | 'w' | 'bd' | 'bh';

/** A span of time as rules write it; `amount` is whole. */
export interface Duration {
  readonly amount: number;
  readonly unit: DurationUnit;
}

const WORDS: Readonly<Record<DurationUnit, string>> = {
  m: 'minute',
  h: 'hour',
  d: 'day',
  w: 'week',
  bd: 'business day',
  bh: 'business hour',
};

const UNITS = ['m', 'h', 'd', 'w', 'bd', 'bh'] as const;

const SPELLINGS: ReadonlyMap<string, DurationUnit> = new Map<string, DurationUnit>([
  ...UNITS.flatMap((unit) => [unit, WORDS[unit], `${WORDS[unit]}s`].map((spelling) => [spelling, unit] as const)),
  ['min', 'm'],
  ['mins', 'm'],
  ['hr', 'h'],
  ['hrs', 'h'],
]);

const HINT = 'write a whole number and a unit: 30m 4h 10d 2w, or 2bd 3bh in business time';
const LARGEST = 100_000;

/** Reads `10d`, `2bd` … A decimal, a sign, a space or an unknown unit is a problem, never a guess. */
export function parseDuration(text: string): Duration | Problem {
  const match = /^(\d{1,6})(m|h|d|w|bd|bh)$/.exec(text);
  const amount = Number(match?.[1]);
  const unit = SPELLINGS.get(match?.[2] ?? '');
  if (unit === undefined) return { message: `"${text}" is not a duration`, hint: meant(text) ?? HINT };
  if (amount > LARGEST) return { message: `"${text}" is too long a duration`, hint: `at most ${LARGEST}${unit}` };
  return { amount, unit };
}

function meant(text: string): string | undefined {
  const match = /^(\d{1,6}) ?([a-z][a-z ]{0,20})$/.exec(text.trim().toLowerCase());
  const unit = SPELLINGS.get(match?.[2] ?? '');
  return unit === undefined ? undefined : `did you mean "${Number(match?.[1])}${unit}"?`;
}

/** `10d`: the inverse of `parseDuration`. */
export function formatDuration({ amount, unit }: Duration): string {
  return `${amount}${unit}`;
}

/** `10 days`, `1 business day`: for messages. */
export function durationInWords({ amount, unit }: Duration): string {
  return `${amount} ${WORDS[unit]}${amount === 1 ? '' : 's'}`;
}

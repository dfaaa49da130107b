import { civil, dayOf, isValid, weekdayOf } from './dates-calendar.ts';
import { type CompiledDates, type NameSense, roleBits, type WordRole } from './dates-lexicon.ts';
import type { Token } from './tokens.ts';

/** How exactly a text names a time. */
export type Precision = 'day' | 'week' | 'month' | 'quarter';

/** A date read at a token: `to` is the index after its last token; days since 1970-01-01. */
export type Hit = {
  readonly day: number;
  readonly lastDay?: number;
  readonly precision: Precision;
  readonly to: number;
  readonly past?: boolean;
  readonly named?: boolean;
};

/** Tokens that look like a date and are none: go on reading at `to`. */
export type Skip = { readonly skipTo: number };

/** All that the readers of one text share. */
export type Scan = {
  readonly tokens: readonly Token[];
  readonly words: CompiledDates;
  readonly editedDay: number;
  readonly language: string;
  readonly dayFirst: boolean;
  readonly fiscalYearStarts: number;
};

/** A date without a year lies at most so many days before the day of writing (half a year ahead otherwise). */
const DAYS_BACK = 150;
const DAYS_AROUND_WITH_WEEKDAY = 240;
/** How many months a bare day number ("the 24th", "martes 24") may lie ahead. */
const MONTHS_AHEAD = 3;
const ENGLISH = 'en';

export function textAt(scan: Scan, at: number): string {
  return scan.tokens[at]?.text ?? '';
}

export function isNumber(scan: Scan, at: number, most = 4): boolean {
  const token = scan.tokens[at];
  return token !== undefined && token.kind === 'number' && token.text.length <= most;
}

export function numberAt(scan: Scan, at: number): number {
  return isNumber(scan, at) ? Number(textAt(scan, at)) : Number.NaN;
}

export function isGlued(scan: Scan, at: number): boolean {
  return scan.tokens[at]?.glued === true;
}

export function has(scan: Scan, role: WordRole, at: number): boolean {
  const token = scan.tokens[at];
  return token !== undefined && (scan.words.rolesOf(token) & roleBits[role]) !== 0;
}

/** Whether the token at `at` opens the text, a line, a bullet, a bracket or a sentence. */
export function opens(scan: Scan, at: number): boolean {
  const before = scan.tokens[at - 1];
  return before === undefined || before.kind === 'break' || (before.kind === 'mark' && !'/-.@'.includes(before.text));
}

/** Whether a clock time follows: 10:30, 2pm, 15h, 9 Uhr. */
export function isTime(scan: Scan, at: number): boolean {
  if (!isNumber(scan, at, 4)) return false;
  const next = scan.tokens[at + 1];
  if (next === undefined) return false;
  if (next.text === ':') return next.glued;
  return has(scan, 'hours', at + 1) && (next.glued || next.text.length > 1);
}

/**
 * The reading of a month's or weekday's name that fits the language of the text. `beside` says that a
 * day number or a date stands next to it, which lets ambiguous forms ("may", "sat", "do") in.
 */
export function nameAt(
  scan: Scan,
  of: NameSense['of'],
  at: number,
  beside: boolean,
): { readonly number: number; readonly to: number; readonly language: string } | null {
  const found = scan.words.names(scan.tokens, at);
  if (found === null) return null;
  const fits = found.value.filter(
    (sense) => sense.of === of && (beside || !sense.adjacent) && (!sense.weak || sense.language === scan.language),
  );
  const sense = fits.find(({ language }) => language === scan.language) ?? fits[0];
  if (sense === undefined) return null;
  // "set 3 calls", "out 11/19": foreign months that are English words need a text of their own language.
  const isKnown = found.value.some(({ language }) => language === scan.language);
  const isForeign = sense.adjacent && sense.language !== scan.language;
  if (isForeign && (of === 'month' ? sense.language !== ENGLISH : !beside || isKnown)) return null;
  return { number: sense.number, to: found.to, language: sense.language };
}

/**
 * The year that puts a day of the year nearest to the day of writing, rather ahead of it; null if there is
 * none. A weekday that fits only another near year decides otherwise.
 */
export function resolveDay(month: number, day: number, editedDay: number, weekday?: number): number | null {
  const near = nearest(month, day, editedDay);
  if (weekday === undefined || near === null || weekdayOf(near) === weekday) return near;
  const { year } = civil(editedDay);
  for (let of = year - 1; of <= year + 1; of++) {
    const one = isValid(of, month, day) ? dayOf(of, month, day) : null;
    if (one !== null && weekdayOf(one) === weekday && Math.abs(one - editedDay) <= DAYS_AROUND_WITH_WEEKDAY) return one;
  }
  return near;
}

/** In the year before, this one and the next: the first that is not too long ago, else the last there is. */
function nearest(month: number, day: number, editedDay: number): number | null {
  const { year } = civil(editedDay);
  let last: number | null = null;
  for (let of = year - 1; of <= year + 1; of++) {
    if (!isValid(of, month, day)) continue;
    last = dayOf(of, month, day);
    if (last >= editedDay - DAYS_BACK) return last;
  }
  return last;
}

/** The next such day of a month on or after the day of writing; with a weekday, the next on which both agree. */
export function resolveDayOfMonth(dayOfMonth: number, editedDay: number, weekday?: number): number | null {
  const edited = civil(editedDay);
  for (let ahead = 0; ahead <= MONTHS_AHEAD; ahead++) {
    const inYear = edited.year + Math.floor((edited.month - 1 + ahead) / 12);
    const inMonth = ((edited.month - 1 + ahead) % 12) + 1;
    if (!isValid(inYear, inMonth, dayOfMonth)) continue;
    const day = dayOf(inYear, inMonth, dayOfMonth);
    if (day >= editedDay && (weekday === undefined || weekdayOf(day) === weekday)) return day;
  }
  return null;
}

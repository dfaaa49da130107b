import { weekdayOf } from './dates-calendar.ts';
import { COMMON_BITS, type CompiledDates, compileDates } from './dates-lexicon.ts';
import { readDayMonth, readDayOfMonth, readMonth } from './dates-named.ts';
import { readNumeric } from './dates-numeric.ts';
import { readCount, readPhrase, readQuarter, readWeekday } from './dates-relative.ts';
import { type Hit, has, nameAt, type Precision, type Scan, type Skip, textAt } from './dates-scan.ts';
import type { DateLexicon } from './lexicon.ts';
import { type Token, tokenize } from './tokens.ts';

export type DateOptions = {
  /** What 11/5 means; 5.11. is always day before month, and so is 5/11 in a text that is not English. */
  readonly dateOrder: 'mdy' | 'dmy';
  /** Month in which the fiscal year starts, 1 to 12 (default 1): where quarters begin. */
  readonly fiscalYearStarts?: number;
};

/**
 * A date in a text. `day` is the first day meant and `lastDay` the last of a range or period, in days since
 * 1970-01-01; `start` and `end` index the text (`end` exclusive). `past` is set where the words themselves look
 * back ("yesterday", "2 weeks ago", "since 11/2"). `named` tells a period named by the calendar ("KW 48", "week
 * of 11/30") from one that moves with the reader ("next week").
 */
export type FoundDate = {
  readonly day: number;
  readonly lastDay?: number;
  readonly start: number;
  readonly end: number;
  readonly precision: Precision;
  readonly past?: boolean;
  readonly named?: boolean;
};

/** A found date and the tokens it covers, `to` exclusive. */
export type TokenDate = FoundDate & { readonly from: number; readonly to: number };

const ENGLISH = 'en';
const RANGE_MARKS = new Set(['-', '–', '—']);
/** "1. Angebot", "2. Call": how far before a date "since" still speaks of it. */
const SINCE_REACH = 3;

/** The language whose common words occur most; English where none leads. */
function guessLanguage(tokens: readonly Token[], { languages, commonIn }: CompiledDates): string {
  const counts = languages.map(() => 0);
  for (const token of tokens)
    for (let common = commonIn(token), index = 0; common !== 0; common >>>= COMMON_BITS, index++)
      counts[index] = (counts[index] ?? 0) + (common & (2 ** COMMON_BITS - 1));
  let best = ENGLISH;
  let most = counts[languages.indexOf(ENGLISH)] ?? 0;
  for (const [index, found] of counts.entries())
    if (found > most) {
      most = found;
      best = languages[index] ?? ENGLISH;
    }
  return best;
}

/** Whether a date may begin anywhere: with a number, or a word that opens one. */
function mayDate(tokens: readonly Token[], { opens }: CompiledDates): boolean {
  for (let at = 0; at < tokens.length; at++)
    if (tokens[at]?.kind === 'number' || opens(tokens, at) !== null) return true;
  return false;
}

function readAt(scan: Scan, at: number): Hit | Skip | null {
  const token = scan.tokens[at];
  if (token === undefined || token.kind === 'break' || token.kind === 'mark') return null;
  if (token.kind === 'number') return readNumberAt(scan, at);
  if (scan.words.opens(scan.tokens, at) === null) return null;
  return (
    readPhrase(scan, at) ?? readCount(scan, at) ?? readQuarter(scan, at) ?? readWeekday(scan, at) ?? readMonth(scan, at)
  );
}

function readNumberAt(scan: Scan, at: number): Hit | Skip | null {
  const phrase = readPhrase(scan, at);
  if (phrase !== null) return phrase;
  const month = readDayMonth(scan, at);
  if (month !== null) return month;
  return readNumeric(scan, at) ?? readCount(scan, at) ?? readDayOfMonth(scan, at) ?? readWeekday(scan, at);
}

/** "11/23 (Mon)", "Nov 24, Tue": a weekday after its date belongs to it. */
function absorbWeekday(scan: Scan, hit: Hit): Hit {
  if (hit.precision !== 'day') return hit;
  const opened = textAt(scan, hit.to) === '(';
  const at = opened || textAt(scan, hit.to) === ',' ? hit.to + 1 : hit.to;
  const weekday = nameAt(scan, 'weekday', at, true);
  if (weekday === null || weekday.number !== weekdayOf(hit.day)) return hit;
  return { ...hit, to: opened && textAt(scan, weekday.to) === ')' ? weekday.to + 1 : weekday.to };
}

/** "EOD Friday" and "Friday EOD" are one date: the bare end of day gives way to the date beside it. */
function isDayEnd(scan: Scan, date: { readonly from: number }): boolean {
  return scan.words.phrases(scan.tokens, date.from)?.value.phrase.does === 'dayEnd';
}

function follows(scan: Scan, first: TokenDate, second: TokenDate): boolean {
  for (let at = first.to; at < second.from; at++)
    if (!(textAt(scan, at) === ',' || has(scan, 'before', at))) return false;
  return true;
}

function joins(scan: Scan, first: TokenDate, second: TokenDate): boolean {
  if (second.from !== first.to + 1 || first.precision !== 'day' || second.precision !== 'day') return false;
  const between = textAt(scan, first.to);
  return second.day > first.day && (RANGE_MARKS.has(between) || has(scan, 'through', first.to));
}

function add(scan: Scan, dates: TokenDate[], date: TokenDate): void {
  const last = dates.at(-1);
  if (last === undefined || (!follows(scan, last, date) && !joins(scan, last, date))) {
    dates.push(date);
    return;
  }
  if (joins(scan, last, date))
    dates[dates.length - 1] = { ...last, lastDay: date.lastDay ?? date.day, end: date.end, to: date.to };
  else if (isDayEnd(scan, last)) dates[dates.length - 1] = { ...date, start: last.start, from: last.from };
  else if (!isDayEnd(scan, date)) dates.push(date);
}

function isSince(scan: Scan, at: number): boolean {
  for (let from = Math.max(0, at - SINCE_REACH); from < at; from++) {
    const found = scan.words.phrases(scan.tokens, from);
    if (found?.value.phrase.does === 'since' && found.to >= at - 1) return true;
  }
  return false;
}

function placed(scan: Scan, at: number, hit: Hit): TokenDate {
  const { day, lastDay, precision, past, named, to } = hit;
  return {
    day,
    ...(lastDay === undefined ? {} : { lastDay }),
    start: scan.tokens[at]?.start ?? 0,
    end: scan.tokens[to - 1]?.end ?? 0,
    precision,
    ...(past === true || isSince(scan, at) ? { past: true } : {}),
    ...(named === true ? { named } : {}),
    from: at,
    to,
  };
}

function scanDates(scan: Scan): readonly TokenDate[] {
  const dates: TokenDate[] = [];
  let at = 0;
  while (at < scan.tokens.length) {
    const hit = readAt(scan, at);
    if (hit === null) at++;
    else if ('skipTo' in hit) at = Math.max(hit.skipTo, at + 1);
    else {
      const whole = absorbWeekday(scan, hit);
      add(scan, dates, placed(scan, at, whole));
      at = Math.max(whole.to, at + 1);
    }
  }
  return dates;
}

/** Finds dates among tokens, in a language that is known or else guessed; see `createDateFinder`. */
export type FindTokenDates = (tokens: readonly Token[], editedDay: number, language?: string) => readonly TokenDate[];

/** Compiles the words of dates into a finder for analyzers that cut the text and know its language themselves. */
export function createTokenDateFinder(lexicon: DateLexicon, options: DateOptions): FindTokenDates {
  const words = compileDates(lexicon);
  return (tokens, editedDay, given) => {
    if (!mayDate(tokens, words)) return [];
    const language = given ?? guessLanguage(tokens, words);
    return scanDates({
      tokens,
      words,
      editedDay,
      language,
      dayFirst: options.dateOrder === 'dmy' || language !== ENGLISH,
      fiscalYearStarts: options.fiscalYearStarts ?? 1,
    });
  };
}

/**
 * A finder of dates in a text or in its tokens. It reads the first 10,000 characters in linear time, resolves relative
 * dates from the day on which the text was edited (days since 1970-01-01), and never throws.
 */
export function createDateFinder(
  find: FindTokenDates,
): (text: string | readonly Token[], editedDay: number) => readonly FoundDate[] {
  return (text, editedDay) => {
    const tokens = typeof text === 'string' ? tokenize(text) : text;
    return find(tokens, editedDay).map(({ from: _from, to: _to, ...date }) => date);
  };
}

import type { DateOrder } from '../lib/auto-date.ts';

/** How the dates of a column or file are written. */
export interface DateStyle {
  /** A pattern that fits all of them; none where `auto` reads them by itself. */
  readonly pattern: string | undefined;
  /** Which of two numbers is the month; none where no date leaves that open. */
  readonly order: DateOrder | undefined;
  readonly certainty: 'sure' | 'likely' | 'unknown';
  /** What it was told by. */
  readonly why: string;
}

const NUMERIC = /^(\d{1,4})([/.-])(\d{1,2})\2(\d{1,4})(?:[ T,].{0,30})?$/;
const NAMED = /^(?:\d{1,2}[ .-]{1,2})?\p{L}{3,12}[ .,-]{1,2}\d{1,4}(?:[ ,-]{1,2}\d{2,4})?(?:[ T,].{0,30})?$/u;

interface Parts {
  readonly first: number;
  readonly second: number;
  readonly sign: string;
  readonly third: string;
  readonly isBare: boolean;
  readonly text: string;
}

const FIVE = 1e11;

/** Numeric, with the month in words, or milliseconds since 1970. */
export const looksLikeDate = (value: string): boolean =>
  NUMERIC.test(value) || NAMED.test(value) || (/^\d{12,13}$/.test(value) && Number(value) > FIVE);

/** The parts of dates that two orders could read: year last, and neither ISO nor with points. */
function partsOf(values: readonly string[]): readonly Parts[] {
  return values.flatMap((text) => {
    const [, first = '', sign = '', second = '', third = ''] = NUMERIC.exec(text) ?? [];
    if (first === '' || first.length > 2 || sign === '.' || third.length === 1 || third.length === 3) return [];
    const isBare = /^[\d/-]+$/.test(text);
    return [{ first: Number(first), second: Number(second), sign, third, isBare, text }];
  });
}

const noStyle: DateStyle = { pattern: undefined, order: undefined, certainty: 'sure', why: '' };

/** Some dates against the order and a few for it are slips; this share of them is too many. */
const SLIPS = 0.01;

function orderOf(parts: readonly Parts[]): Pick<DateStyle, 'order' | 'certainty' | 'why'> {
  const dayFirst = parts.filter(({ first, second }) => first > 12 && second <= 12);
  const dayLast = parts.filter(({ first, second }) => second > 12 && first <= 12);
  const told = dayFirst.length + dayLast.length;
  if (told === 0) return { order: undefined, certainty: 'unknown', why: `all like "${parts[0]?.text ?? ''}"` };
  const order = dayFirst.length > dayLast.length ? 'dmy' : 'mdy';
  const against = Math.min(dayFirst.length, dayLast.length);
  if (against > told * SLIPS)
    return { order: undefined, certainty: 'unknown', why: `"${dayFirst[0]?.text}" and "${dayLast[0]?.text}"` };
  const [example] = order === 'dmy' ? dayFirst : dayLast;
  return { order, certainty: 'sure', why: `"${example?.text ?? ''}"` };
}

/**
 * With two digits for the year, 20-10-16 may begin with it. Days run through the month and years do not: where the last
 * number takes more values than the first, the year comes first.
 */
const isYearFirst = (parts: readonly Parts[]): boolean =>
  new Set(parts.map(({ third }) => third)).size > new Set(parts.map(({ first }) => first)).size;

function patternOf(parts: readonly Parts[], order: DateOrder | undefined): string | undefined {
  const [one] = parts;
  const isAlike = parts.every(
    ({ sign, third, isBare }) => isBare && sign === one?.sign && third.length === one.third.length,
  );
  if (one === undefined || order === undefined || !isAlike) return undefined;
  const year = one.third.length === 2 ? 'yy' : 'yyyy';
  return [...(order === 'dmy' ? ['dd', 'MM'] : ['MM', 'dd']), year].join(one.sign);
}

/** Tells from values how dates are written; `values` may hold other things, which are passed over. */
export function dateStyleOf(values: readonly string[]): DateStyle {
  const dates = values.filter(looksLikeDate);
  const parts = partsOf(dates);
  if (parts.length === 0) return noStyle;
  const isShort = parts.every(({ third }) => third.length === 2);
  if (isShort && isYearFirst(parts)) {
    const sign = parts[0]?.sign ?? '-';
    return {
      pattern: ['yy', 'MM', 'dd'].join(sign),
      order: undefined,
      certainty: 'likely',
      why: `"${parts[0]?.text}"`,
    };
  }
  const told = orderOf(parts);
  const isWhole = parts.length === dates.length;
  const pattern = isWhole ? patternOf(parts, told.order) : undefined;
  return { ...told, pattern, certainty: isShort && told.certainty === 'sure' ? 'likely' : told.certainty };
}

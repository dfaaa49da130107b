import { addMonths, type Day } from './time.ts';

/** A span by the calendar: `12 months`, `90 days`. */
export interface Span {
  readonly amount: number;
  readonly unit: 'day' | 'week' | 'month' | 'year';
}

export const SPAN = /^([1-9]\d{0,3}) (day|week|month|year)s?$/;

const units = ['day', 'week', 'month', 'year'] as const;

/** Reads `12 months`; `undefined` for anything else. */
export function parseSpan(text: string): Span | undefined {
  const [, amount, name] = SPAN.exec(text) ?? [];
  const unit = units.find((one) => one === name);
  return unit === undefined ? undefined : { amount: Number(amount), unit };
}

/** The day on which a span that begins on `day` is over. */
export function addSpan(day: Day, { amount, unit }: Span): Day {
  switch (unit) {
    case 'day':
      return day + amount;
    case 'week':
      return day + 7 * amount;
    case 'month':
      return addMonths(day, amount);
    case 'year':
      return addMonths(day, 12 * amount);
  }
}

import type { Calendar } from '../../facts/calendar.ts';
import { UserError } from '../../lib/errors.ts';
import { addMonths, type Day, parseDay } from '../../lib/time.ts';

/** First and last day. */
export interface Period {
  readonly from: Day;
  readonly to: Day;
}

const HINT = 'write 2026-Q3 (of the calendar), FY2027-Q3 (of the fiscal year), 2026-09, or 2026-07-01..2026-09-30';

function quarterOf(written: string): Period | undefined {
  const [, year, quarter] = /^(\d{4})-[Qq]([1-4])$/.exec(written) ?? [];
  if (year === undefined || quarter === undefined) return undefined;
  const from = addMonths(parseDay(`${year}-01-01`) ?? 0, 3 * (Number(quarter) - 1));
  return { from, to: addMonths(from, 3) - 1 };
}

/** A fiscal year ends in the calendar year that it is called by: its quarters are found by looking there. */
function fiscalQuarterOf(written: string, calendar: Calendar): Period | undefined {
  const [, year, quarter] = /^[Ff][Yy](\d{4})-[Qq]([1-4])$/.exec(written) ?? [];
  if (year === undefined) return undefined;
  const start = parseDay(`${Number(year) - 1}-01-15`) ?? 0;
  const months = Array.from({ length: 24 }, (_, month) => calendar.fiscalQuarterOf(addMonths(start, month)));
  const found = months.find((one) => one.fiscalYear === Number(year) && one.quarter === Number(quarter));
  return found && { from: found.start, to: found.end };
}

function monthOf(written: string): Period | undefined {
  const from = /^\d{4}-\d\d$/.test(written) ? parseDay(`${written}-01`) : undefined;
  return from === undefined ? undefined : { from, to: addMonths(from, 1) - 1 };
}

function rangeOf(written: string): Period | undefined {
  const [first, last, ...more] = written.split('..');
  const [from, to] = [parseDay(first ?? ''), parseDay(last ?? '')];
  return from === undefined || to === undefined || more.length > 0 ? undefined : { from, to };
}

/** Reads a period: a quarter of the calendar or of the fiscal year, a month, or two days with `..` between. Throws a `UserError` for anything else. */
export function periodOf(written: string, calendar: Calendar): Period {
  const period = quarterOf(written) ?? fiscalQuarterOf(written, calendar) ?? monthOf(written) ?? rangeOf(written);
  if (period === undefined) throw new UserError({ message: `--period: "${written}" is no period`, hint: HINT });
  if (period.from > period.to)
    throw new UserError({ message: `--period: "${written}" ends before it begins`, hint: HINT });
  return period;
}

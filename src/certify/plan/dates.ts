import type { Duration } from '../../lib/duration.ts';
import type { Day } from '../../lib/time.ts';
import type { PlanCalendar } from '../content/case.ts';

/** The last working day on or before a day. */
function workingOnOrBefore(day: Day, { isWorkingDay }: PlanCalendar): Day {
  let at = day;
  while (!isWorkingDay(at)) at -= 1;
  return at;
}

/**
 * The day by which something is due that takes so long from a day on: never on a holiday or a weekend, and then rather
 * earlier than later. Business days are counted from the day itself.
 */
export function dueBy(from: Day, duration: Duration, calendar: PlanCalendar): Day {
  const { amount, unit } = duration;
  if (unit === 'bd') return calendar.addBusinessDays(from, amount);
  const { zone } = calendar;
  const due = zone.toDay(calendar.add(zone.startOfDay(from), duration));
  const working = workingOnOrBefore(due, calendar);
  return working > from ? working : calendar.addBusinessDays(from, 1);
}

// Date and time literals, as ranges of instants.

const DAY = 86_400_000;

/** What the clock of a zone shows at an instant, as if it were UTC. */
function wallOf(instant, zone) {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant);
  const part = Object.fromEntries(parts.map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second);
}

/** The instant at which a day begins in a zone; a second look settles days on which the clocks change. */
function startOfDay(day, zone) {
  let instant = day;
  for (let look = 0; look < 2; look += 1) instant += day - wallOf(instant, zone);
  return instant;
}

const month = (day, by, step = 1) => {
  const date = new Date(day);
  const start = date.getUTCMonth() - (date.getUTCMonth() % step);
  return Date.UTC(date.getUTCFullYear(), start + by * step, 1);
};
const week = (day, by) => day - new Date(day).getUTCDay() * DAY + by * 7 * DAY;
const STARTS = {
  WEEK: week,
  MONTH: (day, by) => month(day, by),
  QUARTER: (day, by) => month(day, by, 3),
  YEAR: (day, by) => month(day, by, 12),
};
const SHIFT = { LAST: -1, THIS: 0, NEXT: 1 };

/** First day and the day after the last one, as midnights in UTC. */
function daysOf(word, today) {
  const single = { YESTERDAY: -1, TODAY: 0, TOMORROW: 1 }[word];
  if (single !== undefined) return [today + single * DAY, today + (single + 1) * DAY];
  const [name, count] = word.split(':');
  const many = Number(count ?? 90);
  if (name === 'N_DAYS_AGO') return [today - many * DAY, today - (many - 1) * DAY];
  if (name.startsWith('LAST') && name.endsWith('DAYS')) return [today - many * DAY, today + DAY];
  if (name.endsWith('DAYS')) return [today + DAY, today + (many + 1) * DAY];
  const [which, unit] = name.split('_');
  return [STARTS[unit](today, SHIFT[which]), STARTS[unit](today, SHIFT[which] + 1)];
}

const dayText = (day) => new Date(day).toISOString().slice(0, 10);

/** `[from, to)` as texts that compare with stored days or stored instants. */
export function relativeRange(word, { now, zone }, isDateOnly) {
  const wall = wallOf(now, zone);
  const days = daysOf(word, wall - (wall % DAY));
  return days.map((day) => (isDateOnly ? dayText(day) : new Date(startOfDay(day, zone)).toISOString()));
}

/** An instant as it is stored: in UTC, with milliseconds; `undefined` when there is no such instant. */
export function storedInstant(text) {
  const value = Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  return Number.isNaN(value) ? undefined : new Date(value).toISOString();
}

export const isDay = (text) => !Number.isNaN(Date.parse(`${text}T00:00:00Z`));

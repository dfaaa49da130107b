import type { Every } from '../history/trend.ts';
import { EXIT, type Problem, UserError } from '../lib/errors.ts';
import type { Io } from '../lib/io.ts';
import { didYouMean } from '../lib/nearest.ts';
import type { RunHead } from '../model/run.ts';
import type { Trend, TrendSeries } from '../model/trend.ts';
import type { LevelRow } from '../stores/store.ts';
import { allOf, type Command, oneOf, type Typed } from './command.ts';
import { common, option } from './options.ts';

const spans: readonly Every[] = ['day', 'week', 'month'];

function everyOf(typed: Typed): Every {
  const written = oneOf(typed, 'every') ?? 'week';
  const every = spans.find((one) => one === written);
  if (every !== undefined) return every;
  const hint = didYouMean(written, spans) ?? `one of ${spans.join(', ')}`;
  throw new UserError({ message: `--every: "${written}" is no period`, hint });
}

function mostOf(typed: Typed): number {
  const written = oneOf(typed, 'last') ?? '52';
  if (/^[1-9]\d{0,2}$/.test(written)) return Number(written);
  throw new UserError({ message: `--last: "${written}" is no number of periods`, hint: 'such as --last 26' });
}

/** The runs of the scope and source of the one that was stored for the latest moment. */
function latestLine(heads: readonly RunHead[], label: string): readonly RunHead[] {
  const last = heads.at(-1);
  if (last === undefined) {
    throw new UserError({ message: `the store ${label} holds no run`, hint: 'threadcount snapshot stores one' });
  }
  return heads.filter(({ scope, source }) => scope === last.scope && source === last.source);
}

interface Asked {
  readonly reps: readonly string[];
  readonly teams: readonly string[];
}

/** E-mail addresses of reps and managers, by their ids. */
function emailsOf(levels: readonly LevelRow[]): ReadonlyMap<string, string> {
  const emails = new Map<string, string>();
  for (const { rep, email, managerId, managerEmail } of levels) {
    if (email) emails.set(rep, email);
    if (managerId && managerEmail) emails.set(managerId, managerEmail);
  }
  return emails;
}

/** Those whom `--rep` and `--team` name, beside what is of everyone. */
function narrowed(trend: Trend, emails: ReturnType<typeof emailsOf>, { reps, teams }: Asked): Trend {
  if (reps.length === 0 && teams.length === 0) return trend;
  const namesOf = ({ id, name }: TrendSeries): readonly string[] => [name, emails.get(id) ?? '', id].filter(Boolean);
  const isCalled = (who: string, one: TrendSeries): boolean =>
    namesOf(one).some((name) => name.toLowerCase() === who.toLowerCase());
  const asked = [
    ...reps.map((who) => ({ who, of: 'rep', option: '--rep' })),
    ...teams.map((who) => ({ who, of: 'team', option: '--team' })),
  ];
  const problems = asked
    .filter(({ who, of }) => !trend.series.some((one) => one.of === of && isCalled(who, one)))
    .map(({ who, of, option: flag }): Problem => {
      const known = trend.series.filter((one) => one.of === of);
      const names = known.map(({ name }) => name).slice(0, 5);
      const hint = didYouMean(who, known.flatMap(namesOf)) ?? `such as ${names.join(', ') || 'nobody'}`;
      return { message: `${flag}: no ${of} "${who}" in these runs`, hint };
    });
  if (problems.length > 0) throw new UserError(problems);
  const series = trend.series.filter(
    (one) =>
      one.of === 'everyone' ||
      (one.of === 'rep' && reps.some((who) => isCalled(who, one))) ||
      (one.of === 'team' && teams.some((who) => isCalled(who, one))),
  );
  return { ...trend, series };
}

/** A terminal whose locale is named and is not UTF-8, or that can do nothing, gets signs of ASCII. */
function speaksUnicode({ env }: Io): boolean {
  const locale = [env.LC_ALL, env.LC_CTYPE, env.LANG].find((one) => one !== undefined && one !== '');
  return env.TERM !== 'dumb' && (locale === undefined || /utf-?8/i.test(locale));
}

async function run(typed: Typed, io: Io): Promise<number> {
  const [{ openConfig }, { storeAddress, withStore }, history, show, pages, { createCalendar }, { hushFrom }] =
    await Promise.all([
      import('./workbench.ts'),
      import('./open-store.ts'),
      import('../history/trend.ts'),
      import('./show.ts'),
      import('../pages/trend.ts'),
      import('../facts/calendar.ts'),
      import('./redaction.ts'),
    ]);
  const [every, most] = [everyOf(typed), mostOf(typed)];
  const format = show.checkFormat(typed, ['terminal', 'json', 'csv']);
  const config = openConfig(typed, io);
  const hush = hushFrom(typed, config);
  const { zone } = createCalendar(config.calendar);
  const trend = await withStore(storeAddress(typed, config, io), { mustExist: true }, async (store) => {
    const heads = latestLine(await store.runs(), store.label);
    const periods = history.periodsOf(heads, { every, most, zone });
    const levels = await store.levels(periods.flatMap(({ run: id }) => id ?? []));
    const all = history.trendOf({ scope: heads[0]?.scope ?? '', every, periods }, heads, levels);
    return narrowed(all, emailsOf(levels), { reps: allOf(typed, 'rep'), teams: allOf(typed, 'team') });
  });
  const shown = hush.trend(trend);
  const isUnicode = speaksUnicode(io);
  if (format === 'csv') io.stdout.write(pages.trendCsv(shown));
  else show.showPage(typed, io, { data: shown, page: (options) => pages.trendPage(shown, { ...options, isUnicode }) });
  return EXIT.done;
}

export const trend: Command = {
  name: 'trend',
  summary: 'Scores and pass rates over the stored runs: everyone, criteria, teams, reps',
  options: [
    option.rep,
    option.team,
    { flags: '--every <period>', about: 'day, week or month; the last run of each counts (default: week)' },
    { flags: '--last <n>', about: 'So many periods (default: 52)' },
    option.store,
    { flags: '--format <name>', about: 'terminal, json or csv (default: terminal)' },
    option.redact,
    ...common,
  ],
  examples: [
    'threadcount trend',
    "threadcount trend --rep 'Priya Raman' --last 12",
    'threadcount trend --every month --format csv > trend.csv',
  ],
  run,
};

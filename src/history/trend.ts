import { byCodeUnit } from '../lib/code-order.ts';
import { addMonths, type Day, dateOf, dayOf, formatDay, parseInstant, startOfWeek } from '../lib/time.ts';
import { UTC, type Zone } from '../lib/time-zone.ts';
import type { RunHead } from '../model/run.ts';
import type { Trend, TrendPeriod, TrendSeries } from '../model/trend.ts';
import { rounded } from '../score/statistics.ts';

/** One criterion of one rep in one run: as a store tells it. */
export interface Level {
  readonly run: string;
  readonly rep: string;
  readonly kind: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly managerId: string | null;
  readonly managerName?: string | null;
  readonly managerEmail?: string | null;
  readonly score: number | null;
  readonly certification: string;
  readonly area: string;
  readonly passRate: number | null;
  readonly evaluable: number;
}

export type Every = Trend['every'];

const startOf = (day: Day, every: Every): Day => {
  if (every === 'day') return day;
  if (every === 'week') return startOfWeek(day);
  const { year, month } = dateOf(day);
  return dayOf(year, month, 1);
};

const next = (day: Day, every: Every): Day =>
  every === 'month' ? addMonths(day, 1) : day + (every === 'week' ? 7 : 1);

/** Every period from the first run to the last, each with the last run in it; `most`: the last so many. */
export function periodsOf(
  heads: readonly RunHead[],
  { every, most, zone = UTC }: { readonly every: Every; readonly most: number; readonly zone?: Zone },
): readonly TrendPeriod[] {
  const placed = heads.map((head) => [startOf(zone.toDay(parseInstant(head.asOf, UTC) ?? 0), every), head] as const);
  const runs = new Map(placed);
  const days = placed.map(([day]) => day);
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return [];
  const periods: TrendPeriod[] = [];
  for (let day = first; day <= last; day = next(day, every)) {
    const head = runs.get(day);
    periods.push({ from: formatDay(day), run: head?.id ?? null, asOf: head?.asOf ?? null });
  }
  return periods.slice(-most);
}

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : rounded(values.reduce((sum, value) => sum + value, 0) / values.length, 1);

/** Values by something that is followed over the runs. */
interface Followed {
  readonly series: Omit<TrendSeries, 'values'>;
  readonly byRun: Map<string, number | null>;
}

/** The latest name counts. */
function follow(all: Map<string, Followed>, series: Followed['series']): Followed {
  const key = `${series.of} ${series.id}`;
  const found = { series, byRun: all.get(key)?.byRun ?? new Map<string, number | null>() };
  all.set(key, found);
  return found;
}

interface RepScore extends Level {
  readonly label: string;
}

/** One row for each rep of a run. */
function repsIn(levels: readonly Level[]): readonly RepScore[] {
  const reps = new Map(levels.map((level) => [level.rep, level]));
  return [...reps.values()].map((level) => ({ ...level, label: level.name ?? level.email ?? (level.rep || 'nobody') }));
}

function followReps(all: Map<string, Followed>, run: string, reps: readonly RepScore[]): void {
  for (const { rep, label, managerId, score } of reps)
    follow(all, { of: 'rep', id: rep, name: label, manager: managerId }).byRun.set(run, score);
}

/** A team is everyone who reports to the same manager; only users are of one. */
function followTeams(all: Map<string, Followed>, run: string, reps: readonly RepScore[]): void {
  const names = new Map(reps.map(({ rep, label }) => [rep, label]));
  const members = reps.filter(({ kind }) => kind === 'user');
  for (const manager of new Set(members.flatMap(({ managerId }) => managerId ?? []))) {
    const own = members.filter(({ managerId }) => managerId === manager);
    const { managerName = null, managerEmail = null } = own[0] ?? {};
    const name = names.get(manager) ?? managerName ?? managerEmail ?? manager;
    const scores = own.flatMap(({ score }) => score ?? []);
    follow(all, { of: 'team', id: manager, name, manager: null }).byRun.set(run, mean(scores));
  }
}

function followCriteria(all: Map<string, Followed>, run: string, levels: readonly Level[]): void {
  const sums = new Map<string, { earned: number; evaluable: number; area: string }>();
  for (const { certification, area, passRate, evaluable } of levels) {
    const id = `${certification}/${area}`;
    const sum = sums.get(id) ?? { earned: 0, evaluable: 0, area };
    sums.set(id, { area, earned: sum.earned + (passRate ?? 0) * evaluable, evaluable: sum.evaluable + evaluable });
  }
  for (const [id, { area, earned, evaluable }] of sums) {
    const rate = evaluable === 0 ? null : rounded((earned / evaluable) * 100, 1);
    follow(all, { of: 'criterion', id, name: area, manager: null }).byRun.set(run, rate);
  }
}

const order: readonly TrendSeries['of'][] = ['everyone', 'criterion', 'team', 'rep'];

const bySeries = (a: TrendSeries, b: TrendSeries): number =>
  order.indexOf(a.of) - order.indexOf(b.of) ||
  (a.of === 'criterion' ? 0 : byCodeUnit(a.name, b.name) || byCodeUnit(a.id, b.id));

/** Follows scores and pass rates over the periods; who was not there, and what was not stored, is a gap. */
export function trendOf(
  { scope, every, periods }: Pick<Trend, 'scope' | 'every'> & { readonly periods: readonly TrendPeriod[] },
  heads: readonly RunHead[],
  levels: readonly Level[],
): Trend {
  const all = new Map<string, Followed>();
  const byRun = new Map<string, Level[]>();
  for (const { run } of levels) if (!byRun.has(run)) byRun.set(run, []);
  for (const level of levels) byRun.get(level.run)?.push(level);
  const scores = new Map(heads.map(({ id, score }) => [id, score]));
  for (const run of periods.flatMap((period) => period.run ?? [])) {
    const own = byRun.get(run) ?? [];
    const reps = repsIn(own);
    follow(all, { of: 'everyone', id: '', name: 'everyone', manager: null }).byRun.set(run, scores.get(run) ?? null);
    followCriteria(all, run, own);
    followTeams(all, run, reps);
    followReps(all, run, reps);
  }
  const series = [...all.values()].map(
    ({ series: one, byRun: values }): TrendSeries => ({
      ...one,
      values: periods.map(({ run }) => (run === null ? null : (values.get(run) ?? null))),
    }),
  );
  return { schemaVersion: 1, scope, every, periods: [...periods], series: series.sort(bySeries) };
}

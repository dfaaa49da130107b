import type { Config } from '../config/config.ts';
import type { Run } from '../model/run.ts';
import type { Trend } from '../model/trend.ts';
import type { Store } from '../stores/store.ts';

/** Weeks that a report draws. */
const MOST = 26;

/**
 * How scores moved up to a run, over the stored runs of its scope and source. The run itself need not be stored yet, so
 * that its report shows the same before and after. `undefined` where there is nothing to compare with.
 */
export async function trendUpTo(
  { head, result }: Pick<Run, 'head' | 'result'>,
  store: Store,
  config: Pick<Config, 'calendar'>,
): Promise<Trend | undefined> {
  const [{ lineOf }, { periodsOf, trendOf }, { levelRowsOf }, { createCalendar }] = await Promise.all([
    import('./find-run.ts'),
    import('../history/trend.ts'),
    import('../stores/run-pages.ts'),
    import('../facts/calendar.ts'),
  ]);
  const earlier = lineOf(await store.runs(), head).filter(({ id }) => id !== head.id);
  if (earlier.length === 0) return undefined;
  const heads = [...earlier.reverse(), head];
  const { zone } = createCalendar(config.calendar);
  const periods = periodsOf(heads, { every: 'week', most: MOST, zone });
  const stored = periods.flatMap(({ run }) => (run === null || run === head.id ? [] : run));
  const levels = [...(await store.levels(stored)), ...levelRowsOf({ head, result })];
  return trendOf({ scope: head.scope, every: 'week', periods }, heads, levels);
}

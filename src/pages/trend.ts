import { csvLine } from '../lib/escape-csv.ts';
import type { Trend, TrendSeries } from '../model/trend.ts';
import { blank, ink, type Line, paint, widthOf } from '../reports/terminal/ink.ts';
import { cell, flow } from '../reports/terminal/layout.ts';
import { counted, decimal } from '../reports/words.ts';
import type { PageOptions } from './explanation.ts';
import { moved } from './snapshot.ts';

/** From low to high; a gap is none of them. */
const bars = { unicode: ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'], ascii: ['_', '.', ':', '-', '=', '+', '*', '#'] };
const gaps = { unicode: '·', ascii: ' ' };

type Signs = keyof typeof bars;

/** One sign for each value, between `low` and `high`; a value that is not there leaves a gap. */
export function sparkline(
  values: readonly (number | null)[],
  { low, high, signs }: { readonly low: number; readonly high: number; readonly signs: Signs },
): string {
  const steps = bars[signs];
  const place = (value: number): number =>
    high === low ? steps.length - 1 : Math.floor(((value - low) / (high - low)) * steps.length);
  return values
    .map((value) =>
      value === null ? gaps[signs] : (steps[Math.max(0, Math.min(steps.length - 1, place(value)))] ?? ''),
    )
    .join('');
}

const heads = {
  everyone: 'Everyone',
  criterion: 'Criteria (pass rate)',
  team: 'Teams (mean of their reps)',
  rep: 'Reps',
} as const;

const NAME = 26;

/** The lowest tens below and the highest above, so that lines can be held against one another. */
function scaleOf({ series }: Trend): { readonly low: number; readonly high: number } {
  const values = series.flatMap((one) => one.values).filter((value) => value !== null);
  if (values.length === 0) return { low: 0, high: 100 };
  const low = Math.floor(values.reduce((a, b) => Math.min(a, b)) / 10) * 10;
  const high = Math.ceil(values.reduce((a, b) => Math.max(a, b)) / 10) * 10;
  return { low, high: Math.max(high, low + 10) };
}

function seriesLine({ of, name, values }: TrendSeries, scale: Parameters<typeof sparkline>[1], room: number): Line {
  const known = values.filter((value) => value !== null);
  const [first = null, last = null] = [known[0], known.at(-1)];
  const now = values.at(-1) ?? null;
  return [
    ink('  '),
    ...cell([ink(of === 'criterion' ? name.replaceAll('-', ' ') : name)], NAME),
    ink(' '),
    ink(sparkline(values.slice(-room), scale), 'accent'),
    ink(` ${now === null ? 'none' : decimal(now)}`.padStart(6), 'strong'),
    ink(known.length < 2 ? '' : ` ${moved(first, last)}`, 'dim'),
  ];
}

/** What a terminal draws: sparklines, newest right. */
export function trendPage(
  trend: Trend,
  { width, isColored, isUnicode = true }: PageOptions & { readonly isUnicode?: boolean },
): string {
  const { scope, every, periods, series } = trend;
  const scale = { ...scaleOf(trend), signs: isUnicode ? 'unicode' : 'ascii' } as const;
  const room = Math.max(8, width - NAME - 20);
  const missing = periods.filter(({ run }) => run === null).length;
  const shown = periods.slice(-room);
  const span = `${shown[0]?.from ?? ''} to ${shown.at(-1)?.from ?? ''}, ${counted(shown.length, every)}`;
  const lines: Line[] = [
    ...flow([ink(scope === '' ? 'Everyone' : scope, 'strong'), ink(`  ${span}`, 'dim')], width),
    ...(missing === 0
      ? []
      : flow(
          [ink(`${counted(missing, every)} without a stored run: shown as ${isUnicode ? '·' : 'a blank'}`, 'fair')],
          width,
        )),
    ...(['everyone', 'criterion', 'team', 'rep'] as const).flatMap((of) => {
      const own = series.filter((one) => one.of === of);
      if (own.length === 0) return [];
      return [blank, [ink(heads[of], 'dim')], ...own.map((one) => seriesLine(one, scale, room))];
    }),
    blank,
    [ink(`From ${scale.low} (lowest sign) to ${scale.high} (highest).`, 'dim')],
  ];
  return paint(
    lines.filter((line) => line === blank || widthOf(line) > 0),
    isColored,
  );
}

/** A row for each value, gaps included: what spreadsheets chart. */
export function trendCsv({ every, periods, series }: Trend): string {
  const rows = series.flatMap(({ of, id, name, manager, values }) =>
    periods.map(({ from, run, asOf }, i) =>
      csvLine([of, id, name, manager, every, from, asOf, run, values[i] ?? null]),
    ),
  );
  return [csvLine(['of', 'id', 'name', 'manager', 'every', 'from', 'asOf', 'run', 'value']), ...rows].join('');
}

import { type Html, html } from '../../lib/escape-html.ts';
import type { AreaResult, CertificationResult } from '../../model/audit-result.ts';
import type { RubricInForce } from '../../model/in-force.ts';
import { counted, decimal, percent } from '../words.ts';
import { levelWords } from './view.ts';

type Bands = RubricInForce['bands'];

/** A figure for the coordinates of a drawing: short, and the same on every machine. */
const at = (value: number): string => String(Math.round(value * 100) / 100);

const WIDTH = 200;
const x = (share: number): string => at(share * WIDTH);

/** Where the pass rate and its interval stand on the bands of the levels. */
export function intervalChart({ passRate, interval, level }: AreaResult, bands: Bands): Html {
  if (passRate === null || interval === null) return html``;
  const [low, high] = interval;
  const edges = [0, bands[2], bands[3], bands[4], 1];
  const words = `${percent(passRate)} passed, 95 % interval ${decimal(low * 100)} to ${percent(high)}, level ${level ?? 'none'}`;
  return html`<svg class="interval" viewBox="-6 0 ${WIDTH + 12} 20" role="img" aria-label="${words}">${[1, 2, 3, 4].map(
    (band) =>
      html`<rect class="band l${band}" x="${x(edges[band - 1] ?? 0)}" y="4" width="${x((edges[band] ?? 1) - (edges[band - 1] ?? 0))}" height="12"/>`,
  )}<path class="range" d="M${x(low)} 10H${x(high)}M${x(low)} 6V14M${x(high)} 6V14"/><circle class="rate" cx="${x(passRate)}" cy="10" r="4.5"/></svg>`;
}

/** How many reps stand at each level of a criterion; `counts[0]` has none. */
export function levelsChart(title: string, counts: readonly number[]): Html {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return html``;
  const parts = [1, 2, 3, 4, 0].map((level) => ({ level, count: counts[level] ?? 0 })).filter(({ count }) => count > 0);
  const words = parts
    .map(({ level, count }) => `${counted(count, 'rep')} ${level === 0 ? 'without a level' : `at level ${level}`}`)
    .join(', ');
  let from = 0;
  const bars = parts.map(({ level, count }) => {
    const start = from;
    const width = (count / total) * WIDTH * 2;
    from += width;
    return html`<rect class="part l${level}" x="${at(start)}" y="0" width="${at(Math.max(width - 2, 1))}" height="22"/>${
      width > 14 &&
      html`<text class="on l${level}" x="${at(start + width / 2 - 1)}" y="15.5" text-anchor="middle">${count}</text>`
    }`;
  });
  return html`<svg class="levels" viewBox="0 0 ${WIDTH * 2} 22" role="img" aria-label="${title}: ${words}">${bars}</svg>`;
}

/** The points of a certification on the way to the threshold. */
export function pointsChart({ total, outOf, threshold, verdict }: CertificationResult): Html {
  const place = (points: number): string => x(outOf === 0 ? 0 : points / outOf);
  return html`<svg class="points ${verdict}" viewBox="0 0 ${WIDTH} 16" role="img" aria-label="${`${total} of ${outOf} points, ${threshold} needed`}"><rect class="track" x="0" y="5" width="${WIDTH}" height="6" rx="3"/><rect class="fill" x="0" y="5" width="${place(total)}" height="6" rx="3"/><path class="needed" d="M${place(threshold)} 1V15"/></svg>`;
}

/** A share of a standard as people write it: "65 %", "62.5 %". */
export const wholePercent = (share: number): string => percent(share).replace('.0 %', ' %');

/** Bands in words, for legends: "1 not demonstrated, below 65 %". */
export const bandWords = (bands: Bands): readonly string[] =>
  ([1, 2, 3, 4] as const).map((level) =>
    level === 1
      ? `${levelWords[1]}, below ${wholePercent(bands[2])}`
      : `${levelWords[level]}, from ${wholePercent(bands[level])}`,
  );

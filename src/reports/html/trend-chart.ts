import { type Html, html } from '../../lib/escape-html.ts';
import type { Trend, TrendSeries } from '../../model/trend.ts';
import { counted, decimal } from '../words.ts';

const WIDTH = 640;
const HEIGHT = 140;
const at = (value: number): string => String(Math.round(value * 100) / 100);

/** The line of a series, in pieces: where nothing was stored it is broken, never bridged. */
function lineOf(values: TrendSeries['values'], x: (i: number) => number, y: (value: number) => number): string {
  let isDown = false;
  return values
    .map((value, i) => {
      const step = value === null ? '' : `${isDown ? 'L' : 'M'}${at(x(i))} ${at(y(value))}`;
      isDown = value !== null;
      return step;
    })
    .join('');
}

/** One run is no trend. */
export const canDraw = ({ values }: TrendSeries): boolean => values.filter((value) => value !== null).length > 1;

/** A score over the stored runs, with its figures in a table for those who do not see the line. */
export function trendChart({ values }: TrendSeries, { periods, every }: Trend): Html {
  const known = values.flatMap((value, i) => (value === null ? [] : [{ value, i }]));
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined || known.length < 2) return html``;
  const x = (i: number): number => 36 + (i / Math.max(values.length - 1, 1)) * (WIDTH - 84);
  const y = (value: number): number => 10 + (1 - value / 100) * (HEIGHT - 34);
  const from = periods[first.i]?.from ?? '';
  const to = periods[last.i]?.from ?? '';
  const words = `Score over ${counted(periods.length, every)}: ${decimal(first.value)} on ${from}, ${decimal(last.value)} on ${to}`;
  return html`<figure class="trend"><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${words}">${[
    0, 50, 100,
  ].map(
    (mark) =>
      html`<path class="grid" d="M36 ${at(y(mark))}H${WIDTH - 48}"/><text x="28" y="${at(y(mark) + 4)}" text-anchor="end">${mark}</text>`,
  )}<path class="line" d="${lineOf(values, x, y)}"/>${known.map(
    ({ value, i }) => html`<circle class="dot" cx="${at(x(i))}" cy="${at(y(value))}" r="3"/>`,
  )}<text class="now" x="${at(x(last.i) + 8)}" y="${at(y(last.value) + 4)}">${decimal(last.value)}</text><text x="36" y="${HEIGHT - 4}">${from}</text><text x="${WIDTH - 48}" y="${HEIGHT - 4}" text-anchor="end">${to}</text></svg><details><summary>Figures</summary><table><thead><tr><th scope="col">${every} from</th><th scope="col" class="n">Score</th></tr></thead><tbody>${periods.map(
    (period, i) =>
      html`<tr><th scope="row">${period.from}</th><td class="n">${values[i] === null || values[i] === undefined ? 'no run' : decimal(values[i])}</td></tr>`,
  )}</tbody></table></details></figure>`;
}

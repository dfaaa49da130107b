import { displayWidth } from '../../lib/escape.ts';
import type { AreaResult } from '../../model/audit-result.ts';
import { counted, decimal, grouped, percent } from '../words.ts';
import { type Column, columnGap, roomOf, thatFit } from './columns.ts';
import { ink, type Line, type Tone } from './ink.ts';
import { cell, flow, indented } from './layout.ts';
import type { Page } from './page.ts';

type AreaColumn = Column<AreaResult>;

const indent = 4;
const longestBar = 30;
const shortestBar = 10;

const words = ['no level', 'not shown', 'partial', 'meets', 'exceeds'] as const;
const tones = ['dim', 'bad', 'fair', 'good', 'good'] as const satisfies readonly Tone[];

const toneOf = ({ level }: AreaResult): Tone => tones[level ?? 0] ?? 'dim';

/** The pass rate as a bar: solid up to the lower end of its interval, shaded within it. */
function bar(area: AreaResult, width: number, { glyphs }: Page): Line {
  if (area.passRate === null) return [];
  const at = (share: number): number => Math.round(share * width);
  const [low, high] = area.interval ?? [area.passRate, area.passRate];
  const [sure, likely, possible] = [at(low), at(area.passRate), at(high)];
  const { bar: shades } = glyphs;
  return [
    ink(shades.sure.repeat(sure) + shades.likely.repeat(likely - sure), toneOf(area)),
    ink(shades.possible.repeat(possible - likely) + shades.rest.repeat(width - possible), 'dim'),
  ];
}

const intervalOf = ({ interval }: AreaResult): string =>
  interval === null ? '' : `${decimal(interval[0] * 100)} to ${decimal(interval[1] * 100)}`;

const judgedOf = ({ applicable, evaluable }: AreaResult): string =>
  applicable === evaluable ? grouped(evaluable) : `${grouped(evaluable)}/${grouped(applicable)}`;

const widest = (name: string, texts: readonly string[]): number =>
  Math.max(...[name, ...texts].map((text) => displayWidth(ink(text).text)));

/** A column of figures, as wide as its widest. */
function figure(
  name: string,
  rank: number,
  { areas, show }: { readonly areas: readonly AreaResult[]; readonly show: (area: AreaResult) => string },
): AreaColumn {
  const width = widest(name, areas.map(show));
  // A zero is the good news: it steps back.
  return { name, rank, width, side: 'right', show: (area) => [ink(show(area), show(area) === '0' ? 'dim' : 'plain')] };
}

/** One set of columns for all the certifications of a rep, so that their tables stand under one another. */
function columnsFor(areas: readonly AreaResult[], page: Page): readonly AreaColumn[] {
  const { glyphs, titleOf } = page;
  const titles = areas.map(({ area }) => titleOf(area));
  const named: AreaColumn = {
    name: 'criterion',
    width: Math.min(24, widest('criterion', titles)),
    side: 'left',
    rank: 0,
    show: ({ area }) => [ink(titleOf(area))],
  };
  const level: AreaColumn = {
    name: 'level',
    width: 11,
    side: 'left',
    rank: 0,
    show: (area) => [ink(`${area.level ?? glyphs.dash} ${words[area.level ?? 0]}`, toneOf(area))],
  };
  const passed = ({ passRate }: AreaResult): string => (passRate === null ? '' : percent(passRate));
  const bars: AreaColumn = { name: '', width: shortestBar, side: 'left', rank: 3, show: () => [] };
  const all = [
    named,
    level,
    bars,
    figure('passed', 1, { areas, show: passed }),
    ...(page.isWide ? [figure('95 % interval', 5, { areas, show: intervalOf })] : []),
    figure('failed', 2, { areas, show: ({ failed }) => grouped(failed) }),
    figure(page.isWide ? 'warned' : 'warn', 4, { areas, show: ({ warned }) => grouped(warned) }),
    figure('judged', 2, { areas, show: judgedOf }),
  ];
  const room = page.width - indent;
  const shown = thatFit(all, room);
  const width = Math.min(longestBar, shortestBar + room - roomOf(shown));
  return shown.map((column) => (column === bars ? { ...bars, width, show: (area) => bar(area, width, page) } : column));
}

const row = (columns: readonly AreaColumn[], show: (column: AreaColumn) => Line): Line =>
  indented(
    indent,
    columns.flatMap((column, i) => [
      ink(i === 0 ? '' : ' '.repeat(columnGap)),
      ...cell(show(column), column.width, column.side),
    ]),
  );

function remark({ cappedBy, waived, level }: AreaResult): string {
  const parts = [
    cappedBy === null ? '' : `held at ${level} by ${cappedBy}, which is critical`,
    waived === 0 ? '' : `${counted(waived, 'record')} waived`,
  ];
  return parts.filter(Boolean).join('; ');
}

/** Criteria that have no level, by what they lack: "Coverage, Roles (no record applies; 10 are needed)". */
function withoutLevel(areas: readonly AreaResult[], { width, titleOf, glyphs }: Page): Line[] {
  const byReason = new Map<string, string[]>();
  for (const { area, level, missing } of areas) {
    if (level !== null) continue;
    const reason = missing ?? 'not assessed';
    byReason.set(reason, [...(byReason.get(reason) ?? []), titleOf(area)]);
  }
  return [...byReason].flatMap(([reason, titles]) => {
    const line = [ink(`${glyphs.dash} no level: `, 'dim'), ink(titles.join(', ')), ink(` (${reason})`, 'dim')];
    return flow(line, width, { indent, hang: 2 });
  });
}

const isMeasured = ({ passRate, level }: AreaResult): boolean => passRate !== null || level !== null;

/**
 * The criteria of one certification: level, pass rate with its interval, counts, what held a level down, and why there
 * is none. `all` are those of every certification of the rep.
 */
export function criteria(areas: readonly AreaResult[], all: readonly AreaResult[], page: Page): Line[] {
  const measured = areas.filter(isMeasured);
  if (measured.length === 0) return withoutLevel(areas, page);
  const columns = columnsFor(all.filter(isMeasured), page);
  return [
    row(columns, ({ name }) => [ink(name, 'dim')]),
    ...measured.flatMap((area) => {
      const note = remark(area);
      return [
        row(columns, ({ show }) => show(area)),
        ...(note === '' ? [] : flow([ink(note, 'dim')], page.width, { indent: indent + 2 })),
      ];
    }),
    ...withoutLevel(areas, page),
  ];
}

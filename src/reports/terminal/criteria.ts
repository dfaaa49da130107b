import { displayWidth } from '../../lib/escape.ts';
import type { AreaResult } from '../../model/audit-result.ts';
import { ink, type Line, type Span, type Tone } from './ink.ts';
import { cell, flow, indented } from './layout.ts';
import type { Page } from './page.ts';
import { counted, decimal, grouped, percent } from './words.ts';

interface Column {
  readonly name: string;
  readonly width: number;
  readonly side: 'left' | 'right';
  readonly show: (area: AreaResult) => Line;
}

const indent = 4;
const gap = 2;

const words = ['', 'not shown', 'partial', 'meets', 'exceeds'] as const;
const tones = ['dim', 'bad', 'fair', 'good', 'good'] as const satisfies readonly Tone[];

const toneOf = ({ level }: AreaResult): Tone => tones[level ?? 0] ?? 'dim';

const levelOf = (area: AreaResult, { glyphs }: Page): Span =>
  area.level === null ? ink(`${glyphs.dash} no level`, 'dim') : ink(`${area.level} ${words[area.level]}`, toneOf(area));

/** The pass rate as a bar: solid up to the lower end of its interval, shaded within it. */
function bar(area: AreaResult, width: number, { glyphs }: Page): Line {
  if (area.passRate === null) return [];
  const at = (share: number): number => Math.round(share * width);
  const [low, high] = area.interval ?? [area.passRate, area.passRate];
  const [sure, likely, possible] = [at(low), at(area.passRate), at(high)];
  const { bar: shades } = glyphs;
  return [
    ink(shades.sure.repeat(sure) + shades.likely.repeat(Math.max(0, likely - sure)), toneOf(area)),
    ink(shades.possible.repeat(Math.max(0, possible - likely)) + shades.rest.repeat(width - possible), 'dim'),
  ];
}

const intervalOf = ({ interval }: AreaResult): string =>
  interval === null ? '' : `${decimal(interval[0] * 100)}-${decimal(interval[1] * 100)} %`;

const judged = ({ applicable, evaluable }: AreaResult): string =>
  applicable === evaluable ? grouped(evaluable) : `${grouped(evaluable)} of ${grouped(applicable)}`;

const oneSpan = (text: string, tone?: Tone): Line => [ink(text, tone)];

function columnsFor(areas: readonly AreaResult[], page: Page): Column[] {
  const { isWide, titleOf, width } = page;
  const longest = Math.max(...areas.map(({ area }) => displayWidth(ink(titleOf(area)).text)));
  const named: Column = {
    name: 'criterion',
    width: Math.min(24, Math.max(16, longest)),
    side: 'left',
    show: ({ area }) => oneSpan(titleOf(area)),
  };
  const level: Column = { name: 'level', width: 11, side: 'left', show: (area) => [levelOf(area, page)] };
  const figures: Column[] = [
    {
      name: 'passed',
      width: 6,
      side: 'right',
      show: ({ passRate }) => oneSpan(passRate === null ? '' : percent(passRate)),
    },
    ...(isWide
      ? [
          {
            name: '95 % interval',
            width: 13,
            side: 'right',
            show: (area) => oneSpan(intervalOf(area), 'dim'),
          } satisfies Column,
        ]
      : []),
    {
      name: 'failed',
      width: 6,
      side: 'right',
      show: ({ failed }) => oneSpan(grouped(failed), failed > 0 ? 'plain' : 'dim'),
    },
    {
      name: 'warned',
      width: 6,
      side: 'right',
      show: ({ warned }) => oneSpan(grouped(warned), warned > 0 ? 'plain' : 'dim'),
    },
    { name: isWide ? 'judged' : 'of', width: isWide ? 10 : 8, side: 'right', show: (area) => oneSpan(judged(area)) },
  ];
  const used = [named, level, ...figures].reduce((sum, column) => sum + column.width + gap, indent);
  const room = Math.min(30, width - used);
  const bars: Column = { name: '', width: room, side: 'left', show: (area) => bar(area, room, page) };
  return room < 8 ? [named, level, ...figures] : [named, level, bars, ...figures];
}

const row = (columns: readonly Column[], show: (column: Column) => Line): Line =>
  indented(
    indent,
    columns.flatMap((column, i) => [
      ink(i === 0 ? '' : ' '.repeat(gap)),
      ...cell(show(column), column.width, column.side),
    ]),
  );

function remark({ cappedBy, waived, level }: AreaResult): string {
  const parts = [
    cappedBy === null ? '' : `held down to ${level} by ${cappedBy}, which is critical`,
    waived === 0 ? '' : `${counted(waived, 'record')} waived`,
  ];
  return parts.filter(Boolean).join('; ');
}

/** Criteria that nothing is known of, by what they lack: "Coverage, Roles: no record applies; 10 are needed". */
function withoutLevel(areas: readonly AreaResult[], { width, titleOf }: Page): Line[] {
  const byReason = new Map<string, string[]>();
  for (const { area, level, missing } of areas) {
    if (level !== null) continue;
    const reason = missing ?? 'not assessed';
    byReason.set(reason, [...(byReason.get(reason) ?? []), titleOf(area)]);
  }
  return [...byReason].flatMap(([reason, titles]) =>
    flow([ink('No level: ', 'dim'), ink(titles.join(', ')), ink(`: ${reason}`, 'dim')], width, { indent, hang: 2 }),
  );
}

/** The criteria of one certification: level, pass rate with its interval, counts, and what held a level down. */
export function criteria(areas: readonly AreaResult[], page: Page): Line[] {
  const measured = areas.filter(({ passRate, level }) => passRate !== null || level !== null);
  if (measured.length === 0) return withoutLevel(areas, page);
  const columns = columnsFor(measured, page);
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

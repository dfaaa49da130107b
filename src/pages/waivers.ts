import type { WaiverRow } from '../model/audit-result.ts';
import type { WaiverState } from '../model/waiver.ts';
import { glyphsFor } from '../reports/terminal/glyphs.ts';
import { blank, ink, type Line, paint } from '../reports/terminal/ink.ts';
import { flow } from '../reports/terminal/layout.ts';
import { remarkOn, scopeInWords, stateWords, termInWords } from '../reports/waiver-words.ts';
import { momentOf } from '../reports/words.ts';
import type { PageOptions } from './explanation.ts';

function rowLines(state: WaiverState, row: WaiverRow, width: number): Line[] {
  const remark = remarkOn(state, row);
  return [
    ...flow([ink(row.id, 'strong'), ink(`  ${scopeInWords(row)}`)], width, { indent: 2, hang: 2 }),
    ...flow([ink(`${termInWords(row)}, from ${row.from}`)], width, { indent: 4, hang: 2 }),
    ...flow([ink(`${row.approver}: ${row.text} (${row.reason})`, 'dim')], width, { indent: 4, hang: 2 }),
    ...(remark === '' ? [] : flow([ink(remark, state === 'active' ? 'plain' : 'fair')], width, { indent: 4, hang: 2 })),
  ];
}

/** Every waiver of the file by what became of it. */
export function waiversPage(
  {
    waivers,
    file,
    asOf,
  }: {
    readonly waivers: Readonly<Record<WaiverState, readonly WaiverRow[]>>;
    readonly file: string | null;
    readonly asOf: string;
  },
  { width, isColored }: PageOptions,
): string {
  const states = stateWords.filter(([state]) => waivers[state].length > 0);
  const { dot } = glyphsFor(true);
  const lines: Line[] = [
    ...flow([ink(`Waivers ${dot} ${file ?? 'no file is named'} ${dot} as of ${momentOf(asOf)}`, 'dim')], width),
    ...(states.length === 0 ? [[ink('No waivers.')]] : []),
  ];
  for (const [state, words] of states) {
    lines.push(blank, [ink(`${words.charAt(0).toUpperCase()}${words.slice(1)} (${waivers[state].length})`, 'accent')]);
    for (const row of waivers[state]) lines.push(...rowLines(state, row, width));
  }
  return paint(lines, isColored);
}

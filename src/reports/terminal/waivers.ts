import type { AuditResult, Finding, WaiverRow } from '../../model/audit-result.ts';
import { isCounted } from '../../model/is-counted.ts';
import type { WaiverState } from '../../model/waiver.ts';
import { decisionInWords, remarkOn, scopeInWords, stateWords, termInWords } from '../waiver-words.ts';
import { counted } from '../words.ts';
import { blank, ink, type Line, type Tone, tie } from './ink.ts';
import { cropped, flow } from './layout.ts';
import type { Page } from './page.ts';

const tones: Partial<Record<WaiverState, Tone>> = { lapsed: 'fair', unmatched: 'fair', unused: 'fair' };

const stateWord = (state: WaiverState): string => stateWords.find(([one]) => one === state)?.[1] ?? state;

/** One waiver on its line. */
function waiverLine(state: WaiverState, row: WaiverRow, { width, glyphs }: Pick<Page, 'width' | 'glyphs'>): Line[] {
  const remark = remarkOn(state, row);
  const line = [
    ink(`${glyphs.bullet} `),
    ink(stateWord(state), tones[state] ?? 'good'),
    ink(` ${row.id}`, 'strong'),
    ink(` ${scopeInWords(row)}, ${termInWords(row)}, by ${row.approver} (${row.reason})`),
    ink(remark === '' ? '' : `: ${remark}`, tones[state] ?? 'dim'),
  ];
  return flow(cropped(line, width * 4), width, { indent: 2, hang: 2 });
}

/** Waivers that are shown one by one; of the rest there is the count. */
const MOST = 12;

/** Every waiver of the file by what became of it, those that need doing first. */
export function waivers({ waivers: all }: AuditResult, page: Page): Line[] {
  const present = stateWords.filter(([state]) => all[state].length > 0);
  if (present.length === 0) return [];
  const rows = present.flatMap(([state]) => all[state].map((row) => [state, row] as const));
  const counts = present.flatMap(([state, words], i) => [
    ink(i === 0 ? '' : ', '),
    ink(`${all[state].length} ${words}`, tones[state] ?? 'plain'),
  ]);
  const rest = rows.length - MOST;
  return [
    blank,
    ...flow([ink('Waivers', 'strong'), ink(': '), ...counts], page.width),
    ...rows.slice(0, MOST).flatMap(([state, row]) => waiverLine(state, row, page)),
    ...(rest > 0 ? [[ink(`  and ${rest} more (threadcount waivers)`, 'dim')]] : []),
  ];
}

function decidedLine(finding: Finding, { width, glyphs }: Page): Line[] {
  const { rule, record } = finding;
  const line = [
    ink(`${glyphs.bullet} `),
    ink(rule, 'accent'),
    ...cropped([ink(`${tie}${glyphs.dot} ${record.name ?? record.id}`)], 60),
    ink(` ${decisionInWords(finding)}`, 'dim'),
  ];
  return flow(cropped(line, width * 3), width, { indent: 4, hang: 2 });
}

/** Findings that somebody has decided on or contests: waived and overturned ones stay visible and do not count. */
export function decided(all: readonly Finding[], page: Page): Line[] {
  const shown = all.filter(({ waiver, appeal }) => waiver !== null || appeal !== null);
  if (shown.length === 0) return [];
  const aside = shown.filter((finding) => !isCounted(finding)).length;
  const contested = shown.length - aside;
  const head = [
    ...(aside > 0 ? [`${counted(aside, 'finding')} waived or overturned, not counted`] : []),
    ...(contested > 0 ? [`${counted(contested, 'finding')} contested`] : []),
  ];
  const rest = shown.length - page.limits.findings;
  return [
    blank,
    ...flow([ink('Decided by people: ', 'strong'), ink(head.join('; '))], page.width, { indent: 2, hang: 2 }),
    ...shown.slice(0, page.limits.findings).flatMap((finding) => decidedLine(finding, page)),
    ...(rest > 0 ? [[ink(`    and ${rest} more (--format json for all)`, 'dim')]] : []),
  ];
}

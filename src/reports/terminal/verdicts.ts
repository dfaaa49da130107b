import type { AreaResult, CertificationResult, RepResult } from '../../model/audit-result.ts';
import { grouped, listed, markWords, verdictWords } from '../words.ts';
import { criteria } from './criteria.ts';
import { blank, ink, type Line, type Tone, tie } from './ink.ts';
import { flow } from './layout.ts';
import type { Page } from './page.ts';

type Verdict = CertificationResult['verdict'];
type Reason = CertificationResult['reasons'][number];

export const verdictTones = {
  certified: 'good',
  provisional: 'fair',
  'not-certified': 'bad',
  'insufficient-evidence': 'plain',
} as const satisfies Record<Verdict, Tone>;

function verdictLine({ id, verdict, total, outOf, threshold, marks }: CertificationResult, page: Page): Line[] {
  const { width, glyphs, titleOf } = page;
  const points = total === 0 ? [] : [`${total} of ${outOf} points, ${threshold} needed`];
  const rest = [...points, ...marks.map((mark) => markWords[mark])];
  const line = [
    ink(`${glyphs.verdict[verdict]} `, verdictTones[verdict]),
    ink(`${titleOf(id)}: `, 'strong'),
    ink(verdictWords[verdict], verdictTones[verdict]),
    ...rest.map((part) => ink(`${tie}${glyphs.dot} ${part}`)),
  ];
  return flow(line, width, { indent: 2, hang: 2 });
}

/** Reasons that the lines around them do not tell already: the points, and what the criteria lack. */
function isTelling({ kind, criterion, rules }: Reason, areas: readonly AreaResult[]): boolean {
  if (kind === 'total') return rules.length > 0;
  return !areas.some(({ area, missing }) => area === criterion && missing !== null);
}

function reasonLines({ message, rules }: Reason, { width, glyphs }: Page): Line[] {
  const causes = listed(
    rules.map(({ rule, records }) => `${rule} (${grouped(records)})`),
    3,
  );
  const line = [ink(`${glyphs.bullet} ${message}`), ink(causes === '' ? '' : `: ${causes}`, 'dim')];
  return flow(line, width, { indent: 4, hang: 2 });
}

function decided(certification: CertificationResult, areas: readonly AreaResult[], page: Page): Line[] {
  const telling = certification.reasons.filter((reason) => isTelling(reason, areas));
  // The points stand in the line above; what lies behind them is told where there is room or nothing worse to tell.
  const isShort = page.limits.findings < 10 && telling.some(({ kind }) => kind === 'floor');
  const reasons = telling.filter(({ kind }) => !isShort || kind !== 'total');
  return [...verdictLine(certification, page), ...reasons.flatMap((reason) => reasonLines(reason, page))];
}

/** Each certification: the verdict with its reasons, where there is one, and the criteria that it rests on. */
export function verdicts({ certifications, areas }: RepResult, page: Page): Line[] {
  const ids = new Set([...certifications.map(({ id }) => id), ...areas.map(({ certification }) => certification)]);
  return [...ids].flatMap((id) => {
    const own = areas.filter((area) => area.certification === id);
    const certification = certifications.find((one) => one.id === id);
    const head = certification
      ? decided(certification, own, page)
      : flow([ink(page.titleOf(id), 'strong'), ink(': no verdict')], page.width, { indent: 2, hang: 2 });
    return [blank, ...head, ...criteria(own, areas, page)];
  });
}

import type { AreaResult, CertificationResult, RepResult } from '../../model/audit-result.ts';
import { pathInWords, stepsOf } from '../path.ts';
import { grouped, listed, markWords, verdictWords } from '../words.ts';
import { criteria } from './criteria.ts';
import { blank, ink, type Line, type Tone, tie } from './ink.ts';
import { cropped, flow } from './layout.ts';
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

/** How many steps of a path are named: on a page of one's own, nearly all of them. */
const namedSteps = ({ limits }: Page): number => (limits.findings < 10 ? 0 : 12);

/** The cheapest way out: how many fixes, and which of them first. */
function pathLines(rep: RepResult, certification: CertificationResult, page: Page): Line[] {
  const { width, glyphs } = page;
  const told = pathInWords(certification);
  if (told === null) return [];
  const steps = stepsOf(rep, certification);
  const shown = steps.slice(0, namedSteps(page));
  const rest = shown.length > 0 ? steps.length - shown.length : 0;
  return [
    ...flow([ink(`${glyphs.arrow} ${told}`, 'accent')], width, { indent: 4, hang: 2 }),
    ...shown.flatMap(({ finding: { record, rule }, gain }) => {
      const name = cropped([ink(record.name ?? record.id)], 40);
      return flow([ink(`+${gain.toFixed(2)} `, 'dim'), ...name, ink(`: ${rule}`, 'dim')], width, {
        indent: 6,
        hang: 6,
      });
    }),
    ...(rest > 0 ? [[ink(`      and ${rest} more`, 'dim')]] : []),
  ];
}

function decided(rep: RepResult, certification: CertificationResult, page: Page): Line[] {
  const areas = rep.areas.filter((area) => area.certification === certification.id);
  const telling = certification.reasons.filter((reason) => isTelling(reason, areas));
  // The points stand in the line above; what lies behind them is told where there is room or nothing worse to tell.
  const isShort = page.limits.findings < 10 && telling.some(({ kind }) => kind === 'floor');
  const reasons = telling.filter(({ kind }) => !isShort || kind !== 'total');
  return [
    ...verdictLine(certification, page),
    ...reasons.flatMap((reason) => reasonLines(reason, page)),
    ...pathLines(rep, certification, page),
  ];
}

/** Each certification: the verdict with its reasons, where there is one, and the criteria that it rests on. */
export function verdicts(rep: RepResult, page: Page): Line[] {
  const { certifications, areas } = rep;
  const ids = new Set([...certifications.map(({ id }) => id), ...areas.map(({ certification }) => certification)]);
  return [...ids].flatMap((id) => {
    const own = areas.filter((area) => area.certification === id);
    const certification = certifications.find((one) => one.id === id);
    const head = certification
      ? decided(rep, certification, page)
      : flow([ink(page.titleOf(id), 'strong'), ink(': no verdict')], page.width, { indent: 2, hang: 2 });
    return [blank, ...head, ...criteria(own, areas, page)];
  });
}

import type { CertificateContent, CertifiedCriterion } from '../model/certificate.ts';
import { levelWords, marksOf, nameOfSubject, rateWords, termWords, verdictOf } from '../reports/certificates/words.ts';
import { blank, ink, type Line, paint, type Tone } from '../reports/terminal/ink.ts';
import { cell, flow } from '../reports/terminal/layout.ts';
import { counted, momentOf, verdictWords } from '../reports/words.ts';
import type { PageOptions } from './explanation.ts';

const tones: Readonly<Record<CertificateContent['decision']['verdict'], Tone>> = {
  certified: 'good',
  provisional: 'fair',
  'not-certified': 'bad',
  'insufficient-evidence': 'fair',
};

function criterionLine(one: CertifiedCriterion, width: number): Line[] {
  const found = flow([ink(`${levelWords(one)} `, 'strong'), ink(rateWords(one), 'dim')], Math.max(20, width - 26));
  return found.map((line, i) => [ink('  '), ...cell([ink(i === 0 ? one.title : '')], 24), ...line]);
}

function planLines({ plan, criteria }: CertificateContent, width: number): Line[] {
  const { remediation, reinforcement } = plan;
  const titleOf = (id: string): string => criteria.find((one) => one.id === id)?.title ?? id;
  const lines: Line[] = [];
  if (remediation !== null) {
    const { coachingBy, recertifyBy, path, pathTo } = remediation;
    const dates = `Coaching by ${coachingBy}, certification anew by ${recertifyBy}.`;
    const way =
      pathTo === null
        ? ''
        : ` ${counted(path.length, 'fix', 'fixes')} on record would lead to ${verdictWords[pathTo]}.`;
    lines.push(...flow([ink(`${dates}${way}`)], width, { indent: 2, hang: 2 }));
  }
  const days = reinforcement.sessions.map(({ on, criterion }) => `${on} ${titleOf(criterion)}`).join(', ');
  lines.push(
    ...flow([ink(`Reinforcement with ${reinforcement.coach}: ${days}`, 'dim')], width, { indent: 2, hang: 2 }),
  );
  return lines;
}

/** A decision before it is recorded: verdict, reasons, criteria, what it relies on, and what comes next. */
export function decisionPage(content: CertificateContent, { width, isColored }: PageOptions): string {
  const { decision, criteria, reliance, evidence } = content;
  const title = [
    ink(`${nameOfSubject(content)}, ${decision.certification.title}: `, 'strong'),
    ink(verdictOf(content), tones[decision.verdict]),
  ];
  const points = `${decision.total} of ${decision.outOf} points, ${decision.threshold} needed; ${termWords(content)}`;
  const about = `As of ${momentOf(decision.asOf)}, ${counted(evidence.records.lead, 'lead')} and ${counted(evidence.records.deal, 'deal')} from ${evidence.source.label}; evaluator ${decision.evaluator}`;
  const relies = [
    [reliance.evaluations.length, 'evaluation'],
    [reliance.waivers.length, 'waiver'],
    [reliance.appeals.length, 'appeal'],
  ] as const;
  const relied = relies.filter(([count]) => count > 0).map(([count, what]) => counted(count, what));
  const lines: Line[] = [
    ...flow(title, width),
    ...flow([ink(points)], width, { indent: 2, hang: 2 }),
    ...flow([ink(about, 'dim')], width, { indent: 2, hang: 2 }),
    ...marksOf(content).flatMap((mark) => flow([ink(mark, 'fair')], width, { indent: 2, hang: 2 })),
    blank,
    ...decision.reasons.flatMap(({ message }) => flow([ink(`- ${message}`)], width, { indent: 2, hang: 2 })),
    blank,
    ...criteria.flatMap((one) => criterionLine(one, width)),
    blank,
    ...(relied.length === 0 ? [] : flow([ink(`Relies on ${relied.join(', ')}.`)], width, { indent: 2, hang: 2 })),
    ...planLines(content, width),
  ];
  return paint(lines, isColored);
}

import { markdownText } from '../../lib/escape-markdown.ts';
import type { CertificateContent, Remediation } from '../../model/certificate.ts';
import { counted, verdictWords } from '../words.ts';
import { excerptLine } from './markdown-excerpt.ts';

/** Fixes that are shown; the JSON form and the proposals hold all. */
const MOST_STEPS = 15;

function pathLines({ path, pathTo, isPathExact }: Remediation): readonly string[] {
  if (path.length === 0 || pathTo === null) return [];
  const least = isPathExact ? 'no smaller set does' : 'close to the smallest set';
  const shown = path.slice(0, MOST_STEPS);
  return [
    '',
    `**The cheapest path**: ${counted(path.length, 'fix', 'fixes')} lead to ${verdictWords[pathTo]} (${least}).`,
    '',
    ...shown.map((step) => `1. +${step.points.toFixed(2)} ${excerptLine(step)} ${markdownText(step.fix)}`),
    ...(path.length > shown.length ? ['', `and ${counted(path.length - shown.length, 'more fix', 'more fixes')}`] : []),
  ];
}

function remediationLines(plan: Remediation, titleOf: (id: string) => string): readonly string[] {
  return [
    '## Remediation',
    '',
    `- coaching session by **${plan.coachingBy}**`,
    `- certification anew by **${plan.recertifyBy}**`,
    '',
    ...plan.feedback.flatMap(({ criterion, level, words, evidence }) => [
      `**${markdownText(titleOf(criterion))}, level ${level ?? 'none'}.** ${markdownText(words)}`,
      '',
      ...evidence.map((one) => `- ${excerptLine(one)}`),
      '',
    ]),
    ...pathLines(plan),
    ...(plan.practice.length > 0
      ? ['', '**To practice on**', '', ...plan.practice.map((prompt) => `- ${markdownText(prompt)}`)]
      : []),
    '',
  ];
}

/** What comes next, with dates. */
export function planSections({ plan, criteria }: CertificateContent): readonly string[] {
  const titleOf = (id: string): string => criteria.find((one) => one.id === id)?.title ?? id;
  const { coach, sessions } = plan.reinforcement;
  return [
    ...(plan.remediation === null ? [] : remediationLines(plan.remediation, titleOf)),
    '## Reinforcement',
    '',
    `${markdownText(coach)} coaches:`,
    '',
    ...sessions.map(({ on, criterion, line, records }) => {
      const named = records.map(({ type, id, name }) => `${type} ${name ?? id}`).join(', ');
      return `- ${on}: ${markdownText(titleOf(criterion))} (${markdownText(line)})${named === '' ? '' : `, on ${markdownText(named)}`}`;
    }),
    '',
  ];
}

import { markdownText } from '../../lib/escape-markdown.ts';
import { type Certificate, type CertificateContent, verificationLine } from '../../model/certificate.ts';
import { markdownTable } from '../markdown/table.ts';
import { dateOf, momentOf } from '../words.ts';
import type { CertificateReport } from './certificate-report.ts';
import { excerptLine } from './markdown-excerpt.ts';
import { planSections } from './markdown-plan.ts';
import { bandWords, issuedOn, levelWords, marksOf, nameOfSubject, rateWords, termWords, verdictOf } from './words.ts';

function head(certificate: Certificate): readonly string[] {
  const { content } = certificate;
  const { decision, subject } = content;
  const asked = subject.role === null ? '' : ` · role ${markdownText(subject.role)}`;
  return [
    `# ${markdownText(decision.certification.title)}: ${verdictOf(content)}`,
    '',
    `**${markdownText(nameOfSubject(content))}**${asked}`,
    '',
    `${decision.total} of ${decision.outOf} points, ${decision.threshold} needed, no criterion below ${decision.floor} · ${termWords(content)}`,
    '',
    `As of ${momentOf(decision.asOf)}, issued ${issuedOn(certificate)}, evaluated by ${markdownText(decision.evaluator)}${
      decision.isEvaluatorKnown ? '' : ' (not among the people of this source)'
    }`,
    ...(decision.marks.length > 0 ? ['', ...marksOf(content).map((mark) => `- ${mark}`)] : []),
    '',
    ...decision.reasons.map(({ message }) => `- ${markdownText(message)}`),
  ];
}

function criteria(content: CertificateContent): readonly string[] {
  const rows = content.criteria.map((one) => [
    markdownText(one.title),
    markdownText(levelWords(one)),
    rateWords(one),
    markdownText(one.standard),
  ]);
  // What the remediation plan quotes is not quoted twice.
  const told = new Set((content.plan.remediation?.feedback ?? []).map(({ criterion }) => criterion));
  const quoted = content.criteria.flatMap(({ id, title, evidence }) =>
    evidence.length === 0 || told.has(id)
      ? []
      : [`**${markdownText(title)}**`, '', ...evidence.map((one) => `- ${excerptLine(one)}`), ''],
  );
  return [
    '## Criteria',
    '',
    ...markdownTable([{ head: 'Criterion' }, { head: 'Level' }, { head: 'Passed' }, { head: 'Standard' }], rows),
    '',
    `Bands: ${bandWords(content)}.`,
    ...(quoted.length > 0 ? ['', '## Evidence', '', ...quoted] : ['']),
  ];
}

function reliance({ reliance: { evaluations, waivers, appeals } }: CertificateContent): readonly string[] {
  const lines = [
    ...evaluations.map(
      ({ kind, criterion, level, evaluator, date, quote }) =>
        `- ${kind} scenario, ${criterion} at level ${level} by ${evaluator} on ${date}: "${quote}"`,
    ),
    ...waivers.map(
      ({ id, approver, until, text, findings }) =>
        `- waiver ${id} by ${approver} until ${until}, ${findings} findings: ${text}`,
    ),
    ...appeals.map(
      ({ fingerprint, rule, status, ruledBy }) =>
        `- appeal ${fingerprint} (${rule}): ${status}${ruledBy === null ? '' : ` by ${ruledBy}`}`,
    ),
  ];
  if (lines.length === 0) return [];
  return ['## It also relies on', '', ...lines.map((line) => `- ${markdownText(line.slice(2))}`), ''];
}

function looked({ evidence, standards }: CertificateContent): readonly string[] {
  const { strata, missingStrata, sample, gaps, records } = evidence;
  const seen = strata.map(({ type, stratum, judged, records: all }) => {
    const share = judged === all ? String(all) : `${judged} of ${all}`;
    return `${type} ${stratum ?? 'of unknown status'} ${share}`;
  });
  return [
    '## What was looked at',
    '',
    `- ${records.lead} leads and ${records.deal} deals from ${markdownText(evidence.source.label)}${
      sample === null ? '' : `, a sample of up to ${sample.size} each (seed ${sample.seed})`
    }`,
    ...(seen.length > 0 ? [`- ${markdownText(seen.join(', '))}`] : []),
    ...missingStrata.map((name) => `- no ${markdownText(name)} lead was seen: an exception scenario can show it`),
    ...gaps.map(({ what, reason }) => `- not seen: ${markdownText(`${what}: ${reason}`)}`),
    `- rubric ${markdownText(`${standards.rubric.id} ${standards.rubric.version}`)} \`${standards.rubric.hash}\``,
    ...standards.packs.map(({ id, version, hash }) => `- rules ${markdownText(`${id} ${version}`)} \`${hash}\``),
    `- data \`${standards.dataHash}\`, configuration \`${standards.configHash}\``,
    `- evidence \`${evidence.hash}\``,
    '',
  ];
}

/** The certificate for people; the JSON form is the one that is verified. */
export const markdown: CertificateReport = {
  name: 'markdown',
  extension: '.md',
  about: 'for a wiki, a ticket or a pull request',
  render: (certificate) =>
    [
      ...head(certificate),
      '',
      ...criteria(certificate.content),
      ...reliance(certificate.content),
      ...planSections(certificate.content),
      ...looked(certificate.content),
      '---',
      '',
      markdownText(verificationLine(certificate)),
      '',
      `<sub>Decided on records as of ${dateOf(certificate.content.decision.asOf)}; it says nothing about the person.</sub>`,
      '',
    ].join('\n'),
};

import type { Certificate } from '../model/certificate.ts';
import { nameOfSubject, termWords, verdictOf } from '../reports/certificates/words.ts';
import { blank, ink, type Line, paint } from '../reports/terminal/ink.ts';
import { cell, flow } from '../reports/terminal/layout.ts';
import { momentOf } from '../reports/words.ts';
import type { PageOptions } from './explanation.ts';

/** A check as this page needs it. */
interface Checked {
  readonly name: string;
  readonly holds: boolean | null;
  readonly words: string;
}

const signs = { true: ink('ok', 'good'), false: ink('FAILS', 'bad'), null: ink('not checked', 'dim') } as const;

/** What was held against a certificate, and how each of it came out. */
export function verificationPage(
  certificate: Certificate,
  checks: readonly Checked[],
  { width, isColored }: PageOptions,
): string {
  const { content, id } = certificate;
  const isValid = checks.every(({ holds }) => holds !== false);
  const lines: Line[] = [
    ...flow([ink(`${id}: `, 'strong'), isValid ? ink('valid', 'good') : ink('not valid', 'bad')], width),
    ...flow(
      [
        ink(`${nameOfSubject(content)}, ${content.decision.certification.title}: ${verdictOf(content)}, `),
        ink(`as of ${momentOf(content.decision.asOf)}; ${termWords(content)}`),
      ],
      width,
      { indent: 2, hang: 2 },
    ),
    blank,
    ...checks.flatMap(({ name, holds, words }) =>
      flow([...cell([ink(name)], 18), signs[`${holds}`], ink(`  ${words}`, 'dim')], width, { indent: 2, hang: 20 }),
    ),
  ];
  return paint(lines, isColored);
}

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

function checkLines({ name, holds, words }: Checked, width: number): Line[] {
  const found = flow(
    [signs[`${holds}`], ink(` ${words}`, holds === false ? 'plain' : 'dim')],
    Math.max(20, width - 18),
  );
  return found.map((line, i) => [ink('  '), ...cell([ink(i === 0 ? name : '')], 16), ...line]);
}

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
    ...checks.flatMap((check) => checkLines(check, width)),
  ];
  return paint(lines, isColored);
}

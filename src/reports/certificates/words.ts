import type { Certificate, CertificateContent, CertifiedCriterion } from '../../model/certificate.ts';
import { markWords, percent, verdictWords } from '../words.ts';

export const nameOfSubject = ({ subject: { rep } }: CertificateContent): string =>
  rep.name ?? rep.email ?? rep.id ?? 'somebody unnamed';

export const verdictOf = ({ decision }: CertificateContent): string => verdictWords[decision.verdict];

export const marksOf = ({ decision }: CertificateContent): readonly string[] =>
  decision.marks.map((mark) => markWords[mark]);

/** "3, from records" */
export function levelWords({ level, basis, counts, missing }: CertifiedCriterion): string {
  if (!counts) return 'not asked';
  if (level === null) return `none: ${missing ?? 'not assessed'}`;
  if (basis === 'exception') return `${level}, by an exception scenario`;
  return basis === 'written' ? `${level}, by a written scenario` : String(level);
}

export const rateWords = ({ passRate, evaluable }: CertifiedCriterion): string =>
  passRate === null ? '' : `${percent(passRate)} of ${evaluable}`;

/** Until when it holds, in words. */
export function termWords({ decision: { verdict, validUntil } }: CertificateContent): string {
  if (validUntil === null) return 'nothing is certified';
  return verdict === 'provisional'
    ? `valid until the next live review, at most until ${validUntil}`
    : `valid until ${validUntil}`;
}

/** "4 from 95 %, 3 from 85 %, 2 from 65 %" */
export const bandWords = ({ standards: { bands } }: CertificateContent): string =>
  `level 4 from ${percent(bands[4])}, 3 from ${percent(bands[3])}, 2 from ${percent(bands[2])}`;

export const issuedOn = ({ ledger }: Certificate): string => ledger.at.slice(0, 10);

import { type Certificate, type CertificateContent, type Excerpt, verificationLine } from '../../model/certificate.ts';
import { titleFromId } from '../titles.ts';
import { counted, decimal, momentOf, percent } from '../words.ts';
import { bandWords, issuedOn, marksOf, nameOfSubject, termWords } from './words.ts';

/** A criterion as a certificate shows it. */
export interface SheetCriterion {
  readonly title: string;
  readonly standard: string;
  readonly level: number | null;
  /** "meets the standard", "by a written scenario", "not asked of this role" */
  readonly words: string;
  /** "94.2 % of 48 records" */
  readonly rate: string;
  /** "95 % interval 86.0 to 97.7" */
  readonly range: string;
}

/** A finding that a certificate quotes. */
export interface SheetExcerpt {
  readonly record: string;
  readonly url: string | null;
  readonly title: string;
  readonly quote: string;
}

/** What a certificate shows, in words, whatever it is drawn on: cut to what fits on its page. */
export interface Sheet {
  readonly kind: string;
  readonly verdict: CertificateContent['decision']['verdict'];
  readonly name: string;
  readonly about: string;
  /** "is certified in" */
  readonly claim: string;
  readonly certification: string;
  readonly points: string;
  readonly evaluator: string;
  readonly facts: readonly (readonly [string, string])[];
  readonly criteria: readonly SheetCriterion[];
  readonly bandWords: string;
  readonly reasons: readonly string[];
  readonly evidence: readonly SheetExcerpt[];
  readonly reliance: readonly string[];
  readonly looked: readonly string[];
  readonly hashes: readonly (readonly [string, string])[];
  readonly verification: string;
}

/** How much of each there is room for on one page; the Markdown and JSON forms have all. */
const ROOM = { reasons: 4, evidence: 3, reliance: 4, gaps: 2, text: 160, name: 60 } as const;

export const cut = (text: string, most: number = ROOM.text): string =>
  text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text;

/** Messages begin small, since they stand within sentences elsewhere. */
const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

/** What a field holds, as people write it. */
const valueInWords = (value: Excerpt['quotes'][number]['value']): string => {
  if (value === null) return 'blank';
  if (typeof value === 'number') return String(value);
  const text = String(value);
  return INSTANT.test(text) ? momentOf(text) : `“${cut(text, 80)}”`;
};

/** The first few, and how many more there are. */
function fitting(items: readonly string[], most: number): readonly string[] {
  if (items.length <= most) return items;
  return [...items.slice(0, most - 1), `and ${items.length - most + 1} more, in the JSON form`];
}

const kinds = {
  certified: 'Certificate',
  provisional: 'Provisional certificate',
  'not-certified': 'Record of a decision',
  'insufficient-evidence': 'Record of a decision',
} as const;

const claims = {
  certified: 'is certified in',
  provisional: 'is provisionally certified in',
  'not-certified': 'is not certified in',
  'insufficient-evidence': 'cannot be certified yet, for want of evidence, in',
} as const;

const levels = ['', 'not demonstrated', 'partial', 'meets the standard', 'exceeds the standard'] as const;

function criterionOf(one: CertificateContent['criteria'][number]): SheetCriterion {
  const { title, standard, level, basis, counts, missing, passRate, interval, evaluable, cappedBy } = one;
  const by =
    basis === 'written' ? ', by a written scenario' : basis === 'exception' ? ', by an exception scenario' : '';
  const capped = cappedBy === null ? '' : `, capped by ${cappedBy}`;
  const none = counts ? (missing ?? 'not assessed') : 'not asked of this role';
  const range = interval === null ? '' : `95 % interval ${decimal(interval[0] * 100)} to ${decimal(interval[1] * 100)}`;
  return {
    title: cut(title, 40),
    standard: cut(standard),
    level,
    words: cut(level === null ? none : `${levels[level] ?? ''}${by}${capped}`, 70),
    rate: passRate === null ? '' : `${percent(passRate)} of ${counted(evaluable, 'record')}`,
    range,
  };
}

export function excerptOf({ record, title, message, quotes }: Excerpt): SheetExcerpt {
  const quoted = quotes.slice(0, 2).map(({ field, value }) => `${cut(field, 40)}: ${valueInWords(value)}`);
  return {
    record: cut(record.name ?? record.id, 60),
    url: record.url,
    title: cut(title, 80),
    quote: quoted.length > 0 ? quoted.join('; ') : cut(message),
  };
}

/** The gravest of each criterion in turn, so that no criterion takes all the room. */
function evidenceOf({ criteria }: CertificateContent): readonly SheetExcerpt[] {
  const [first, second] = [0, 1].map((i) => criteria.flatMap(({ evidence }) => evidence[i] ?? []));
  return [...(first ?? []), ...(second ?? [])].slice(0, ROOM.evidence).map(excerptOf);
}

function relianceOf(content: CertificateContent): readonly string[] {
  const { evaluations, waivers, appeals } = content.reliance;
  const titleOf = (id: string): string => content.criteria.find((one) => one.id === id)?.title ?? titleFromId(id);
  return fitting(
    [
      ...marksOf(content),
      ...evaluations.map(
        ({ kind, criterion, level, evaluator, date, quote }) =>
          `${kind} scenario, ${titleOf(criterion)} at level ${level}, by ${cut(evaluator, 40)} on ${date}: “${cut(quote, 90)}”`,
      ),
      ...waivers.map(
        ({ id, approver, until, text, findings }) =>
          `waiver ${cut(id, 40)} by ${cut(approver, 40)} until ${until}, ${counted(findings, 'finding')}: ${cut(text, 90)}`,
      ),
      ...appeals.map(
        ({ rule, status, ruledBy }) =>
          `appeal on ${rule}: ${status}${ruledBy === null ? '' : ` by ${cut(ruledBy, 40)}`}`,
      ),
    ],
    ROOM.reliance,
  );
}

function lookedAt({ evidence }: CertificateContent): readonly string[] {
  const { records, sample, source, missingStrata, gaps } = evidence;
  const drawn = sample === null ? '' : `, a sample of up to ${sample.size} each (seed ${sample.seed})`;
  return [
    `${counted(records.lead, 'lead')} and ${counted(records.deal, 'deal')} from ${cut(source.label, 60)}${drawn}`,
    ...(missingStrata.length > 0 ? [cut(`not seen: leads that are ${missingStrata.join(', ')}`)] : []),
    ...fitting(
      gaps.map(({ what, reason }) => cut(`not seen: ${what}: ${reason}`)),
      ROOM.gaps,
    ),
  ];
}

/** A certificate in the words of its page. */
export function sheetOf(certificate: Certificate): Sheet {
  const { content } = certificate;
  const { decision, subject, standards, evidence } = content;
  const { verdict, total, outOf, threshold, floor } = decision;
  const evaluator = `${cut(decision.evaluator, 50)}${decision.isEvaluatorKnown ? '' : ' (not among the people of this source)'}`;
  const about = [subject.rep.name === null ? null : subject.rep.email, subject.role].filter((one) => one !== null);
  return {
    kind: kinds[verdict],
    verdict,
    name: cut(nameOfSubject(content), ROOM.name),
    about: cut(about.join(' · '), 80),
    claim: claims[verdict],
    certification: cut(decision.certification.title, 60),
    points: `${total} of ${outOf} points; ${threshold} needed, and no criterion below ${floor}`,
    evaluator: cut(decision.evaluator, 50),
    facts: [
      ['Records as of', momentOf(decision.asOf)],
      ['Issued', issuedOn(certificate)],
      ['Validity', termWords(content)],
      ['Evaluated by', evaluator],
    ],
    criteria: content.criteria.map(criterionOf),
    bandWords: bandWords(content).replaceAll('.0 %', ' %'),
    reasons: fitting(
      decision.reasons.map(({ message }) => cut(sentence(message))),
      ROOM.reasons,
    ),
    evidence: evidenceOf(content),
    reliance: relianceOf(content),
    looked: lookedAt(content),
    hashes: [
      ['Evidence', evidence.hash],
      ['Data', standards.dataHash],
      ['Configuration', standards.configHash],
      [`Rubric ${cut(standards.rubric.id, 30)} ${standards.rubric.version}`, standards.rubric.hash],
      ...standards.packs.map(({ id, version, hash }) => [`Rules ${cut(id, 40)} ${version}`, hash] as const),
    ],
    verification: verificationLine(certificate),
  };
}

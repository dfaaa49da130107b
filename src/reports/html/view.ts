import { type Html, html } from '../../lib/escape-html.ts';
import type { AuditResult, CertificationResult, Finding, RepResult } from '../../model/audit-result.ts';
import type { RubricInForce } from '../../model/in-force.ts';
import type { Trend } from '../../model/trend.ts';
import { titlesOf } from '../titles.ts';
import { nameOfRep, verdictWords } from '../words.ts';

/** What every part of the document needs to know. */
export interface View {
  readonly result: AuditResult;
  readonly titleOf: (id: string) => string;
  /** What an owner is called in addresses within the document: `rep/005…`. */
  readonly placeOf: (rep: RepResult) => string;
  readonly rubricOf: (id: string) => RubricInForce | undefined;
  readonly trend: Trend | undefined;
}

const slug = (text: string): string => text.replace(/[^\w.@-]+/g, '-').slice(0, 60) || 'owner';

/** The same owner has the same place in every report, so links into one can be kept. */
function placesOf(reps: readonly RepResult[]): (rep: RepResult) => string {
  const taken = new Set<string>();
  const places = new Map<RepResult, string>();
  for (const rep of reps) {
    const base = slug(rep.id ?? rep.email ?? nameOfRep(rep));
    let place = base;
    for (let i = 2; taken.has(place); i += 1) place = `${base}-${i}`;
    taken.add(place);
    places.set(rep, `rep/${place}`);
  }
  return (rep) => places.get(rep) ?? 'overview';
}

export function viewOf(result: AuditResult, trend: Trend | undefined): View {
  const rubrics = new Map(result.rubrics.map((rubric) => [rubric.id, rubric]));
  return {
    result,
    titleOf: titlesOf(result),
    placeOf: placesOf(result.reps),
    rubricOf: (id) => rubrics.get(id),
    trend,
  };
}

/** Marks beside the words: nothing is told by color alone. */
const verdictMarks = {
  certified: '✓',
  provisional: '~',
  'not-certified': '✕',
  'insufficient-evidence': '?',
} as const satisfies Record<CertificationResult['verdict'], string>;

export const verdictChip = (verdict: CertificationResult['verdict']): Html =>
  html`<span class="verdict ${verdict}"><span class="mark" aria-hidden="true">${verdictMarks[verdict]}</span>${verdictWords[verdict]}</span>`;

export const levelWords = ['no level', 'not demonstrated', 'partial', 'meets the standard', 'exceeds'] as const;

export const levelChip = (level: number | null): Html =>
  html`<span class="level l${level ?? 0}">${level === null ? '–' : level}</span>`;

export const severityChip = (severity: Finding['severity']): Html =>
  html`<span class="severity ${severity}">${severity}</span>`;

/** Words for those who hear the page, and not for those who see it. */
export const unseen = (text: string): Html => html`<span class="unseen">${text}</span>`;

/** A table that may be wider than a phone scrolls by itself, by keyboard too. */
export const scrolling = (label: string, table: Html): Html =>
  html`<div class="scroll" role="region" tabindex="0" aria-label="${label}">${table}</div>`;

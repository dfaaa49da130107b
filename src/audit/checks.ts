import type { World } from '../facts/world.ts';
import type { Finding } from '../model/audit-result.ts';
import type { Dataset } from '../model/dataset.ts';
import { type Judgment, judgeAll } from '../rulebook/evaluate.ts';
import type { Rule, Rulebook } from '../rulebook/rule.ts';
import type { View } from '../rulebook/scope.ts';
import { type Marks, markOf, type TalliedCheck } from '../score/marks.ts';
import { createFindings, createReasons, type Entry } from './entries.ts';
import type { Pardons } from './pardons.ts';
import type { AuditRequest } from './request.ts';

/** What all rules say of one record. */
export interface Checked {
  /** By the place of each rule in the rulebook; written over by the next record. */
  readonly marks: Marks;
  readonly findings: readonly Finding[];
}

/** The place of each rule of a record type in the rulebook, in the order in which they are judged. */
const placesIn = ({ rules, on }: Rulebook, type: keyof Rulebook['on']): readonly number[] => {
  const places = new Map<Rule, number>(rules.map((rule, place) => [rule, place]));
  return on[type].map((rule) => places.get(rule) ?? 0);
};

/** A failure as it counts: under a waiver not at all, overturned on appeal as passed. */
function pardoned({ outcome, severity }: Judgment, finding: Finding | undefined): TalliedCheck {
  if (finding?.appeal?.status === 'overturned') return { outcome: 'pass', severity };
  return { outcome, severity, isWaived: finding !== undefined && finding.waiver !== null };
}

function count(table: Entry['notEvaluable'], rule: string, reason: string): void {
  const reasons = table.get(rule) ?? new Map<string, number>();
  reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  table.set(rule, reasons);
}

/** Judges records one by one, and enters what could not be evaluated with their owner. */
export function createChecks(
  { rulebook, gaps, watch }: AuditRequest,
  { world, dataset, pardons }: { readonly world: World; readonly dataset: Dataset; readonly pardons: Pardons },
): (view: View, owner: Entry) => Checked {
  const places = { lead: placesIn(rulebook, 'lead'), deal: placesIn(rulebook, 'deal') };
  const marks = new Uint8Array(rulebook.rules.length);
  const findingFor = createFindings(dataset);
  const reasonFor = createReasons([...dataset.gaps(), ...gaps], world);
  return (view, owner) => {
    const { type } = view.record;
    const findings: Finding[] = [];
    marks.fill(0);
    judgeAll(rulebook.on[type], view).forEach((judgment, i) => {
      const { outcome, rule } = judgment;
      const finding = outcome === 'fail' ? pardons.of(findingFor(judgment, view), owner) : undefined;
      marks[places[type][i] ?? 0] = markOf(pardoned(judgment, finding));
      watch?.(judgment, view);
      if (finding !== undefined) findings.push(finding);
      if (outcome === 'not-evaluable') count(owner.notEvaluable, rule.id, reasonFor(judgment, view));
    });
    return { marks, findings };
  };
}

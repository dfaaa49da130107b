import { money } from '../facts/money.ts';
import type { World } from '../facts/world.ts';
import type { AuditResult, Finding } from '../model/audit-result.ts';
import type { Dataset } from '../model/dataset.ts';
import { scenarioIds } from '../model/rule.ts';
import { type Judgment, judgeAll } from '../rulebook/evaluate.ts';
import type { Rule, Rulebook } from '../rulebook/rule.ts';
import { isObserved } from '../rulebook/scenario.ts';
import type { View } from '../rulebook/scope.ts';
import { markOf, type TalliedCheck } from '../score/marks.ts';
import { createScenarioTally, type ScenarioTallies } from '../score/scenarios.ts';
import { createTally, type Tally } from '../score/tally.ts';
import { createFindings, createReasons, type Entry, entryOf, seatIdle } from './entries.ts';
import { createFailing, type Failing } from './failing.ts';
import { createJudged } from './judged.ts';
import { openPardons } from './pardons.ts';
import type { AuditRequest } from './request.ts';
import { createSampler } from './sampler.ts';
import { openGate } from './scope.ts';

/** The audit as it is being written: every record in scope is judged and entered under its owner, then let go. */
export interface Book {
  readonly enter: (view: View) => void;
  readonly close: () => ClosedBook;
}

/** What stands in the book once the last record is entered. */
export interface ClosedBook {
  readonly entries: ReadonlyMap<string, Entry>;
  readonly tally: Tally;
  readonly scenarios: ScenarioTallies;
  /** Records read, in scope or not. */
  readonly records: { readonly lead: number; readonly deal: number };
  readonly leftOut: readonly { reason: string; records: number }[];
  readonly waivers: AuditResult['waivers'];
  readonly failing: Failing;
  readonly sample: AuditResult['scope']['sample'];
}

export function openBook(request: AuditRequest, world: World, dataset: Dataset): Book {
  const { rulebook, rubrics, scope, gaps, watch, keep } = request;
  request.meet?.(world.people);
  const gate = openGate(scope, world);
  const pardons = openPardons(request, world);
  const tally = createTally(rubrics, rulebook.rules);
  const scenarios = createScenarioTally(rulebook.rules);
  const entries = new Map<string, Entry>();
  const failing = createFailing(request);
  const records = { lead: 0, deal: 0 };
  const places = new Map<Rule, number>(rulebook.rules.map((rule, place) => [rule, place]));
  const marks = new Uint8Array(rulebook.rules.length);
  const findingFor = createFindings(dataset);
  const judgedOf = keep && createJudged(request);
  const sampler = request.sample && createSampler(request.sample);
  const reasonFor = createReasons([...dataset.gaps(), ...gaps], world);

  const write = (entry: Entry, judgment: Judgment, view: View): void => {
    const finding = judgment.outcome === 'fail' ? pardons.of(findingFor(judgment, view), entry) : undefined;
    marks[places.get(judgment.rule) ?? 0] = markOf(pardoned(judgment, finding));
    watch?.(judgment, view);
    if (finding) entry.findings.push(finding);
    if (judgment.outcome === 'not-evaluable') count(entry.notEvaluable, judgment.rule.id, reasonFor(judgment, view));
  };
  const judgeOne = (view: View): void => {
    const { record } = view;
    const entry = entryOf(view, entries);
    entry.records[record.type] += 1;
    marks.fill(0);
    const before = entry.findings.length;
    for (const judgment of judgeAll(rulebook.on[record.type], view)) write(entry, judgment, view);
    const amount = record.type === 'deal' ? money.of(view).amount : undefined;
    tally.add(entry.key, { type: record.type, amount, marks });
    failing.add(entry, record, marks);
    const observed = observedOn(rulebook.scenarios, view);
    scenarios.add(entry.key, { id: record.id ?? '', observed, marks, findings: entry.findings.slice(before) });
    if (judgedOf) keep?.(judgedOf(entry.key, view, { marks, observed, amount }));
  };
  return {
    enter: (view) => {
      const { record } = view;
      records[record.type] += 1;
      if (!gate.isOwn(view)) return;
      const isTaken = gate.takes(view);
      pardons.meet(record, isTaken);
      if (!isTaken) return;
      if (sampler) sampler.hold(entryOf(view, entries).key, view);
      else judgeOne(view);
    },
    close: () => {
      gate.close();
      for (const record of sampler?.draw() ?? []) judgeOne({ record, world, params: {} });
      if (request.seatsIdle) seatIdle(scope.reps, world, entries);
      const waivers = pardons.close(entries.values());
      const undrawn = sampler?.leftOut() ?? 0;
      const leftOut = [
        ...gate.leftOut(),
        ...(undrawn > 0 ? [{ reason: 'not drawn into the sample', records: undrawn }] : []),
      ];
      return { entries, tally, scenarios, records, leftOut, waivers, failing, sample: sampler?.told() ?? null };
    },
  };
}

/** A failure as it counts: under a waiver not at all, overturned on appeal as passed. */
function pardoned({ outcome, severity }: Judgment, finding: Finding | undefined): TalliedCheck {
  if (finding?.appeal?.status === 'overturned') return { outcome: 'pass', severity };
  return { outcome, severity, isWaived: finding !== undefined && finding.waiver !== null };
}

/** Which of `scenarioIds` the record has been through. */
const observedOn = (scenarios: Rulebook['scenarios'], view: View): readonly (boolean | undefined)[] =>
  scenarioIds.map((id) => {
    const scenario = scenarios.find((one) => one.id === id);
    return scenario === undefined ? false : isObserved(scenario, view);
  });

function count(table: Entry['notEvaluable'], rule: string, reason: string): void {
  const reasons = table.get(rule) ?? new Map<string, number>();
  reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  table.set(rule, reasons);
}

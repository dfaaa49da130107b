import { money } from '../facts/money.ts';
import type { World } from '../facts/world.ts';
import type { AuditResult } from '../model/audit-result.ts';
import type { Dataset } from '../model/dataset.ts';
import { scenarioIds } from '../model/rule.ts';
import type { Rulebook } from '../rulebook/rule.ts';
import { isObserved } from '../rulebook/scenario.ts';
import type { View } from '../rulebook/scope.ts';
import { createScenarioTally, type ScenarioTallies } from '../score/scenarios.ts';
import { createTally, type Tally } from '../score/tally.ts';
import { createChecks } from './checks.ts';
import { type Entry, entryOf, seatIdle } from './entries.ts';
import { createFailing, type Failing } from './failing.ts';
import { createJudged } from './judged.ts';
import { type KeptFindings, keepFindings } from './kept-findings.ts';
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
  readonly findings: KeptFindings;
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
  const { rulebook, rubrics, scope, keep } = request;
  request.meet?.(world.people);
  const gate = openGate(scope, world);
  const pardons = openPardons(request, world);
  const check = createChecks(request, { world, dataset, pardons });
  const tally = createTally(rubrics, rulebook.rules);
  const scenarios = createScenarioTally(rulebook.rules);
  const entries = new Map<string, Entry>();
  const failing = createFailing(request);
  const records = { lead: 0, deal: 0 };
  const kept = keepFindings(rulebook.rules);
  const observedOn = createObserved(rulebook);
  const judgedOf = keep && createJudged(request);
  const sampler = request.sample && createSampler(request.sample);

  const judgeOne = (view: View): void => {
    const { record } = view;
    const entry = entryOf(view, entries);
    entry.records[record.type] += 1;
    const { marks, findings } = check(view, entry);
    kept.add(entry.key, findings);
    const amount = record.type === 'deal' ? money.of(view).amount : undefined;
    tally.add(entry.key, { type: record.type, amount, marks });
    failing.add(entry, record, marks);
    const observed = observedOn(view);
    scenarios.add(entry.key, { id: record.id ?? '', observed, marks, findings });
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
      return {
        entries,
        findings: kept,
        tally,
        scenarios,
        records,
        leftOut,
        waivers,
        failing,
        sample: sampler?.told() ?? null,
      };
    },
  };
}

/** Tells which of `scenarioIds` a record has been through. */
function createObserved({ scenarios }: Rulebook): (view: View) => readonly (boolean | undefined)[] {
  const known = scenarioIds.map((id) => scenarios.find((one) => one.id === id));
  return (view) => known.map((scenario) => (scenario === undefined ? false : isObserved(scenario, view)));
}

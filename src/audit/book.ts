import { money } from '../facts/money.ts';
import type { World } from '../facts/world.ts';
import { byCodeUnit } from '../lib/code-order.ts';
import type { AuditResult, RepResult } from '../model/audit-result.ts';
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
import { openPardons, type Pardons } from './pardons.ts';
import type { AuditRequest } from './request.ts';
import { createSampler, joinSamples, type Sampler } from './sampler.ts';
import { type Gate, openGate, ownerKey } from './scope.ts';
import type { RepShare, Share, Told } from './share.ts';

/** The audit as it is being written: every record in scope is judged and entered under its owner, then let go. */
export interface Book {
  readonly enter: (view: View) => void;
  /** Counts a record that another thread judges. */
  readonly pass: (view: View) => void;
  /** Ends the part of the book that one of several threads has written. */
  readonly tear: () => TornBook;
  /** Ends the book, with the parts that other threads have written. */
  readonly close: (others?: readonly Share[]) => ClosedBook;
}

/** What a thread has written of the owners whose records it has judged. */
export interface WrittenBook {
  readonly entries: ReadonlyMap<string, Entry>;
  readonly findings: KeptFindings;
  readonly tally: Tally;
  readonly scenarios: ScenarioTallies;
  readonly failing: Failing;
}

/** What stands in the part of one thread, and what it tells beside that. */
export interface TornBook extends WrittenBook {
  readonly told: Told;
}

/** What stands in the book once the last record is entered. */
export interface ClosedBook extends WrittenBook {
  /** Owners whose records other threads have judged. */
  readonly others: readonly RepShare[];
  /** Records read, in scope or not. */
  readonly records: { readonly lead: number; readonly deal: number };
  readonly leftOut: readonly { reason: string; records: number }[];
  readonly waivers: AuditResult['waivers'];
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
  const draw = (): void => {
    for (const record of sampler?.draw() ?? []) judgeOne({ record, world, params: {} });
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
    pass: (view) => {
      records[view.record.type] += 1;
      gate.meets(view);
    },
    ...endings(request, world, {
      gate,
      pardons,
      sampler,
      draw,
      written: { entries, findings: kept, tally, scenarios, failing },
      records,
    }),
  };
}

/** A book whose records have all been entered. */
interface Unended {
  readonly gate: Gate;
  readonly pardons: Pardons;
  readonly sampler: Sampler | undefined;
  /** Judges the records that were drawn. */
  readonly draw: () => void;
  readonly written: WrittenBook & { readonly entries: Map<string, Entry> };
  readonly records: ClosedBook['records'];
}

function endings(
  { scope, seatsIdle }: AuditRequest,
  world: World,
  { gate, pardons, sampler, draw, written, records }: Unended,
): Pick<Book, 'tear' | 'close'> {
  const { entries, findings, tally } = written;
  const drawn = (): Pick<Told, 'sample' | 'undrawn'> => ({
    sample: sampler?.told() ?? null,
    undrawn: sampler?.leftOut() ?? 0,
  });
  return {
    tear: () => {
      draw();
      return { ...written, told: { leftOut: gate.counts(), waivers: pardons.found(), ...drawn() } };
    },
    close: (shares = []) => {
      gate.close();
      draw();
      const others = shares.flatMap(({ reps }) => reps);
      if (seatsIdle) seatIdle(scope.reps, world, entries, others);
      for (const { findings: handed, tallies, told } of shares) {
        findings.join(handed);
        tally.merge(new Map(tallies));
        gate.join(told.leftOut);
        pardons.join(told.waivers);
      }
      const waivers = pardons.close([...entries.values(), ...others].sort(byKey));
      const { sample, undrawn } = joinSamples([drawn(), ...shares.map(({ told }) => told)]);
      const leftOut = [
        ...gate.leftOut(),
        ...(undrawn > 0 ? [{ reason: 'not drawn into the sample', records: undrawn }] : []),
      ];
      return { ...written, others, records, leftOut, waivers, sample };
    },
  };
}

const byKey = (a: Owner, b: Owner): number => byCodeUnit(ownerKey(a), ownerKey(b));
type Owner = Pick<RepResult, 'id' | 'email' | 'name'>;

/** Tells which of `scenarioIds` a record has been through. */
function createObserved({ scenarios }: Rulebook): (view: View) => readonly (boolean | undefined)[] {
  const known = scenarioIds.map((id) => scenarios.find((one) => one.id === id));
  return (view) => known.map((scenario) => (scenario === undefined ? false : isObserved(scenario, view)));
}

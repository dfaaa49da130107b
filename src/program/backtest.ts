import { byCodeUnit } from '../lib/code-order.ts';
import type { Backtest, BacktestRow, Comparison } from '../model/backtest.ts';
import type { StageEntry } from '../model/stage-entry.ts';
import { rounded, shareDifference, shareRatio } from '../score/statistics.ts';

/** What a rule has said of each deal, over several moments. */
interface Told {
  readonly isFlagged: boolean;
  readonly isWon: boolean;
}

const sideOf = (told: readonly Told[]): Comparison['flagged'] => {
  const lost = told.filter(({ isWon }) => !isWon).length;
  return { deals: told.length, lost, lossRate: told.length === 0 ? null : rounded(lost / told.length) };
};

const roundedRange = (range: readonly [number, number] | undefined): [number, number] | null =>
  range === undefined ? null : [rounded(range[0]), rounded(range[1])];

const verdictOf = ([low, high]: readonly [number, number]): Comparison['verdict'] =>
  low > 0 ? 'lost-more' : high < 0 ? 'lost-less' : 'cannot-tell';

const tooFew = { lift: null, interval: null, difference: null, differenceInterval: null, verdict: 'too-few' } as const;

function compare(told: readonly Told[], minimum: number): Comparison {
  const flagged = sideOf(told.filter(({ isFlagged }) => isFlagged));
  const unflagged = sideOf(told.filter(({ isFlagged }) => !isFlagged));
  if (flagged.deals < minimum || unflagged.deals < minimum) return { flagged, unflagged, ...tooFew };
  const [a, b] = [flagged, unflagged].map(({ deals, lost }) => ({ count: lost, total: deals }));
  const found = a && b ? shareDifference(a, b) : null;
  if (!a || !b || found === null) return { flagged, unflagged, ...tooFew };
  const ratio = shareRatio(a, b);
  return {
    flagged,
    unflagged,
    lift: ratio && rounded(ratio.ratio),
    interval: roundedRange(ratio?.interval),
    difference: rounded(found.difference),
    differenceInterval: roundedRange(found.interval),
    verdict: verdictOf(found.interval),
  };
}

/** Each deal once: flagged where the rule failed on any of the entries, unflagged where it passed and never failed. */
function toldOf(entries: readonly StageEntry[], place: number): readonly Told[] {
  const deals = new Map<string, Told>();
  for (const { deal, isWon, outcomes } of entries) {
    const outcome = outcomes[place];
    if (outcome !== 'fail' && outcome !== 'pass') continue;
    deals.set(deal, { isFlagged: outcome === 'fail' || deals.get(deal)?.isFlagged === true, isWon });
  }
  return [...deals.values()];
}

export interface BacktestInput {
  readonly asOf: string;
  readonly entries: readonly StageEntry[];
  /** In the order of the outcomes of each entry. */
  readonly rules: readonly { readonly id: string; readonly title: string }[];
  readonly notJudged: readonly string[];
  /** Stages in the order of the process. */
  readonly stageOrder: (stage: string) => number;
  readonly minimum: number;
}

/** How deals ended that the rule at a place flagged, beside those that it did not. */
export const comparisonAt = (entries: readonly StageEntry[], place: number, minimum: number): Comparison =>
  compare(toldOf(entries, place), minimum);

const dealsIn = (entries: readonly StageEntry[]): ReadonlyMap<string, boolean> =>
  new Map(entries.map(({ deal, isWon }) => [deal, isWon]));

function unevaluable(entries: readonly StageEntry[], place: number): number {
  const told = new Set(
    entries.filter(({ outcomes }) => /^(pass|fail)$/.test(outcomes[place] ?? '')).map(({ deal }) => deal),
  );
  const open = entries.filter(({ outcomes, deal }) => outcomes[place] === 'not-evaluable' && !told.has(deal));
  return new Set(open.map(({ deal }) => deal)).size;
}

const strength = ({ all }: BacktestRow): number => (all.difference === null ? -2 : all.difference);

/** For each rule, how flagged and unflagged deals ended. Those that went with the most losses come first. */
export function backtest({ asOf, entries, rules, notJudged, stageOrder, minimum }: BacktestInput): Backtest {
  const stages = [...new Set(entries.map(({ stage }) => stage))].sort(
    (a, b) => stageOrder(a) - stageOrder(b) || byCodeUnit(a, b),
  );
  const deals = dealsIn(entries);
  const rows = rules.map(
    ({ id, title }, place): BacktestRow => ({
      rule: id,
      title,
      all: comparisonAt(entries, place, minimum),
      stages: stages
        .map((stage) => ({
          stage,
          ...comparisonAt(
            entries.filter((entry) => entry.stage === stage),
            place,
            minimum,
          ),
        }))
        .filter(({ flagged, unflagged }) => flagged.deals + unflagged.deals > 0),
      notEvaluable: unevaluable(entries, place),
    }),
  );
  return {
    schemaVersion: 1,
    asOf,
    minimum,
    deals: deals.size,
    won: [...deals.values()].filter(Boolean).length,
    rules: rows.sort((a, b) => strength(b) - strength(a) || byCodeUnit(a.rule, b.rule)),
    notJudged: [...notJudged].sort(byCodeUnit),
  };
}

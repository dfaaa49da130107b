import { byCodeUnit } from '../lib/code-order.ts';
import type { Comparison, Proposal, Thresholds } from '../model/backtest.ts';
import type { StageEntry } from '../model/stage-entry.ts';
import { comparisonAt } from './backtest.ts';

/** A parameter of a rule, and the values that were tried: the present one first. */
export interface Trial {
  readonly rule: string;
  readonly param: string;
  readonly values: readonly string[];
  /** The place of the first of them among the outcomes of each entry; the others follow. */
  readonly place: number;
}

/** Beside the present value: half, three quarters, one and a half times and twice as much. */
const steps = [0.5, 0.75, 1.5, 2];

/** Other values of a whole number or a duration as written; none of anything else. */
export function otherValues(written: string): readonly string[] {
  const [, amount, unit = ''] = /^(\d{1,6})(m|h|d|w|bd|bh)?$/.exec(written) ?? [];
  if (amount === undefined || Number(amount) === 0) return [];
  const values = steps.map((step) => `${Math.max(1, Math.round(Number(amount) * step))}${unit}`);
  return [...new Set(values)].filter((value) => value !== written);
}

/** How far the flagged deals are from the others at the least, by the interval. */
const certain = ({ verdict, differenceInterval }: Comparison): number =>
  verdict === 'lost-more' && differenceInterval !== null ? differenceInterval[0] : Number.NEGATIVE_INFINITY;

function proposalOf(trial: Trial, entries: readonly StageEntry[], minimum: number): Proposal | undefined {
  const found = trial.values.map((value, i) => ({ value, told: comparisonAt(entries, trial.place + i, minimum) }));
  const [present] = found;
  if (present === undefined) return undefined;
  const best = found.reduce((a, b) => (certain(b.told) > certain(a.told) ? b : a), present);
  if (best === present) return undefined;
  return {
    rule: trial.rule,
    param: trial.param,
    present: present.value,
    proposed: best.value,
    presentComparison: present.told,
    comparison: best.told,
    tried: found.length,
  };
}

const sides = ({ flagged, unflagged }: Comparison): string =>
  `lost ${flagged.lost} of ${flagged.deals} flagged, ${unflagged.lost} of ${unflagged.deals} others`;

function patchOf(proposals: readonly Proposal[]): string {
  if (proposals.length === 0) return '';
  const rules = [...new Set(proposals.map(({ rule }) => rule))];
  const lines = rules.flatMap((rule) => [
    `  ${rule}:`,
    '    params:',
    ...proposals
      .filter((one) => one.rule === rule)
      .map(
        ({ param, proposed, present, comparison }) =>
          `      ${param}: ${proposed}  # was ${present}; ${sides(comparison)}`,
      ),
  ]);
  return ['rules:', ...lines].map((line) => `${line}\n`).join('');
}

/**
 * Proposes the value of each parameter under which the deals that would have been flagged were, for sure, lost more often
 * than the others by the most; nothing where no value is surer than the present one.
 */
export function propose(
  trials: readonly Trial[],
  {
    asOf,
    entries,
    minimum,
  }: { readonly asOf: string; readonly entries: readonly StageEntry[]; readonly minimum: number },
): Thresholds {
  const proposals = trials
    .flatMap((trial) => proposalOf(trial, entries, minimum) ?? [])
    .sort((a, b) => byCodeUnit(a.rule, b.rule) || byCodeUnit(a.param, b.param));
  return {
    schemaVersion: 1,
    asOf,
    minimum,
    deals: new Set(entries.map(({ deal }) => deal)).size,
    proposals,
    kept: trials.length - proposals.length,
    patch: patchOf(proposals),
  };
}

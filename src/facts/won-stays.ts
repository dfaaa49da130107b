import { DAY } from '../lib/time.ts';
import { oncePerWorld, type Subject } from './fact.ts';
import { isCut } from './folds/timeline.ts';
import { journeyOf } from './stage-moves.ts';
import { state } from './state.ts';
import type { World } from './world.ts';

/** What won deals show of one stage. */
export interface WonStays {
  /** Won deals that stayed in it. */
  readonly deals: number;
  /** The median of their longest stays, to a tenth of a day. */
  readonly usualDays: number;
}

/** One name for a stage however the label is written; a label that is not configured stands for itself. */
export const stageKey = (label: string, { stageOf }: Pick<World, 'stageOf'>): string => stageOf(label)?.name ?? label;

/** What is shown is what is compared, so a span is rounded once, before either. */
export const inDays = (span: number): number => Math.round((span / DAY) * 10) / 10;

/** Makes a deal known to those that it is a measure for: every deal is taken before the first is judged. */
export function takeWin(subject: Subject): void {
  const { record, world } = subject;
  if (record.type !== 'deal' || !record.id || record.isDeleted === true) return;
  if (state.of(subject).isWon === true) world.folds.wins.add(record.id, record);
}

/**
 * The longest stay in each stage that a deal has left, in milliseconds. A stage that it was moved through within the time
 * of a jump was not stayed in, and one that nobody saw it enter tells nothing.
 */
function longestStays(id: string, createdAt: number | undefined, world: World): ReadonlyMap<string, number> {
  const { calendar, folds, limits } = world;
  const stays = new Map<string, number>();
  const { moves = [] } = journeyOf({ record: { type: 'deal', id }, world });
  let label: string | undefined;
  let entered = isCut(folds.timeline.of(id)) ? undefined : createdAt;
  for (const { from, to, at } of moves) {
    const isSeen = entered !== undefined && (label === undefined || label === from);
    if (isSeen && entered !== undefined && at > calendar.add(entered, limits.stageJump)) {
      const key = stageKey(from, world);
      stays.set(key, Math.max(stays.get(key) ?? 0, at - entered));
    }
    label = to;
    entered = at;
  }
  return stays;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? 0;
  return (lower + upper) / 2;
}

/** How long won deals stayed in each stage, by `stageKey`. Open and lost deals show no pace that leads to a sale. */
export const wonStays = oncePerWorld((world): ReadonlyMap<string, WonStays> => {
  const spans = new Map<string, number[]>();
  for (const [id, { createdAt }] of world.folds.wins.entries()) {
    for (const [stage, span] of longestStays(id, createdAt, world)) {
      const known = spans.get(stage);
      if (known === undefined) spans.set(stage, [span]);
      else known.push(span);
    }
  }
  return new Map([...spans].map(([stage, all]) => [stage, { deals: all.length, usualDays: inDays(median(all)) }]));
});

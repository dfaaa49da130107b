import { oncePerSubject, type Subject } from './fact.ts';
import { changesOf } from './folds/timeline.ts';
import type { Stage } from './world.ts';

/** A deal leaving one stage for another; a label that the configuration does not know has no stage. */
export interface Move {
  readonly from: string;
  readonly to: string;
  readonly fromStage: Stage | undefined;
  readonly toStage: Stage | undefined;
  readonly at: number;
  /** Who moved it; `null` where the history does not say. */
  readonly byId: string | null;
}

/** Every recorded change of stage, in order of time; `undefined` where changes of stage are not tracked. */
interface Journey {
  readonly moves: readonly Move[] | undefined;
}

const unseen: Journey = { moves: undefined };

/** The stages that a deal went through, as far as its history goes. */
export const journeyOf: (subject: Subject) => Journey = oncePerSubject(({ record, world }) => {
  if (record.type !== 'deal' || !world.tracks('deal', 'stage')) return unseen;
  const changes = record.id ? changesOf(world.folds.timeline.of(record.id)) : [];
  const moves: Move[] = [];
  let before: string | null = null;
  for (const { field, from, to, at, byId } of changes) {
    if (field !== 'stage') continue;
    const left: string | null = from ?? before;
    if (left !== null && to !== null && left !== to)
      moves.push({ from: left, to, fromStage: world.stageOf(left), toStage: world.stageOf(to), at, byId });
    before = to;
  }
  return { moves };
});

/** How many times the deal changed its stage up to a moment: in which stretch of its journey that moment lies. */
export const stretchAt = (moves: readonly Move[], at: number): number => moves.filter((move) => move.at <= at).length;

/** Onward: neither back nor out of the process. Not known where a label is not. */
export const isForward = ({ fromStage, toStage }: Move): boolean | undefined =>
  fromStage === undefined || toStage === undefined
    ? undefined
    : toStage.group !== 'lost' && fromStage.group !== 'lost' && toStage.index > fromStage.index;

/**
 * Whether the present owner answers for a move: what is known to have been done by somebody else, by automation or by an
 * import is not theirs.
 */
export const isOwn = ({ byId }: Move, { record }: Subject): boolean =>
  byId === null || !record.ownerId || byId === record.ownerId;

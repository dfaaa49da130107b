import { formatDay } from '../lib/time.ts';
import { defineFact, type Subject, unknownShape } from './fact.ts';
import { whenLeaving } from './past.ts';
import { stage } from './stage.ts';
import { isForward, isOwn, journeyOf, type Move } from './stage-moves.ts';

const provides = {
  count: { type: 'number', about: 'Stages that the deal has left for a later one, moved by the present owner' },
  areMet: { type: 'boolean', about: 'Whether the exit criteria of each of them held at the moment it was left' },
  unmet: {
    type: 'texts',
    label: 'Not met',
    about: 'The criteria that did not hold then, each with its stage and the day it was left',
  },
  mostSkipped: {
    type: 'number',
    about: 'The most stages that were passed over at once, or within the time of a jump; see the defaults',
  },
  skipped: { type: 'texts', label: 'Jump', about: 'The widest such jump: from, to and day' },
} as const;

/** The last time that each stage before the present one was left for a later one. */
function exitsOf(moves: readonly Move[], presentIndex: number): readonly Move[] {
  const last = new Map<string, Move>();
  for (const move of moves) {
    if (isForward(move) === true && (move.fromStage?.index ?? presentIndex) < presentIndex) last.set(move.from, move);
  }
  return [...last.values()];
}

interface Verdicts {
  readonly unmet: readonly string[];
  readonly isOpen: boolean;
}

/** What the criteria of one stage come to, as of the moment at which it was left. */
function judgeOne(subject: Subject, { from, fromStage, at }: Move): Verdicts {
  const criteria = fromStage?.exit ?? [];
  const then = criteria.length === 0 ? undefined : whenLeaving(subject, from, at);
  if (then === undefined) return { unmet: [], isOpen: false };
  const day = formatDay(subject.world.calendar.zone.toDay(at));
  const answers = criteria.map(({ source, holds }) => ({ source, answer: holds(then) }));
  return {
    unmet: answers.filter(({ answer }) => answer === false).map(({ source }) => `${from} (left ${day}): ${source}`),
    isOpen: answers.some(({ answer }) => answer === undefined),
  };
}

interface Jump {
  readonly over: number;
  readonly text: string | null;
}

/** Stages between the two that a stretch of moves begins and ends with. */
function jumpOver(first: Move, last: Move, { world }: Subject): Jump {
  const over = (last.toStage?.index ?? 0) - (first.fromStage?.index ?? 0) - 1;
  return { over, text: `${first.from} → ${last.to} on ${formatDay(world.calendar.zone.toDay(last.at))}` };
}

/** The widest way forward that was gone within the time of a jump. */
function widestJump(subject: Subject, moves: readonly Move[]): Jump {
  const { calendar, limits } = subject.world;
  let widest: Jump = { over: 0, text: null };
  moves.forEach((first, index) => {
    const until = calendar.add(first.at, limits.stageJump);
    for (const last of moves.slice(index)) {
      if (last.at > until) break;
      const jump = jumpOver(first, last, subject);
      if (jump.over > widest.over && last.toStage?.group !== 'lost') widest = jump;
    }
  });
  return widest;
}

/** How the deal moved from stage to stage, and whether it was ready each time. */
export const moves = defineFact({
  name: 'moves',
  on: ['deal'],
  about: 'How the deal moved on from stage to stage, and whether the criteria for that were met',
  reads: ['deal.id', 'deal.stage', 'deal.ownerId', 'deal.amount', 'deal.currency', 'deal.createdAt', 'exits'],
  parts: ['history', 'participants', 'contacts', 'emails', 'meetings', 'calls'],
  provides,
  derive: (subject) => {
    const { moves: all } = journeyOf(subject);
    const { index } = stage.of(subject);
    if (all === undefined || index === undefined || index === null) return unknownShape(provides);
    const isOwnUnknown = subject.record.ownerId === undefined && all.some(({ byId }) => byId !== null);
    if (isOwnUnknown) return unknownShape(provides);
    const own = all.filter((move) => isOwn(move, subject));
    const exits = exitsOf(own, index);
    const verdicts = exits.map((move) => judgeOne(subject, move));
    const unmet = verdicts.flatMap((verdict) => verdict.unmet);
    const isOpen = verdicts.some((verdict) => verdict.isOpen);
    const isUnclear = own.some((move) => isForward(move) === undefined);
    const jump = widestJump(
      subject,
      own.filter((move) => isForward(move) !== undefined),
    );
    return {
      count: isUnclear && exits.length === 0 ? undefined : exits.length,
      areMet: unmet.length > 0 ? false : isOpen || isUnclear ? undefined : true,
      unmet,
      mostSkipped: isUnclear ? undefined : jump.over,
      skipped: jump.text === null ? [] : [jump.text],
    };
  },
});

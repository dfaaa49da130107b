import { type Day, formatDay, parseDay } from '../lib/time.ts';
import type { Certified } from '../model/certification-record.ts';
import type { ValidatedCertification, ValidatedCriterion } from '../model/validation.ts';
import { rounded, shareDifference } from '../score/statistics.ts';

/** Days before and after a decision. */
export const WINDOW = 30;

/** One record of the rep in one criterion, as a run judged it. */
export interface Credit {
  readonly record: string;
  readonly criterion: string;
  /** 0, 0.5 or 1. */
  readonly credit: number;
}

/** What a stored run says of one rep. */
export interface RunCredits {
  readonly run: string;
  readonly day: Day;
  readonly credits: readonly Credit[];
}

export interface ValidateInput {
  readonly certified: Certified;
  readonly today: Day;
  /** In order of time. */
  readonly runs: readonly RunCredits[];
  readonly criteria: readonly string[];
  /** Records that each side needs. */
  readonly minimum: number;
  /** The pass rate that meets the standard: a rep who was there before and stays there has nothing to transfer. */
  readonly standard: number;
}

function sideOf(runs: readonly RunCredits[], criterion: string): ValidatedCriterion['before'] {
  const last = new Map<string, number>();
  for (const { credits } of runs)
    for (const one of credits) if (one.criterion === criterion) last.set(one.record, one.credit);
  const earned = [...last.values()].reduce((sum, credit) => sum + credit, 0);
  return { records: last.size, earned, passRate: last.size === 0 ? null : rounded(earned / last.size) };
}

type Answer = Pick<ValidatedCriterion, 'answer' | 'why'>;

function answerOf([low, high]: readonly [number, number], before: number, after: number, standard: number): Answer {
  if (low > 0) return { answer: 'transferred', why: 'better than before, beyond chance' };
  if (high < 0) return { answer: 'not-transferred', why: 'worse than before, beyond chance' };
  if (after >= standard && before >= standard)
    return { answer: 'transferred', why: 'at the standard before and after' };
  if (after < standard)
    return { answer: 'not-transferred', why: 'below the standard, and no better than before beyond chance' };
  return { answer: 'too-little-data', why: 'at the standard now, but the difference may be chance' };
}

function rowOf(
  criterion: string,
  sides: readonly [readonly RunCredits[], readonly RunCredits[]],
  { minimum, standard }: ValidateInput,
): ValidatedCriterion {
  const [before, after] = [sideOf(sides[0], criterion), sideOf(sides[1], criterion)];
  const found =
    before.records < minimum || after.records < minimum
      ? null
      : shareDifference({ count: after.earned, total: after.records }, { count: before.earned, total: before.records });
  const answer: Answer =
    found === null
      ? {
          answer: 'too-little-data',
          why: `${before.records} records before and ${after.records} after; ${minimum} are needed on each side`,
        }
      : answerOf(found.interval, before.passRate ?? 0, after.passRate ?? 0, standard);
  return {
    criterion,
    before,
    after,
    difference: found && rounded(found.difference),
    interval: found && [rounded(found.interval[0]), rounded(found.interval[1])],
    ...answer,
  };
}

/** The days after a certification against the days before it, criterion by criterion. */
export function validateTransfer(input: ValidateInput): ValidatedCertification {
  const { certified, today, runs, criteria, minimum } = input;
  const decided = parseDay(certified.decidedOn) ?? today;
  const before = runs.filter(({ day }) => day > decided - WINDOW && day <= decided);
  const after = runs.filter(({ day }) => day > decided && day <= decided + WINDOW);
  const windowOf = (from: Day, to: Day, own: readonly RunCredits[]) => ({
    from: formatDay(from),
    to: formatDay(to),
    runs: own.map(({ run }) => run),
  });
  return {
    certification: certified.certification,
    certificate: certified.id,
    decidedOn: certified.decidedOn,
    before: windowOf(decided - WINDOW + 1, decided, before),
    after: windowOf(decided + 1, decided + WINDOW, after),
    isOver: today > decided + WINDOW,
    minimum,
    criteria: criteria.map((criterion) => rowOf(criterion, [before, after], input)),
  };
}

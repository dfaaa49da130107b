import type { Day } from '../lib/time.ts';
import { formatDay } from '../lib/time.ts';
import type { Certified } from '../model/certification-record.ts';
import type { Outcomes, Somebody } from '../model/outcome.ts';
import { type Measure, type MeasureRow, measures, type Yield } from '../model/yield.ts';
import { rounded, shareDifference } from '../score/statistics.ts';
import { inForceOn, isOf } from './certificates.ts';
import { labelOf } from './who.ts';

/** Fewer records than this are not shown: what became of them would be told of single people. */
const SMALLEST_GROUP = 5;

/** One record that counts: whose, on which day, and how it came out; `undefined` is not known. */
interface Case {
  readonly owner: Somebody;
  readonly day: Day;
  readonly isCounted: boolean | undefined;
}

export interface YieldInput {
  readonly asOf: string;
  /** First and last day. */
  readonly from: Day;
  readonly to: Day;
  readonly certifications: readonly Certified[];
  readonly outcomes: Outcomes;
  readonly dayOf: (instant: number) => Day;
}

const closed = ({ outcomes, dayOf }: YieldInput) =>
  outcomes.deals.flatMap((deal) =>
    typeof deal.closedAt === 'number' ? [{ deal, owner: deal.owner, day: dayOf(deal.closedAt) }] : [],
  );

const casesOf: Readonly<Record<Measure, (input: YieldInput) => readonly Case[]>> = {
  'win-rate': (input) => closed(input).map(({ deal, owner, day }) => ({ owner, day, isCounted: deal.isWon })),
  'second-stage': ({ outcomes, dayOf }) =>
    outcomes.deals.flatMap(({ owner, secondStage }) =>
      secondStage ? [{ owner, day: dayOf(secondStage.leftAt), isCounted: secondStage.isOnward }] : [],
    ),
  'first-response': ({ outcomes, dayOf }) =>
    outcomes.leads.map(({ owner, startedAt, isInTime }) => ({ owner, day: dayOf(startedAt), isCounted: isInTime })),
  slipped: (input) =>
    closed(input).map(({ deal, owner, day }) => ({
      owner,
      day,
      isCounted: typeof deal.pushes === 'number' ? deal.pushes > 0 : undefined,
    })),
};

const saying: Readonly<Record<Measure, string>> = {
  'win-rate': 'deals were won',
  'second-stage': 'deals went on from the second stage',
  'first-response': 'leads were answered in time',
  slipped: 'close dates slipped',
};

const points = (share: number): string => String(Math.abs(rounded(share * 100, 1)));

function wordsOf(measure: Measure, verdict: MeasureRow['verdict'], minimum: number, difference: number): string {
  const what = saying[measure];
  switch (verdict) {
    case 'too-few':
      return `too few records on one side: at least ${minimum} are needed to show a group`;
    case 'cannot-tell':
      return 'the data cannot tell: the interval holds zero';
    case 'more':
      return `under a certificate ${what} more often, by ${points(difference)} points`;
    case 'less':
      return `under a certificate ${what} less often, by ${points(difference)} points`;
  }
}

function groupOf(cases: readonly Case[], minimum: number): MeasureRow['certified'] {
  const total = cases.length;
  const counted = cases.filter(({ isCounted }) => isCounted === true).length;
  const isShown = total >= minimum;
  return {
    reps: new Set(cases.map(({ owner }) => owner.id ?? labelOf(owner))).size,
    total,
    count: isShown ? counted : null,
    share: isShown ? rounded(counted / total) : null,
  };
}

function rowOf(measure: Measure, input: YieldInput, own: readonly Certified[]): MeasureRow {
  const inTime = casesOf[measure](input).filter(({ day }) => day >= input.from && day <= input.to);
  const known = inTime.filter(({ isCounted }) => isCounted !== undefined);
  const isHeld = ({ owner, day }: Case): boolean =>
    inForceOn(
      own.filter((one) => isOf(one, owner)),
      formatDay(day),
    ) !== undefined;
  const [certified, others] = [
    groupOf(known.filter(isHeld), SMALLEST_GROUP),
    groupOf(
      known.filter((one) => !isHeld(one)),
      SMALLEST_GROUP,
    ),
  ];
  const found =
    certified.count === null || others.count === null
      ? null
      : shareDifference(
          { count: certified.count, total: certified.total },
          { count: others.count, total: others.total },
        );
  const verdict =
    found === null ? 'too-few' : found.interval[0] > 0 ? 'more' : found.interval[1] < 0 ? 'less' : 'cannot-tell';
  return {
    measure,
    certified,
    others,
    difference: found && rounded(found.difference),
    interval: found && [rounded(found.interval[0]), rounded(found.interval[1])],
    verdict,
    unknown: inTime.length - known.length,
    words: wordsOf(measure, verdict, SMALLEST_GROUP, found?.difference ?? 0),
  };
}

/** Outcomes under a certificate in force and without one. */
export function yieldOf(input: YieldInput): Yield {
  const ids = [...new Set(input.certifications.map(({ certification }) => certification))].sort();
  return {
    schemaVersion: 1,
    asOf: input.asOf,
    from: formatDay(input.from),
    to: formatDay(input.to),
    minimum: SMALLEST_GROUP,
    certifications: ids.map((certification) => {
      const own = input.certifications.filter((one) => one.certification === certification);
      return { certification, measures: measures.map((measure) => rowOf(measure, input, own)) };
    }),
  };
}

import type { Calibration, CalibrationRow, PairApart } from '../model/calibration.ts';
import type { RecordType } from '../model/records.ts';
import type { Criterion } from '../model/rubric.ts';
import { levels } from '../score/levels.ts';
import type { Standing } from '../score/marks.ts';
import { rounded, weightedKappa } from '../score/statistics.ts';

/** A record as one evaluator has scored it. */
export interface Scored {
  readonly record: { readonly type: RecordType; readonly id: string; readonly name: string | null };
  readonly levels: Readonly<Record<string, number | null>>;
  readonly note: string | null;
}

/** One evaluator's form. */
export interface Form {
  readonly evaluator: string;
  readonly records: readonly Scored[];
}

/**
 * The level of one record in one criterion, as the tool sees it: 4 where nothing fails, 3 for warnings alone, 2 for an
 * error, 1 for a critical failure; `null` where it cannot be evaluated.
 */
export function toolLevel({ evaluable, critical, failed, warned }: Standing): number | null {
  if (evaluable === 0) return null;
  return critical > 0 ? 1 : failed > 0 ? 2 : warned > 0 ? 3 : 4;
}

const keyOf = ({ record }: Scored): string => `${record.type} ${record.id}`;

type Pair = readonly [Scored, Scored];

interface Levels {
  readonly pair: Pair;
  readonly levels: readonly [number, number];
}

const levelsOf = (pairs: readonly Pair[], criterion: string): readonly Levels[] =>
  pairs.flatMap((pair) => {
    const [a, b] = [pair[0].levels[criterion], pair[1].levels[criterion]];
    return typeof a === 'number' && typeof b === 'number' ? [{ pair, levels: [a, b] as const }] : [];
  });

const isApart = ({ levels: [a, b] }: Levels): boolean => Math.abs(a - b) > 1;

function rowOf(criterion: string, found: readonly Levels[]): CalibrationRow {
  const both = found.map((one) => one.levels);
  const kappa = weightedKappa(both, levels);
  const share = (count: number): number | null => (both.length === 0 ? null : rounded(count / both.length));
  return {
    criterion,
    pairs: both.length,
    exact: share(both.filter(([a, b]) => a === b).length),
    meanGap: share(both.reduce((sum, [a, b]) => sum + a - b, 0)),
    kappa: kappa && rounded(kappa.kappa),
    interval: kappa && [rounded(kappa.interval[0]), rounded(kappa.interval[1])],
    apart: found.filter(isApart).length,
  };
}

const apartOf = (criterion: string, { pair: [a, b], levels: both }: Levels): PairApart => ({
  criterion,
  record: a.record,
  levels: [both[0], both[1]],
  notes: [a.note, b.note],
});

/** How far two evaluators agree, and where they do not. `criteria` are those of the rubric, in its order. */
export function compareForms(
  certification: string,
  [a, b]: readonly [Form, Form],
  criteria: readonly Pick<Criterion, 'id' | 'standard' | 'isWritten'>[],
): Calibration {
  const other = new Map(b.records.map((record) => [keyOf(record), record]));
  const pairs = a.records.flatMap((record): readonly Pair[] => {
    const found = other.get(keyOf(record));
    return found === undefined ? [] : [[record, found]];
  });
  const judged = criteria.filter(({ isWritten }) => !isWritten).map(({ id }) => ({ id, found: levelsOf(pairs, id) }));
  const rows = judged.map(({ id, found }) => rowOf(id, found));
  return {
    schemaVersion: 1,
    certification,
    evaluators: [a.evaluator, b.evaluator],
    records: pairs.length,
    criteria: rows,
    apart: judged.flatMap(({ id, found }) => found.filter(isApart).map((one) => apartOf(id, one))),
    clarify: rows
      .filter(({ apart }) => apart > 0)
      .map(({ criterion, apart }) => ({
        criterion,
        standard: criteria.find(({ id }) => id === criterion)?.standard ?? '',
        pairs: apart,
      })),
  };
}

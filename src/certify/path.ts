import type { AreaResult, CertificationResult, Decision } from '../model/audit-result.ts';
import type { Rubric } from '../model/rubric.ts';
import type { Evidence } from '../score/evidence.ts';
import { type Level, levels } from '../score/levels.ts';
import { gainsOf } from '../score/path/gains.ts';
import { type FailingRecord, pathOf } from '../score/path/path.ts';
import { assess, type Grounds, rubricFor } from './assess.ts';

type Told = Pick<CertificationResult, 'path' | 'pathTo' | 'isPathExact'>;

/** What stands behind the certifications of one rep. */
export interface Standpoint {
  readonly rubrics: readonly Rubric[];
  readonly evidence: readonly Evidence[];
  readonly areas: readonly AreaResult[];
  readonly grounds: Grounds;
  /** Records of the rep on which a check fails, in any order that stays the same. */
  readonly records: readonly FailingRecord[];
  /** Whether anything can still be done about what a rule finds, by its place in the marks. */
  readonly isMendable: (place: number) => boolean;
  /** The fingerprint of a finding, by the record's place and that of the rule in its marks. */
  readonly fingerprintOf: (record: number, place: number) => string;
}

const none: Told = { path: [], pathTo: null, isPathExact: true };

const levelOf = (level: number | null): Level | null => levels.find((one) => one === level) ?? null;

/**
 * The cheapest path: the smallest set of fixes found that turns the verdict, with what each adds to the score. It leads
 * to a certificate, or to a provisional one where only a written scenario is missing besides; there is none where the
 * verdict needs no turning, or where something is missing that no fix can bring.
 */
export function cheapestPath(whole: Rubric, decided: Decision, standpoint: Standpoint): Told {
  if (decided.verdict === 'certified' || decided.verdict === 'provisional') return none;
  const { areas, grounds, records, isMendable } = standpoint;
  const rubric = rubricFor(whole, areas, grounds);
  const criteria = assess(rubric, areas, grounds);
  const missing = criteria.filter(({ level }) => level === null);
  const given = criteria.filter(({ by }) => by !== null);
  if (missing.some(({ criterion }) => !criterion.isWritten)) return none;
  if (given.some(({ level }) => (level ?? 0) < rubric.floor)) return none;
  const assessed = standpoint.evidence.flatMap((evidence) => {
    const own = criteria.find(({ criterion }) => criterion.id === evidence.criterion.id);
    const level = levelOf(own?.by === null ? own.level : null);
    if (evidence.rubric !== rubric.id || level === null || own?.tally === undefined) return [];
    return [{ evidence, counts: own.tally.counts, level }];
  });
  const fixed = given.reduce((sum, { level }) => sum + (level ?? 0), 0);
  const expected = rubric.program.provisional.expectedWritten * missing.length;
  const found = pathOf({ rubric, assessed, records, isMendable }, rubric.threshold - fixed - expected);
  if (found === undefined) return none;
  return {
    path: gainsOf(found.fixes, records, { ...standpoint, tallies: grounds.tallies }).map(({ record, place, gain }) => ({
      fingerprint: standpoint.fingerprintOf(record, place),
      gain,
    })),
    pathTo: missing.length > 0 ? 'provisional' : 'certified',
    isPathExact: found.isExact,
  };
}

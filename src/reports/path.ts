import type { CertificationResult, Finding, RepResult } from '../model/audit-result.ts';
import { counted, decimal, verdictWords } from './words.ts';

/** One fix of the cheapest path: the finding to mend, and what that adds to the score. */
export interface PathStep {
  readonly finding: Finding;
  readonly gain: number;
}

/** The cheapest path with its findings, in the order in which the gains were measured. */
export function stepsOf({ findings }: RepResult, { path }: CertificationResult): readonly PathStep[] {
  const known = new Map(findings.map((finding) => [finding.fingerprint, finding]));
  return path.flatMap(({ fingerprint, gain }) => {
    const finding = known.get(fingerprint);
    return finding === undefined ? [] : [{ finding, gain }];
  });
}

/** "7 fixes lead to certified and add 8.3 points to the score"; `null` where there is no path to tell of. */
export function pathInWords({ path, pathTo, isPathExact }: CertificationResult): string | null {
  if (pathTo === null || path.length === 0) return null;
  const points = path.reduce((sum, { gain }) => sum + gain, 0);
  const least = isPathExact ? 'the fewest that do' : 'close to the fewest that do';
  const lead = path.length === 1 ? 'leads' : 'lead';
  return `${counted(path.length, 'fix', 'fixes')} ${lead} to ${verdictWords[pathTo]} (${least}), worth ${decimal(points)} points`;
}

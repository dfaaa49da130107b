import type { Diff, RepDiff } from '../model/diff.ts';

/** Named on one line; the report has all. */
const MOST = 5;

const few = (items: readonly string[]): string =>
  items.length > MOST ? `${items.slice(0, MOST).join('; ')}; and ${items.length - MOST} more` : items.join('; ');

const nameOf = ({ name, email, id }: RepDiff): string => name ?? email ?? id ?? 'nobody';

/** What a run is held against. */
const earlier = ({ from }: Diff): string =>
  `${from.run === null ? 'the saved report' : `run ${from.run}`} of ${from.asOf.slice(0, 10)}`;

/**
 * Findings that the earlier run has not, finding by finding: as many fixed as came do not make up for each other. What
 * came with a changed rule is not new, and info costs nothing.
 */
export function newFindings(since: Diff): string | undefined {
  const found = since.reps
    .flatMap((rep) => rep.changes.new.map((finding) => ({ rep, finding })))
    .filter(({ finding }) => finding.severity !== 'info');
  if (found.length === 0) return undefined;
  const told = found.map(
    ({ rep, finding: { rule, record } }) => `${rule} on ${record.name ?? record.id} (${record.id}) of ${nameOf(rep)}`,
  );
  const noun = found.length === 1 ? 'finding that' : 'findings that';
  return `${found.length} ${noun} ${earlier(since)} has not: ${few(told)}`;
}

/** How much a verdict is worth; what cannot be told is worth no certificate. */
const worth = { certified: 2, provisional: 1, 'not-certified': 0, 'insufficient-evidence': 0 } as const;

/** Levels and certificates that a rep had and has no more. A level that can no longer be told is none that fell. */
export function regressions(since: Diff): string | undefined {
  const fallen = since.reps.flatMap((rep) => [
    ...rep.levels
      .filter(({ from, to }) => from !== null && to !== null && to < from)
      .map(({ area, from, to }) => `${nameOf(rep)}, ${area}: level ${from} to ${to}`),
    ...rep.verdicts
      .filter(({ from, to }) => from !== null && to !== null && worth[to] < worth[from])
      .map(({ certification, from, to }) => `${nameOf(rep)}, ${certification}: ${from} to ${to}`),
  ]);
  return fallen.length === 0 ? undefined : `since ${earlier(since)}: ${few(fallen)}`;
}

import type { Diff } from '../model/diff.ts';
import type { Run } from '../model/run.ts';
import { counted, dateOf, decimal, grouped, momentOf } from '../reports/words.ts';

/** "+1.2", "-0.4", "unchanged". */
export function moved(from: number | null, to: number | null): string {
  if (from === null || to === null) return 'not comparable';
  const tenths = Math.round(to * 10) - Math.round(from * 10);
  if (tenths === 0) return 'unchanged';
  return `${tenths > 0 ? '+' : ''}${decimal(tenths / 10)}`;
}

/** What a snapshot found, in one line. */
export function snapshotLine({ head }: Run, outcome: 'kept' | 'known', since: Diff | undefined): string {
  const { id, reps, records, score, asOf } = head;
  const told = [
    outcome === 'kept' ? `Stored as run ${id}` : `Already stored as run ${id}`,
    `${counted(reps, 'owner')} and ${counted(records, 'record')} as of ${momentOf(asOf)}`,
    `score ${score === null ? 'none' : decimal(score)}`,
  ];
  const [what, ...rest] = told;
  const line = `${what}: ${rest.join(', ')}`;
  if (since === undefined) return `${line}; the first run of this scope.\n`;
  const { counts, from } = since;
  const findings = `${grouped(counts.new)} new, ${grouped(counts.fixed)} fixed and ${grouped(counts.standing)} standing findings`;
  return `${line} (${moved(from.score, head.score)} since ${dateOf(from.asOf)}); ${findings}.\n`;
}

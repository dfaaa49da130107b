import type { LeadCategory } from '../facts/world.ts';
import type { StageChoice } from './config.ts';

/** Labels are the same when their letters and digits are: "BAD_TIMING" is "Bad Timing". */
export function foldLabel(label: string): string {
  const folded = label
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
  return folded === '' ? label : folded;
}

/** Category of a lead status by its label; a label written exactly so goes before one that only looks alike. */
export function leadStatusLookup(
  statuses: Readonly<Record<string, LeadCategory>>,
): (label: string) => LeadCategory | undefined {
  const exact = new Map(Object.entries(statuses));
  const folded = new Map(Object.entries(statuses).map(([label, category]) => [foldLabel(label), category]));
  return (label) => exact.get(label) ?? folded.get(foldLabel(label));
}

/**
 * Stage by its label. Where two processes share a label ("Closed Won"), the one named by `process` counts, else the
 * first.
 */
export function stageLookup(
  stages: readonly StageChoice[],
  process?: string,
): (label: string) => StageChoice | undefined {
  const byLabel = new Map<string, StageChoice>();
  const preferred = stages.filter((stage) => stage.process === process);
  for (const stage of [...preferred, ...stages]) {
    const label = foldLabel(stage.name);
    if (!byLabel.has(label)) byLabel.set(label, stage);
  }
  return (label) => byLabel.get(foldLabel(label));
}

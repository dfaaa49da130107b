import type { Evidence } from '../evidence.ts';
import { asJudged, bitOf, hasCostlyFailure, type Marks, mendedMark, severityOf, standingOf } from '../marks.ts';

/** One failed check that could be mended: the record's place in the list, and the rule's place in its marks. */
export interface Fix {
  readonly record: number;
  readonly place: number;
}

/** Where a record would stand in a criterion after some fixes, the first `cost` of its list. */
export interface Option {
  readonly cost: number;
  readonly halves: number;
  readonly isCritical: boolean;
}

/** A record that fails something in a criterion: its fixes, the gravest first, and where each number of them leads. */
export interface Fixable {
  readonly fixes: readonly Fix[];
  /** From nothing mended, which costs nothing, upwards; only what changes the standing. */
  readonly options: readonly Option[];
}

const gravity = { critical: 0, error: 1, warning: 2 } as const;

function seenIn({ places }: Evidence, marks: Marks, from: number, to: number): number {
  let seen = 0;
  for (let i = from; i < to; i++) seen |= bitOf(marks[places[i] ?? 0] ?? 0);
  return asJudged(seen);
}

/** Where a record with these marks stands in a criterion. */
export function standingIn(evidence: Evidence, marks: Marks) {
  const core = seenIn(evidence, marks, 0, evidence.core);
  return standingOf(core | seenIn(evidence, marks, evidence.core, evidence.places.length), core);
}

/**
 * What could be mended of a record in a criterion. Errors are mended before warnings, since no warning costs anything
 * while there is an error. A record that would no longer be evaluable once mended is left as it is.
 */
export function fixableIn(
  evidence: Evidence,
  marks: Marks,
  record: number,
  isMendable: (place: number) => boolean,
): Fixable | undefined {
  if (!hasCostlyFailure(seenIn(evidence, marks, 0, evidence.places.length))) return undefined;
  const failing: { readonly place: number; readonly rank: number }[] = [];
  for (const place of evidence.places) {
    const severity = severityOf(marks[place] ?? 0);
    if (severity !== null && severity !== 'info' && isMendable(place)) failing.push({ place, rank: gravity[severity] });
  }
  if (failing.length === 0) return undefined;
  const ordered = failing.sort((a, b) => a.rank - b.rank || a.place - b.place);
  const changed = Uint8Array.from(marks);
  const start = standingIn(evidence, changed);
  const options: Option[] = [{ cost: 0, halves: start.halves, isCritical: start.critical > 0 }];
  ordered.forEach(({ place }, i) => {
    changed[place] = mendedMark(changed[place] ?? 0);
    const { evaluable, halves, critical } = standingIn(evidence, changed);
    const last = options.at(-1);
    const isNew = last !== undefined && (halves > last.halves || critical > 0 !== last.isCritical);
    if (evaluable === 1 && isNew) options.push({ cost: i + 1, halves, isCritical: critical > 0 });
  });
  return { fixes: ordered.map(({ place }) => ({ record, place })), options };
}

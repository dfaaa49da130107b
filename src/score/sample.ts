import { createHash } from 'node:crypto';
import { byCodeUnit } from '../lib/code-order.ts';
import type { RecordType } from '../model/records.ts';

/** A record that may be drawn. */
export interface Drawable {
  readonly type: RecordType;
  readonly id: string;
  /** Status category of a lead, stage of a deal; `null` is not known. */
  readonly stratum: string | null;
  /** How much its stratum counts against the others of its type: later stages more. */
  readonly weight: number;
}

/** How many there were of a kind, and how many were drawn. */
export interface Stratum {
  readonly type: RecordType;
  readonly stratum: string | null;
  readonly records: number;
  readonly drawn: number;
}

export interface Sample<T extends Drawable> {
  /** By type and id. */
  readonly records: readonly T[];
  readonly strata: readonly Stratum[];
}

interface Open<T> {
  readonly stratum: string | null;
  readonly weight: number;
  /** In the order in which they are drawn. */
  readonly records: readonly T[];
  drawn: number;
}

/** The lot of a record: the same for the same seed on any machine, and in no relation to what it holds. */
const lotOf = (seed: number, { type, id }: Drawable): string =>
  createHash('sha256').update(`${seed}\n${type}\n${id}`).digest('hex');

function openStrata<T extends Drawable>(records: readonly T[], seed: number): readonly Open<T>[] {
  const byStratum = new Map<string | null, T[]>();
  for (const record of records) {
    const own = byStratum.get(record.stratum);
    if (own === undefined) byStratum.set(record.stratum, [record]);
    else own.push(record);
  }
  const lots = new Map(records.map((record) => [record, lotOf(seed, record)]));
  return [...byStratum]
    .sort(([a], [b]) => byCodeUnit(a ?? '\uffff', b ?? '\uffff'))
    .map(([stratum, own]) => ({
      stratum,
      weight: Math.max(...own.map(({ weight }) => weight)),
      records: own.sort((a, b) => byCodeUnit(lots.get(a) ?? '', lots.get(b) ?? '') || byCodeUnit(a.id, b.id)),
      drawn: 0,
    }));
}

/** Gives out seats one by one, each to the stratum that is furthest behind its weight (the method of D'Hondt). */
function giveSeats<T>(strata: readonly Open<T>[], size: number): void {
  for (let seat = 0; seat < size; seat++) {
    const open = strata.filter(({ drawn, records }) => drawn < records.length);
    const [first] = open;
    if (first === undefined) return;
    const claim = ({ weight, drawn }: Open<T>): number =>
      drawn === 0 ? Number.POSITIVE_INFINITY : weight / (drawn + 1);
    const next = open.reduce((best, one) => (claim(one) > claim(best) ? one : best), first);
    next.drawn += 1;
  }
}

function drawOf<T extends Drawable>(type: RecordType, records: readonly T[], size: number, seed: number): Sample<T> {
  const strata = openStrata(records, seed);
  // Where there is no seat for every stratum, the weightiest come first.
  giveSeats(
    [...strata].sort((a, b) => b.weight - a.weight),
    size,
  );
  return {
    records: strata.flatMap(({ records: own, drawn }) => own.slice(0, drawn)).sort((a, b) => byCodeUnit(a.id, b.id)),
    strata: strata.map(({ stratum, records: own, drawn }) => ({ type, stratum, records: own.length, drawn })),
  };
}

/**
 * Draws up to `size` leads and as many deals: every status category and every stage that there is has its place, later
 * stages have more of it, and within a stratum the seed decides. The order of `records` is of no matter.
 */
export function drawSample<T extends Drawable>(
  records: readonly T[],
  { size, seed }: { readonly size: number; readonly seed: number },
): Sample<T> {
  const parts = (['lead', 'deal'] as const).map((type) =>
    drawOf(
      type,
      records.filter((record) => record.type === type),
      size,
      seed,
    ),
  );
  return { records: parts.flatMap((part) => part.records), strata: parts.flatMap((part) => part.strata) };
}

import type { MirrorTally } from '../model/mirror.ts';
import { counted, grouped } from './words.ts';

const day = (instant: number): string => new Date(instant).toISOString().slice(0, 10);

/**
 * What a live snapshot read of what the last one left, in a line: "Read in 3 calls instead of 93: 1,204 changed rows, 12
 * gone, on top of the pull of 2026-11-11". `undefined` where there was nothing to go on with, and nothing was kept.
 */
export function mirrorLine({ changed, rows, past }: MirrorTally, calls: number): string | undefined {
  if (changed !== undefined && past !== undefined) {
    const told = `${grouped(changed.rows)} changed ${changed.rows === 1 ? 'row' : 'rows'}, ${grouped(changed.gone)} gone`;
    const cost = `${counted(calls, 'call')} instead of ${grouped(past.wholeCalls)}`;
    return `Read in ${cost}: ${told}, on top of the pull of ${day(past.readAt)}`;
  }
  if (rows === 0 || past !== undefined) return undefined;
  return `The store keeps the ${grouped(rows)} rows that were read, and the next snapshot asks for changes alone (--no-mirror keeps none)`;
}

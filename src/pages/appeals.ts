import { blank, ink, type Line, paint } from '../reports/terminal/ink.ts';
import { flow } from '../reports/terminal/layout.ts';
import type { PageOptions } from './explanation.ts';

/** A contested finding as this page needs it. */
interface Contested {
  readonly fingerprint: string;
  readonly rule: string;
  readonly record: { readonly type: string; readonly id: string };
  readonly reason: string;
  readonly by: string;
  readonly at: string;
  readonly status: 'open' | 'upheld' | 'overturned';
  readonly ruledBy: string | null;
  readonly ruledAt: string | null;
  readonly ruling: string | null;
}

const day = (instant: string): string => instant.slice(0, 10);

function appealLines({ fingerprint, rule, record, ...one }: Contested, width: number): Line[] {
  const what = [ink(fingerprint, 'strong'), ink(`  ${rule} on ${record.type} ${record.id}`)];
  const ruling =
    one.ruledBy === null ? [] : [ink(`${one.ruledBy} on ${day(one.ruledAt ?? '')}: "${one.ruling ?? ''}"`)];
  return [
    ...flow(what, width, { indent: 2, hang: 2 }),
    ...flow([ink(`${one.by} on ${day(one.at)}: "${one.reason}"`, 'dim')], width, { indent: 4, hang: 2 }),
    ...(ruling.length === 0 ? [] : flow(ruling, width, { indent: 4, hang: 2 })),
  ];
}

const heads = { open: 'Open', upheld: 'Upheld', overturned: 'Overturned' } as const;

/** Contested findings, the open ones first. */
export function appealsPage(appeals: readonly Contested[], { width, isColored }: PageOptions): string {
  if (appeals.length === 0) return paint([[ink('No appeals.')]], isColored);
  const lines: Line[] = [];
  for (const status of ['open', 'overturned', 'upheld'] as const) {
    const own = appeals.filter((one) => one.status === status);
    if (own.length === 0) continue;
    if (lines.length > 0) lines.push(blank);
    lines.push([ink(`${heads[status]} (${own.length})`, 'accent')]);
    for (const one of own) lines.push(...appealLines(one, width));
  }
  return paint(lines, isColored);
}

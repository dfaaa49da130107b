import { byCodeUnit } from '../lib/code-order.ts';
import type { AuditResult, WaiverRow } from '../model/audit-result.ts';

type Waivers = AuditResult['waivers'];
type State = keyof Waivers;

interface Told {
  readonly state: State;
  readonly row: WaiverRow;
}

/** What a shard knows for certain comes first: that a waiver covers something, or that it could. */
const order: readonly State[] = ['lapsed', 'pending', 'active', 'unused', 'unjudged', 'unmatched'];

const states = (waivers: Waivers): readonly Told[] =>
  order.flatMap((state) => waivers[state].map((row) => ({ state, row })));

const STRANGER = 'is not among the people of this source';

/** A note of one shard stands for all, but that nobody is called so has to be told by every one of them. */
function noteOf(chosen: Told, all: readonly Told[]): string | null {
  const notesOf = ({ row }: Told): readonly string[] => row.note?.split('; ') ?? [];
  const isStranger = all.every((one) => notesOf(one).some((note) => note.endsWith(STRANGER)));
  const own = notesOf(chosen).filter((note) => isStranger || !note.endsWith(STRANGER));
  const withheld = all.flatMap(notesOf).filter((note) => note.endsWith('of the approver not covered'));
  const [why, rest] = [own.filter((note) => !withheld.includes(note) && !note.endsWith(STRANGER)), own];
  const notes = [...why, ...new Set(withheld), ...rest.filter((note) => note.endsWith(STRANGER))];
  return notes.length === 0 ? null : notes.join('; ');
}

function together(all: readonly Told[]): Told | undefined {
  const chosen = order.flatMap((state) => all.find((one) => one.state === state) ?? []).at(0);
  if (chosen === undefined) return undefined;
  const findings = all.reduce((sum, { row }) => sum + row.findings, 0);
  return { state: chosen.state, row: { ...chosen.row, findings, note: noteOf(chosen, all) } };
}

/** What became of every waiver over all shards: it covers what it covers in any of them. */
export function mergeWaivers(parts: readonly Waivers[]): Waivers {
  const byId = new Map<string, Told[]>();
  for (const told of parts.flatMap(states)) byId.set(told.row.id, [...(byId.get(told.row.id) ?? []), told]);
  const merged = [...byId.values()].flatMap((all) => together(all) ?? []);
  const of = (state: State): WaiverRow[] =>
    merged
      .flatMap((one) => (one.state === state ? [one.row] : []))
      .sort((a, b) => byCodeUnit(a.until, b.until) || byCodeUnit(a.id, b.id));
  return {
    active: of('active'),
    unused: of('unused'),
    unmatched: of('unmatched'),
    pending: of('pending'),
    lapsed: of('lapsed'),
    unjudged: of('unjudged'),
  };
}

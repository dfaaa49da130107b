import type { Config } from '../config/config.ts';
import type { Presence, Somebody } from '../facts/world.ts';
import { parseDay } from '../lib/time.ts';

type Leave = ReturnType<Presence['leavesOf']>[number];

const key = (label: string): string => label.trim().toLowerCase();

/** A person goes by e-mail address, id or name; the first that the files know counts. */
function find<T>(table: ReadonlyMap<string, T>, { email, id, name }: Somebody): T | undefined {
  const label = [email, id, name].find((one) => one && table.has(key(one)));
  return label ? table.get(key(label)) : undefined;
}

/** `people:` of the configuration, looked up by person: who was on leave when, and who started when. */
export function presenceOf({ leave, started }: Pick<Config, 'leave' | 'started'>): Presence {
  const starts = new Map<string, number>();
  for (const { rep, date } of started) {
    const day = parseDay(date);
    if (day !== undefined) starts.set(key(rep), Math.max(day, starts.get(key(rep)) ?? day));
  }
  const leaves = new Map<string, Leave[]>();
  for (const { rep, from, to } of leave) {
    const first = parseDay(from);
    if (first === undefined) continue;
    const last = to === undefined ? null : (parseDay(to) ?? null);
    leaves.set(key(rep), [...(leaves.get(key(rep)) ?? []), { from: first, to: last }]);
  }
  return { startedOn: (person) => find(starts, person), leavesOf: (person) => find(leaves, person) ?? [] };
}

import { parseInstant } from '../../../lib/time.ts';
import { UTC } from '../../../lib/time-zone.ts';
import type { MirrorRow, TableChange } from '../../../model/mirror.ts';
import { CallsExhausted } from '../../live/call-budget.ts';
import { Refused } from '../ask.ts';
import { chunks } from '../in-parallel.ts';
import { NOUNS, type Office } from '../office.ts';
import { once } from '../once.ts';
import type { ApiRecord } from '../payloads.ts';
import { type Activity, type EngagementKind, engagementKinds, readLinks } from '../records.ts';
import type { LinkName, Links } from '../row-of.ts';
import { type Changed, ENDLESS, readChanged } from './changed.ts';
import { activityIn, rowOfActivity } from './kept-row.ts';
import { type Held, shapeOf, type Tables } from './tables.ts';

/**
 * Records whose activities are other than they were. `late` are those of which no stamp tells when that came about: what
 * is counted of them may not be up to date yet.
 */
export interface Touched {
  readonly all: ReadonlySet<string>;
  readonly late: ReadonlySet<string>;
}

export interface ActivityChange extends TableChange {
  readonly deleted: Changed['deleted'];
}

/** Associations are asked for three calls at a time. */
const AT_ONCE = 3000;

/** Once one of these has passed, what was planned is past. */
const MOMENTS = ['hs_timestamp', 'hs_meeting_start_time', 'hs_meeting_end_time', 'hs_task_completion_date'];

const names = ['contacts', 'deals', 'leads'] as const;

function startTouching() {
  const sets = new Map(names.map((name) => [name, { all: new Set<string>(), late: new Set<string>() }]));
  return {
    touch: (links: Links, isLate: boolean): void => {
      for (const name of names)
        for (const id of links[name] ?? []) {
          sets.get(name)?.all.add(id);
          if (isLate) sets.get(name)?.late.add(id);
        }
    },
    of: (name: LinkName): Touched => sets.get(name === 'companies' ? 'contacts' : name) ?? none,
  };
}

const none: Touched = { all: new Set(), late: new Set() };

type Touching = ReturnType<typeof startTouching>;

const isWithin = ({ properties }: ApiRecord, since: number, now: number): boolean =>
  MOMENTS.some((name) => {
    const at = parseInstant(properties[name] ?? '', UTC);
    return at !== undefined && at >= since && at <= now;
  });

const isEqual = (a: Links, b: Links): boolean =>
  names.every((name) => JSON.stringify(a[name]) === JSON.stringify(b[name]));

interface Sources {
  readonly office: Office;
  readonly tables: Tables;
  readonly touching: Touching;
}

/** An activity as it was, and as it is, as far as that has been read; one of both is there. */
interface Turn {
  readonly old?: Activity;
  readonly fresh: ApiRecord | undefined;
}

/** The activities that were known, and then those that are new, as many at a time as are asked for together. */
async function* turnsOf(
  tables: Tables,
  kind: EngagementKind,
  records: ReadonlyMap<string, ApiRecord>,
): AsyncGenerator<readonly Turn[]> {
  const made = new Map(records);
  let held: Turn[] = [];
  for await (const rows of tables.rows(kind)) {
    for (const row of rows) {
      const old = activityIn(row);
      made.delete(old.record.id);
      held.push({ old, fresh: records.get(old.record.id) });
    }
    for (; held.length > AT_ONCE; held = held.slice(AT_ONCE)) yield held.slice(0, AT_ONCE);
  }
  held.push(...[...made.values()].map((fresh) => ({ fresh })));
  for (const part of chunks(held, AT_ONCE)) yield part;
}

const idOf = ({ old, fresh }: Turn): string => fresh?.id ?? old?.record.id ?? '';

/**
 * What became of the activities of one kind, and of what they are associated with, which stamps nothing, so that it is
 * asked for all of them: one call tells it of a thousand. Which records gain or lose by it is noted.
 */
async function changedActivities(
  { office, tables, touching }: Sources,
  kind: EngagementKind,
  { since }: Held,
): Promise<ActivityChange | undefined> {
  const { now } = tables;
  const known = await tables.ids(kind);
  const deleted = await tables.deleted(kind);
  const changed = await readChanged(office, kind, { known, deleted, since, now, again: [], last: [] });
  if (changed === undefined) return undefined;
  const rows = new Map<string, MirrorRow>();

  const take = ({ old, fresh }: Turn, links: Links): void => {
    const record = fresh ?? old?.record;
    if (record === undefined) return;
    const isMoved = old !== undefined && !isEqual(old.links, links);
    const isOther = isMoved || fresh !== undefined;
    if (isOther || isWithin(record, since, now)) {
      touching.touch(old?.links ?? {}, isMoved);
      touching.touch(links, isMoved);
    }
    if (isOther) rows.set(record.id, rowOfActivity({ record, links }));
  };

  for await (const turns of turnsOf(tables, kind, changed.records)) {
    for (const turn of turns) if (changed.gone.has(idOf(turn))) touching.touch(turn.old?.links ?? {}, true);
    const present = turns.filter((turn) => !changed.gone.has(idOf(turn)));
    const linksOf = await readLinks(office, kind, present.map(idOf));
    for (const turn of present) take(turn, linksOf(idOf(turn)));
  }
  return { rows, gone: changed.gone, deleted: changed.deleted };
}

/** What became of a kind of activities, why they are read whole, or why they cannot be read. */
type Outcome =
  | { readonly change: ActivityChange; readonly shape: string }
  | { readonly why: string; readonly shape: string }
  | { readonly error: unknown };

export interface Activities {
  readonly of: (kind: EngagementKind) => Promise<Outcome>;
  /** The records of an object whose activities are other than they were; a text where that cannot be known, and why. */
  readonly touched: (object: LinkName) => Promise<Touched | string>;
}

/** What became of all activities: asked once, before the first record that counts them. */
export function openActivities(office: Office, tables: Tables): Activities {
  const touching = startTouching();
  const settle = async (kind: EngagementKind, shape: string): Promise<Outcome> => {
    // Activities are read without their dictionaries, which would tell how a team's own field is made.
    if (Object.keys(office.reading.config.fields.activity ?? {}).length > 0)
      return { why: 'fields of the team are read from them', shape };
    const start = await tables.start(kind, shape);
    if ('why' in start) return { why: start.why, shape };
    const change = await changedActivities({ office, tables, touching }, kind, start.held);
    return change === undefined ? { why: ENDLESS, shape } : { change, shape };
  };
  /** One that is refused, or comes after the last call, is a gap of its own. */
  const attempt = async (kind: EngagementKind): Promise<Outcome> => {
    try {
      return await settle(kind, shapeOf(office, kind, office.fields[kind]));
    } catch (error) {
      if (error instanceof Refused || error instanceof CallsExhausted) return { error };
      throw error;
    }
  };
  const settled = once(async () => {
    const outcomes = new Map<EngagementKind, Outcome>();
    for (const kind of engagementKinds) outcomes.set(kind, await attempt(kind));
    return outcomes;
  });
  return {
    of: async (kind) => {
      const outcome = (await settled()).get(kind);
      if (outcome === undefined) throw new Error(`${kind} are no activities`);
      return outcome;
    },
    touched: async (object) => {
      for (const [kind, outcome] of await settled()) {
        const noun = NOUNS[kind].toLowerCase();
        if ('why' in outcome) return `what is counted from ${noun} may be other, and they are read whole`;
        if (!('error' in outcome)) continue;
        if (outcome.error instanceof CallsExhausted) throw outcome.error;
        return `what is counted from ${noun} may be other, and the token may not see them`;
      }
      return touching.of(object);
    },
  };
}

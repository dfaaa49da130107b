import { parseInstant } from '../../../lib/time.ts';
import { UTC } from '../../../lib/time-zone.ts';
import type { MirrorRow, TableChange } from '../../../model/mirror.ts';
import { CallsExhausted } from '../../live/call-budget.ts';
import { Refused } from '../ask.ts';
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

async function* batchesOf(tables: Tables, table: string): AsyncGenerator<readonly MirrorRow[]> {
  let held: MirrorRow[] = [];
  for await (const rows of tables.rows(table)) {
    held.push(...rows);
    if (held.length < AT_ONCE) continue;
    yield held;
    held = [];
  }
  if (held.length > 0) yield held;
}

/** An activity as it was, and as it is associated now. */
type Take = (old: Activity, links: Links) => void;

/** Asks again for what all activities of a kind are associated with: one call tells it of a thousand. */
async function relink(
  { office, tables, touching }: Sources,
  kind: EngagementKind,
  gone: ReadonlySet<string>,
  take: Take,
) {
  for await (const batch of batchesOf(tables, kind)) {
    const olds = batch.map(activityIn);
    for (const { record, links } of olds) if (gone.has(record.id)) touching.touch(links, true);
    const present = olds.filter(({ record }) => !gone.has(record.id));
    const ids = present.map(({ record }) => record.id);
    const linksOf = await readLinks(office, kind, ids);
    for (const old of present) take(old, linksOf(old.record.id));
  }
}

interface Sources {
  readonly office: Office;
  readonly tables: Tables;
  readonly touching: Touching;
}

/**
 * What became of the activities of one kind, and of what they are associated with, which stamps nothing. Which records
 * gain or lose by it is noted.
 */
async function changedActivities(
  sources: Sources,
  kind: EngagementKind,
  { since }: Held,
): Promise<ActivityChange | undefined> {
  const { office, tables, touching } = sources;
  const { now } = tables;
  const known = await tables.ids(kind);
  const deleted = await tables.deleted(kind);
  const changed = await readChanged(office, kind, { known, deleted, since, now, again: [], last: [] });
  if (changed === undefined) return undefined;
  const rows = new Map<string, MirrorRow>();
  const put = (activity: Activity): void => void rows.set(activity.record.id, rowOfActivity(activity));
  await relink(sources, kind, changed.gone, (old, links) => {
    const fresh = changed.records.get(old.record.id);
    const isMoved = !isEqual(old.links, links);
    const record = fresh ?? old.record;
    if (isMoved || fresh !== undefined || isWithin(record, since, now)) {
      touching.touch(old.links, isMoved);
      touching.touch(links, isMoved);
    }
    if (isMoved || fresh !== undefined) put({ record, links });
  });
  const made = [...changed.records.values()].filter(({ id }) => !known.has(id));
  const ids = made.map(({ id }) => id);
  const linksOf = await readLinks(office, kind, ids);
  for (const record of made) {
    const links = linksOf(record.id);
    touching.touch(links, false);
    put({ record, links });
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

import type { Mirror, MirrorRow } from '../../../model/mirror.ts';
import { NOUNS, type Office } from '../office.ts';
import type { ApiRecord } from '../payloads.ts';
import { type Activity, type EngagementKind, type Records, readAnew } from '../records.ts';
import { watching } from '../told.ts';
import { openActivities } from './activities.ts';
import { silentOf } from './calculated.ts';
import { type Changed, ENDLESS, readChanged } from './changed.ts';
import { activityIn, recordIn, rowOfActivity, rowOfRecord } from './kept-row.ts';
import { readPast } from './past.ts';
import { openTables, shapeOf, type Tables } from './tables.ts';

type Listed = Parameters<Records['of']>[0];

/** What became of an object, or why it is read whole. */
type Plan =
  | { readonly changed: Changed; readonly late: ReadonlySet<string>; readonly shape: string }
  | { readonly why: string; readonly shape: string };

const NOBODY: ReadonlySet<string> = new Set();

/** Nothing is counted of companies. */
const countsOf = { contacts: 'contacts', deals: 'deals', leads: 'leads', companies: undefined } as const;

/** How each object is read: one that cannot be known by its stamps alone is read whole. */
function startPlanning(office: Office, tables: Tables, activities: ReturnType<typeof openActivities>) {
  const make = async (object: Listed): Promise<Plan> => {
    const { properties, withHistory = [] } = office.fields[object];
    const shape = shapeOf(office, object, office.fields[object]);
    const start = await tables.start(object, shape);
    if ('why' in start) return { why: start.why, shape };
    const silent = silentOf([...properties, ...withHistory], office.dictionaries[object]);
    if (silent.unknown !== undefined)
      return { why: `HubSpot may calculate ${silent.unknown}, and does not tell when it changes`, shape };
    const counting = silent.isCounted ? countsOf[object] : undefined;
    const touched = counting === undefined ? { all: NOBODY, late: NOBODY } : await activities.touched(counting);
    if (typeof touched === 'string') return { why: touched, shape };
    const { since, again } = start.held;
    const changed = await readChanged(office, object, {
      known: await tables.ids(object),
      deleted: await tables.deleted(object),
      since,
      now: tables.now,
      again: [...touched.all, ...again],
      last: silent.last,
    });
    return changed === undefined ? { why: ENDLESS, shape } : { changed, late: touched.late, shape };
  };
  const made = new Map<Listed, Promise<Plan>>();
  return (object: Listed): Promise<Plan> => {
    const plan = made.get(object) ?? make(object);
    made.set(object, plan);
    return plan;
  };
}

async function* decoded<T, R>(
  stream: AsyncIterable<readonly R[]>,
  decode: (row: R) => T,
): AsyncGenerator<readonly T[]> {
  for await (const rows of stream) yield rows.map(decode);
}

export interface SinceOptions {
  readonly mirror: Mirror;
  /** By the clock of the account: milliseconds since 1970. */
  readonly now: number;
  /** Since when what was read so far may have stood so: changes from then on are not known. */
  readonly readFrom: () => number;
  readonly notify: (line: string) => void;
}

/**
 * The records of an account from what an earlier pull left and what changed since; what cannot be known so is read
 * whole, and is told why. Either way they are left for the next pull.
 */
export function readSince(office: Office, options: SinceOptions): Records {
  const tables = openTables(office, options);
  const activities = openActivities(office, tables);
  const planOf = startPlanning(office, tables, activities);

  const tell = (object: Listed | EngagementKind, why: string): void => {
    if (tables.hasPast) options.notify(`HubSpot: ${NOUNS[object].toLowerCase()} are read whole: ${why}`);
  };

  /** Everything, as if nothing had been left. */
  async function* whole<T>(
    object: Listed | EngagementKind,
    { why, shape }: { readonly why: string; readonly shape: string },
    read: (records: Records) => AsyncIterable<readonly T[]>,
    encode: (one: T) => MirrorRow,
  ): AsyncGenerator<readonly T[]> {
    tell(object, why);
    const { watched, isWhole } = watching(office.told);
    let count = 0;
    let batch: readonly T[] = [];
    async function* rows(): AsyncGenerator<readonly MirrorRow[]> {
      for await (batch of read(readAnew({ ...office, told: watched }))) {
        count += batch.length;
        yield batch.map(encode);
      }
    }
    // Rows are passed on as they come, so that each is the one that was just read.
    for await (const _kept of tables.replace(object, rows(), shape, isWhole)) yield batch;
    if (isWhole()) await tables.readDeleted(object, count);
  }

  async function* of(object: Listed): AsyncGenerator<readonly ApiRecord[]> {
    const plan = await planOf(object);
    if ('why' in plan) return yield* whole(object, plan, (records) => records.of(object), rowOfRecord);
    const { changed, late, shape } = plan;
    const rows = new Map([...changed.records].map(([id, record]) => [id, rowOfRecord(record)]));
    yield* decoded(tables.change(object, { rows, gone: changed.gone }, shape, [...late]), recordIn);
    if (changed.deleted !== undefined) await tables.keepDeleted(object, changed.deleted);
  }

  async function* ofKind(kind: EngagementKind): AsyncGenerator<readonly Activity[]> {
    const outcome = await activities.of(kind);
    if ('error' in outcome) throw outcome.error;
    if ('why' in outcome) return yield* whole(kind, outcome, (records) => records.activities(kind), rowOfActivity);
    const { change, shape } = outcome;
    yield* decoded(tables.change(kind, change, shape), activityIn);
    if (change.deleted !== undefined) await tables.keepDeleted(kind, change.deleted);
  }

  return {
    of,
    activities: ofKind,
    pastOf: async (contacts, fields) => {
      const plan = await planOf('contacts');
      return readPast({ office, tables }, contacts, fields, 'why' in plan ? undefined : plan.changed.stamped);
    },
  };
}

import { associationsOf } from './associations.ts';
import { batchRead } from './batch-read.ts';
import { chunks } from './in-parallel.ts';
import { HIDES, NOUNS, type Office, tellOrThrow } from './office.ts';
import type { ObjectName } from './paths.ts';
import { type Activity, type EngagementKind, LINKED_AT_ONCE, type Records, readLinks } from './records.ts';
import { type LinkName, rowOf } from './row-of.ts';
import { byId } from './search.ts';
import type { RowText } from './sheet-of.ts';
import { undefinedIn } from './wanted.ts';

/** Records of which activities are asked for, by object. */
export type Anchors = { readonly [L in LinkName]?: readonly string[] };

/** The rows of some activities. */
function rowsOf(office: Office, kind: EngagementKind, activities: readonly Activity[]): readonly RowText[] {
  const { told, reading } = office;
  const records = activities.map(({ record }) => record);
  // Activities are read without a look at their dictionary: what it lacks shows in the answers.
  for (const { property, hides } of records.length === 0 ? [] : undefinedIn(kind, reading, records))
    told.gap({ what: NOUNS[kind], reason: `the account has no property ${property}`, hides, isIncomplete: true });
  return activities.map(({ record, links }) => rowOf(office, kind, record, links));
}

/** Ids of the activities of one kind on some records. */
async function idsOn(office: Office, kind: EngagementKind, anchors: Anchors): Promise<readonly string[]> {
  const { ask, told } = office;
  const found = new Set<string>();
  for (const from of ['deals', 'contacts', 'leads'] as const) {
    const ids = anchors[from] ?? [];
    if (ids.length === 0) continue;
    const lists = await associationsOf(ask, from, kind, ids);
    for (const id of ids) for (const one of lists.of(id) ?? []) found.add(one.id);
    const reason = (count: number): string => `${count} of which HubSpot did not list the activities`;
    told.count(NOUNS[from], reason, lists.unknown);
    if (lists.unknown > 0)
      told.gap({ what: NOUNS[kind], reason: 'not all were listed', hides: HIDES[kind], isIncomplete: true });
  }
  return [...found].sort(byId);
}

/** The activities of one kind on some records, or all that there are. */
export async function* readEngagements(
  office: Office,
  kind: EngagementKind,
  { anchors, records }: { readonly anchors: () => Promise<Anchors | undefined>; readonly records: Records },
): AsyncGenerator<readonly RowText[]> {
  const { told } = office;
  try {
    const on = await anchors();
    const found = on === undefined ? records.activities(kind) : readSome(office, kind, await idsOn(office, kind, on));
    for await (const activities of found) yield rowsOf(office, kind, activities);
  } catch (error) {
    tellOrThrow(error, told, NOUNS[kind], HIDES[kind]);
  }
}

async function* readSome(
  office: Office,
  kind: EngagementKind,
  ids: readonly string[],
): AsyncGenerator<readonly Activity[]> {
  for (const part of chunks(ids, LINKED_AT_ONCE)) {
    const { records, missing } = await batchRead(office.ask, kind, part, office.fields[kind]);
    noteMissing(office, kind, missing.length);
    const present = records.map(({ id }) => id);
    const linksOf = await readLinks(office, kind, present);
    yield records.map((record) => ({ record, links: linksOf(record.id) }));
  }
}

export function noteMissing({ told }: Office, object: ObjectName, count: number): void {
  const reason = (missing: number): string => `${missing} were deleted or merged between the search and the reading`;
  told.count(NOUNS[object], reason, count);
}

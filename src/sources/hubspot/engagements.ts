import { associationsOf, noAssociations } from './associations.ts';
import { batchRead } from './batch-read.ts';
import { chunks } from './in-parallel.ts';
import { listAll } from './list.ts';
import { HIDES, NOUNS, type Office, orGap, tellOrThrow } from './office.ts';
import type { ObjectName } from './paths.ts';
import type { ApiRecord } from './payloads.ts';
import { type LinkName, type Links, rowOf } from './row-of.ts';
import { byId } from './search.ts';
import type { RowText } from './sheet-of.ts';
import { undefinedIn } from './wanted.ts';

export const engagementKinds = ['calls', 'meetings', 'tasks', 'notes', 'emails'] as const;
export type EngagementKind = (typeof engagementKinds)[number];

/** Records of which activities are asked for, by object. */
export type Anchors = { readonly [L in LinkName]?: readonly string[] };

/** As many as one call tells the associations of. */
const AT_ONCE = 1000;

/** What companies activities are about is asked by no fact, and would cost a third of the calls for associations. */
const linkNamesOf = ({ leadsFrom }: Office): readonly LinkName[] =>
  leadsFrom === 'leads' ? ['contacts', 'deals', 'leads'] : ['contacts', 'deals'];

/** The rows of some activities, with what each is associated with. */
async function rowsOf(
  office: Office,
  kind: EngagementKind,
  records: readonly ApiRecord[],
): Promise<readonly RowText[]> {
  const { ask, told, reading } = office;
  const ids = records.map(({ id }) => id);
  // Activities are read without a look at their dictionary: what it lacks shows in the answers.
  for (const { property, hides } of records.length === 0 ? [] : undefinedIn(kind, reading, records))
    told.gap({ what: NOUNS[kind], reason: `the account has no property ${property}`, hides, isIncomplete: true });
  const lists = new Map<LinkName, Awaited<ReturnType<typeof associationsOf>>>();
  for (const to of linkNamesOf(office)) {
    const read = () => associationsOf(ask, kind, to, ids);
    const found = await orGap(told, `${NOUNS[to]} of ${NOUNS[kind]}`, hiddenBehind(kind, to), read, noAssociations);
    lists.set(to, found);
    if (found.unknown === 0) continue;
    const reason = `${found.unknown} of which HubSpot did not say to what they belong`;
    told.gap({ what: `${NOUNS[to]} of ${NOUNS[kind]}`, reason, hides: hiddenBehind(kind, to), isIncomplete: true });
  }
  return records.map((record) => {
    const links: Links = Object.fromEntries([...lists].map(([to, { of }]) => [to, of(record.id)?.map(({ id }) => id)]));
    return rowOf(office, kind, record, links);
  });
}

/** Without the people nobody knows who took part; without deals or leads, whose work it was. */
const hiddenBehind = (kind: ObjectName, to: LinkName): readonly string[] =>
  to === 'contacts' ? ['participants', ...HIDES[kind]] : HIDES[kind];

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
  anchors: () => Promise<Anchors | undefined>,
): AsyncGenerator<readonly RowText[]> {
  const { told } = office;
  try {
    const on = await anchors();
    yield* on === undefined ? readAll(office, kind) : readSome(office, kind, await idsOn(office, kind, on));
  } catch (error) {
    tellOrThrow(error, told, NOUNS[kind], HIDES[kind]);
  }
}

async function* readSome(
  office: Office,
  kind: EngagementKind,
  ids: readonly string[],
): AsyncGenerator<readonly RowText[]> {
  for (const part of chunks(ids, AT_ONCE)) {
    const { records, missing } = await batchRead(office.ask, kind, part, office.fields[kind]);
    noteMissing(office, kind, missing.length);
    yield await rowsOf(office, kind, records);
  }
}

async function* readAll(office: Office, kind: EngagementKind): AsyncGenerator<readonly RowText[]> {
  const held = new Map<string, ApiRecord>();
  const letGo = async (): Promise<readonly RowText[]> => {
    const rows = await rowsOf(office, kind, [...held.values()]);
    held.clear();
    return rows;
  };
  const seen = new Set<string>();
  for await (const page of listAll(office.ask, kind, office.fields[kind], office.told)) {
    for (const record of page) {
      if (!seen.has(record.id)) held.set(record.id, record);
      seen.add(record.id);
    }
    if (held.size >= AT_ONCE) yield await letGo();
  }
  if (held.size > 0) yield await letGo();
}

export function noteMissing({ told }: Office, object: ObjectName, count: number): void {
  const reason = (missing: number): string => `${missing} were deleted or merged between the search and the reading`;
  told.count(NOUNS[object], reason, count);
}

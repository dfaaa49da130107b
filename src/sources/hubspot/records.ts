import { type Associations, associationsOf, noAssociations } from './associations.ts';
import { type BatchRead, batchRead, type Fields } from './batch-read.ts';
import { listAll } from './list.ts';
import { HIDES, NOUNS, type Office, orGap } from './office.ts';
import type { ObjectName } from './paths.ts';
import type { ApiRecord } from './payloads.ts';
import type { LinkName, Links } from './row-of.ts';

export const engagementKinds = ['calls', 'meetings', 'tasks', 'notes', 'emails'] as const;
export type EngagementKind = (typeof engagementKinds)[number];

/** An activity with what it is associated with. */
export interface Activity {
  readonly record: ApiRecord;
  readonly links: Links;
}

/** Where the records of everybody come from: the account alone, or what is left of an earlier pull and what changed. */
export interface Records {
  /** Of an object that is no activity, each once. */
  readonly of: (object: Exclude<ObjectName, EngagementKind>) => AsyncIterable<readonly ApiRecord[]>;
  readonly activities: (kind: EngagementKind) => AsyncIterable<readonly Activity[]>;
  /** Of some contacts, what properties were before. */
  readonly pastOf: (contacts: readonly string[], fields: Fields) => Promise<BatchRead>;
}

/** As many as one call tells the associations of. */
export const LINKED_AT_ONCE = 1000;

/** What companies activities are about is asked by no fact, and would cost a third of the calls for associations. */
const linkNamesOf = ({ leadsFrom }: Office): readonly LinkName[] =>
  leadsFrom === 'leads' ? ['contacts', 'deals', 'leads'] : ['contacts', 'deals'];

/** What each of some activities is associated with; what cannot be known is told. */
export async function readLinks(
  office: Office,
  kind: EngagementKind,
  ids: readonly string[],
): Promise<(id: string) => Links> {
  const { ask, told } = office;
  const lists = new Map<LinkName, Associations>();
  for (const to of linkNamesOf(office)) {
    const read = () => associationsOf(ask, kind, to, ids);
    const found = await orGap(told, `${NOUNS[to]} of ${NOUNS[kind]}`, hiddenBehind(kind, to), read, noAssociations);
    lists.set(to, found);
    if (found.unknown === 0) continue;
    const reason = `${found.unknown} of which HubSpot did not say to what they belong`;
    told.gap({ what: `${NOUNS[to]} of ${NOUNS[kind]}`, reason, hides: hiddenBehind(kind, to), isIncomplete: true });
  }
  return (id) => Object.fromEntries([...lists].map(([to, { of }]) => [to, of(id)?.map((one) => one.id)]));
}

/** Without the people nobody knows who took part; without deals or leads, whose work it was. */
const hiddenBehind = (kind: ObjectName, to: LinkName): readonly string[] =>
  to === 'contacts' ? ['participants', ...HIDES[kind]] : HIDES[kind];

/** The list of an object; what comes twice, because the list moved on, counts once. */
async function* listOnce(
  { ask, fields, told }: Pick<Office, 'ask' | 'fields' | 'told'>,
  object: ObjectName,
): AsyncGenerator<readonly ApiRecord[]> {
  const seen = new Set<string>();
  for await (const page of listAll(ask, object, fields[object], told)) {
    const fresh = page.filter(({ id }) => !seen.has(id));
    for (const { id } of fresh) seen.add(id);
    yield fresh;
  }
}

async function* activitiesOf(office: Office, kind: EngagementKind): AsyncGenerator<readonly Activity[]> {
  let held: ApiRecord[] = [];
  const letGo = async (): Promise<readonly Activity[]> => {
    const records = held;
    held = [];
    const linksOf = await readLinks(
      office,
      kind,
      records.map(({ id }) => id),
    );
    return records.map((record) => ({ record, links: linksOf(record.id) }));
  };
  for await (const page of listOnce(office, kind)) {
    held.push(...page);
    if (held.length >= LINKED_AT_ONCE) yield await letGo();
  }
  if (held.length > 0) yield await letGo();
}

/** Everything by lists, which are never behind. */
export const readAnew = (office: Office): Records => ({
  of: (object) => listOnce(office, object),
  activities: (kind) => activitiesOf(office, kind),
  pastOf: (contacts, fields) => batchRead(office.ask, 'contacts', contacts, fields),
});

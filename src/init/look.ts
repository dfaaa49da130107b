import type { Dataset, Stream, Wants } from '../model/dataset.ts';
import { canon, type RowType } from '../model/fields.ts';
import type { Deal, Lead, Person } from '../model/records.ts';

/** How often a label occurs, and what records say of themselves that bear it. */
export interface LabelCount {
  records: number;
  /** Converted leads; closed deals. */
  ended: number;
  /** Won deals. */
  won: number;
  /** Of deals that have one. */
  probability: { sum: number; count: number };
}

/** What the records of a source say of the team that keeps them. */
export interface Seen {
  readonly records: { lead: number; deal: number };
  readonly statuses: Map<string, LabelCount>;
  readonly stages: Map<string, LabelCount>;
  readonly currencies: Map<string, number>;
  /** By e-mail address, else name, else id. */
  readonly owners: Map<string, number>;
  readonly addresses: Set<string>;
}

/** Labels, owners and the like that are told apart: where there are more, the column holds something else. */
const MOST = 2_000;

const all = (type: RowType): ReadonlySet<string> => new Set(Object.keys(canon[type]));
const none: ReadonlySet<string> = new Set();
const nothing = {
  ...{ person: none, account: none, contact: none, contactRole: none, history: none, activity: none },
  ...{ lead: none, deal: none },
};

/** Every field, to learn which columns there are. */
export const wantsAll = (asOf: number): Wants => ({
  asOf,
  fields: {
    ...nothing,
    ...{ person: all('person'), account: all('account'), contact: all('contact'), contactRole: all('contactRole') },
    ...{ history: all('history'), activity: all('activity'), lead: all('lead'), deal: all('deal') },
  },
});

const owning = ['id', 'ownerId', 'ownerName', 'ownerEmail'];

/** The few fields that tell of a team. */
export const wantsLabels = (asOf: number): Wants => ({
  asOf,
  fields: {
    ...nothing,
    person: all('person'),
    lead: new Set([...owning, 'status', 'isConverted']),
    deal: new Set([...owning, 'stage', 'isClosed', 'isWon', 'probability', 'currency']),
  },
});

function countLabel(counts: Map<string, LabelCount>, label: string): LabelCount | undefined {
  const known = counts.get(label);
  if (known !== undefined || counts.size >= MOST) return known;
  const fresh = { records: 0, ended: 0, won: 0, probability: { sum: 0, count: 0 } };
  counts.set(label, fresh);
  return fresh;
}

function add(counts: Map<string, number>, key: string | null | undefined): void {
  if (key && (counts.has(key) || counts.size < MOST)) counts.set(key, (counts.get(key) ?? 0) + 1);
}

type People = ReadonlyMap<string, Person>;

const ownerOf = ({ ownerId, ownerName, ownerEmail }: Lead | Deal, people: People): string | null | undefined => {
  const person = ownerId ? people.get(ownerId) : undefined;
  if (person?.kind === 'queue' && person.name) return `queue:${person.name}`;
  return ownerEmail?.toLowerCase() ?? person?.email?.toLowerCase() ?? ownerName ?? person?.name ?? ownerId;
};

function takeLead(lead: Lead, seen: Seen, people: People): void {
  seen.records.lead += 1;
  add(seen.owners, ownerOf(lead, people));
  const count = lead.status ? countLabel(seen.statuses, lead.status) : undefined;
  if (count === undefined) return;
  count.records += 1;
  if (lead.isConverted === true) count.ended += 1;
}

function takeDeal(deal: Deal, seen: Seen, people: People): void {
  seen.records.deal += 1;
  add(seen.owners, ownerOf(deal, people));
  add(seen.currencies, deal.currency);
  const count = deal.stage ? countLabel(seen.stages, deal.stage) : undefined;
  if (count === undefined) return;
  count.records += 1;
  if (deal.isClosed === true || deal.isWon === true) count.ended += 1;
  if (deal.isWon === true) count.won += 1;
  if (typeof deal.probability === 'number') {
    count.probability.sum += deal.probability;
    count.probability.count += 1;
  }
}

async function each<T>(stream: Stream<T>, take: (row: T) => void): Promise<void> {
  for await (const rows of stream) for (const row of rows) take(row);
}

/** Reads people, leads and deals through; the rest of the dataset is left alone. Memory does not grow with records. */
export async function lookAt({ streams }: Pick<Dataset, 'streams'>): Promise<Seen> {
  const people = new Map<string, Person>();
  const seen: Seen = {
    records: { lead: 0, deal: 0 },
    statuses: new Map(),
    stages: new Map(),
    currencies: new Map(),
    owners: new Map(),
    addresses: new Set(),
  };
  await each(streams.person, (person) => {
    if (person.id) people.set(person.id, person);
    if (person.email && person.kind !== 'queue') seen.addresses.add(person.email.toLowerCase());
  });
  await each(streams.lead, (lead) => takeLead(lead, seen, people));
  await each(streams.deal, (deal) => takeDeal(deal, seen, people));
  for (const owner of seen.owners.keys()) if (owner.includes('@')) seen.addresses.add(owner);
  return seen;
}

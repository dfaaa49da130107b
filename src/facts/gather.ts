import { startTextTable } from '../lib/text-table.ts';
import type { Dataset, Part, Stream } from '../model/dataset.ts';
import type { RowType } from '../model/fields.ts';
import type { Account, Activity, Contact, ContactRole, HistoryEntry, Person, Rows } from '../model/records.ts';
import { startFold } from './fold.ts';
import { conversions } from './folds/conversions.ts';
import { type KeptActivity, keptOf, startActivityColumns, type Under } from './folds/kept-activities.ts';
import { type KeptChange, startChangeColumns } from './folds/kept-changes.ts';
import { type KeptNote, MOST_NOTES, startNoteColumns } from './folds/kept-notes.ts';
import { type KeptRows, startKeptRows } from './folds/kept-rows.ts';
import { later } from './folds/later.ts';
import { notes } from './folds/notes.ts';
import { leadContact, participants } from './folds/participants.ts';
import { plans } from './folds/plans.ts';
import { prospects } from './folds/prospects.ts';
import { requests } from './folds/requests.ts';
import { timeline } from './folds/timeline.ts';
import { touches } from './folds/touches.ts';
import { wins } from './folds/wins.ts';
import { workers } from './folds/workers.ts';
import { startIdentities } from './identities.ts';
import type { Folds, Setting, World } from './world.ts';

/** How many rows of each kind were read, for the report. */
export interface Counts {
  contact: number;
  activity: number;
  history: number;
  /** Rows in the recycle bin, or later than as-of. */
  ignored: number;
}

interface Mutable {
  readonly people: Map<string, Person>;
  readonly personByEmail: Map<string, Person>;
  readonly contacts: Map<string, Contact>;
  readonly contactByEmail: Map<string, Contact>;
  readonly contactRoles: Map<string, ContactRole[]>;
}

async function each<T>(stream: Stream<T>, take: (row: T) => void): Promise<void> {
  for await (const rows of stream) for (const row of rows) take(row);
}

/** Of two people with one address, the one with the smaller id answers for it, whatever order they came in. */
function takePerson({ people, personByEmail }: Mutable, person: Person): void {
  if (person.id) people.set(person.id, person);
  const address = person.email?.toLowerCase();
  const other = address ? personByEmail.get(address) : undefined;
  if (address && (other?.id ?? '\uffff') >= (person.id ?? '')) personByEmail.set(address, person);
}

/** Of two contacts with one address, the one with the smaller id answers for it, whatever order they came in. */
function takeContact({ contacts, contactByEmail }: Mutable, contact: Contact): void {
  if (!contact.id) return;
  contacts.set(contact.id, contact);
  const address = contact.email?.toLowerCase();
  const other = address ? contactByEmail.get(address) : undefined;
  if (address && (other?.id ?? '\uffff') > contact.id) contactByEmail.set(address, contact);
}

function takeRole({ contactRoles }: Mutable, role: ContactRole): void {
  if (!role.dealId) return;
  const list = contactRoles.get(role.dealId);
  if (list === undefined) contactRoles.set(role.dealId, [role]);
  else list.push(role);
}

function takeNote(writings: Running['writings'], id: string, row: Activity): void {
  if (notes.takes?.(row) !== false) writings.add(id, row);
}

/** Contacts take part in deals also through activity that names no deal: it is kept under `contact:<id>`. */
function takeActivity({ activities, writings, folds }: Running, row: Activity): void {
  const { leadId, dealId } = row;
  for (const id of [leadId, dealId]) {
    if (!id) continue;
    folds.plans.add(id, row);
    takeNote(writings, id, row);
    folds.requests.add(id, row);
  }
  const keep = (id: string, under: Under): void => activities.add(id, keptOf(row, under));
  if (leadId) keep(leadId, dealId ? 'lead-beside-deal' : 'lead');
  if (dealId) keep(dealId, 'deal');
  else for (const id of row.contactIds ?? []) keep(`contact:${id}`, 'contact');
}

function takeChange({ changes, tracked }: Running, row: HistoryEntry): void {
  if (!row.recordId || !row.field) return;
  tracked.add(`${row.recordType ?? ''}.${row.field}`);
  changes.add(row.recordId, row);
}

const isLater = (at: number | null | undefined, asOf: number): boolean => typeof at === 'number' && at > asOf;

/** What is completed later than as-of had not happened yet; what is planned for later had been planned. */
const isActivityLater = (row: Activity, asOf: number): boolean =>
  isLater(row.createdAt, asOf) || (row.isCompleted === true && isLater(row.at, asOf));

/** What is being gathered of activities and history. */
interface Running {
  readonly folds: Folds;
  readonly activities: KeptRows<KeptActivity>;
  readonly writings: KeptRows<KeptNote>;
  readonly changes: KeptRows<KeptChange>;
  /** Fields of which a change has been seen, `lead.status`. */
  readonly tracked: Set<string>;
}

const isWithDeal = ({ under }: KeptActivity): boolean => under === 'deal' || under === 'contact';
const isWithLead = ({ under }: KeptActivity): boolean => under === 'lead';

/** What is small is folded as it comes; of what was done and changed, rows are kept and folded when a record is judged. */
function startRunning(): Running {
  const ids = startTextTable();
  const changes = startKeptRows(ids, startChangeColumns());
  const activities = startKeptRows(ids, startActivityColumns());
  const writings = startKeptRows(ids, startNoteColumns(), MOST_NOTES);
  const folds: Folds = {
    timeline: changes.foldedBy(timeline),
    later: startFold(later),
    touches: activities.foldedBy(touches),
    plans: startFold(plans),
    notes: writings.foldedBy(notes),
    participants: activities.foldedBy(participants, isWithDeal),
    leadContact: activities.foldedBy(leadContact, isWithLead),
    prospects: startFold(prospects),
    workers: activities.foldedBy(workers),
    requests: startFold(requests),
    conversions: startFold(conversions),
    wins: startFold(wins),
  };
  return { folds, activities, writings, changes, tracked: new Set() };
}

/** The world as it is being read, row by row, in any order of rows. */
export interface Gathering {
  readonly take: { readonly [T in Exclude<RowType, 'lead' | 'deal'>]: (row: Rows[T]) => void };
  readonly counts: Readonly<Counts>;
  /** The world as `source` shows it. A field of history counts as tracked once a single change of it has been seen. */
  readonly world: (source: Pick<Dataset, 'has' | 'columnOf'>) => World;
}

/** Begins with nothing known but what the team has told us. */
export function startGathering(setting: Setting): Gathering {
  const { asOf } = setting;
  const counts: Counts = { contact: 0, activity: 0, history: 0, ignored: 0 };
  const accounts = new Map<string, Account>();
  const running = startRunning();
  const tables: Mutable = {
    people: new Map(),
    personByEmail: new Map(),
    contacts: new Map(),
    contactByEmail: new Map(),
    contactRoles: new Map(),
  };
  const isIgnored = (row: { isDeleted?: boolean | null | undefined }, isAfter: boolean): boolean => {
    if (row.isDeleted !== true && !isAfter) return false;
    counts.ignored += 1;
    return true;
  };
  const take: Gathering['take'] = {
    person: (row) => takePerson(tables, row),
    account: (row) => void (row.id && accounts.set(row.id, row)),
    contact: (row) => {
      if (isIgnored(row, isLater(row.createdAt, asOf))) return;
      counts.contact += 1;
      takeContact(tables, row);
    },
    contactRole: (row) => {
      if (!isIgnored(row, isLater(row.createdAt, asOf))) takeRole(tables, row);
    },
    history: (row) => {
      const isAfter = isLater(row.at, asOf);
      if (isAfter && row.recordId) running.folds.later.add(row.recordId, row);
      if (isIgnored({}, isAfter)) return;
      counts.history += 1;
      takeChange(running, row);
    },
    activity: (row) => {
      if (isIgnored(row, isActivityLater(row, asOf))) return;
      counts.activity += 1;
      takeActivity(running, row);
    },
  };
  return { take, counts, world: (source) => worldOf(source, setting, { ...tables, ...running, accounts }) };
}

/**
 * Reads everything but the records themselves: people, accounts and contacts into tables, history and activities into
 * folds. What comes back is the world that each record is then judged in.
 */
export async function gather(dataset: Dataset, setting: Setting): Promise<{ world: World; counts: Counts }> {
  const { streams } = dataset;
  const { take, counts, world } = startGathering(setting);
  await each(streams.person, take.person);
  await each(streams.account, take.account);
  await each(streams.contact, take.contact);
  await each(streams.contactRole, take.contactRole);
  await each(streams.history, take.history);
  await each(streams.activity, take.activity);
  return { world: world(dataset), counts };
}

interface Gathered extends Mutable, Pick<Running, 'folds' | 'tracked'> {
  readonly accounts: World['accounts'];
}

function worldOf(source: Pick<Dataset, 'has' | 'columnOf'>, setting: Setting, gathered: Gathered): World {
  const { people, personByEmail, accounts, contacts, contactByEmail, contactRoles, folds, tracked } = gathered;
  const has = (part: Part): boolean => source.has(part);
  return {
    ...setting,
    people,
    personByEmail,
    accounts,
    contacts,
    contactByEmail,
    contactRoles,
    folds,
    identities: startIdentities(setting),
    has,
    hasField: (type, field) => source.columnOf(type, field) !== undefined,
    columnOf: source.columnOf,
    tracks: (type, field) => has(`${type}History`) && tracked.has(`${type}.${field}`),
  };
}

import { formatDay, MINUTE } from '../../../../lib/time.ts';
import { empty, type Stream } from '../../../../model/dataset.ts';
import { canon, type Field } from '../../../../model/fields.ts';
import type { HistoryEntry, RecordType } from '../../../../model/records.ts';
import { cell, type RowOfCells } from '../../cell.ts';
import { chain, eachRow } from '../../stream.ts';
import { rowsOf } from '../../table.ts';
import type { Org } from './org.ts';

/** A change without the record, the field, either value, the time or the person may be taken for another. */
const changeCells = (part: 'leadHistory' | 'dealHistory') => ({
  recordId: cell('text', part === 'leadHistory' ? 'LeadId' : 'OpportunityId', { holds: 'id', hides: [part] }),
  field: cell('text', 'Field', { hides: [part] }),
  from: cell('text', 'OldValue', { holds: 'name', hides: [part] }),
  to: cell('text', 'NewValue', { holds: 'name', hides: [part] }),
  at: cell('instant', 'CreatedDate', { hides: [part] }),
  byId: cell('text', 'CreatedById', { holds: 'id', hides: [part] }),
  isDeleted: cell('boolean', 'IsDeleted'),
});
const neededOfChanges = ['recordId', 'field', 'from', 'to', 'at', 'byId'] as const;
type ChangeRow = RowOfCells<ReturnType<typeof changeCells>>;

const snapshotCells = {
  recordId: cell('text', 'OpportunityId', { holds: 'id', hides: ['dealHistory'] }),
  stage: cell('text', 'StageName', { hides: ['dealHistory'] }),
  amount: cell('number', 'Amount'),
  amountBefore: cell('number', 'PrevAmount'),
  closeDate: cell('date', 'CloseDate'),
  closeDateBefore: cell('date', 'PrevCloseDate'),
  at: cell('instant', 'CreatedDate', { hides: ['dealHistory'] }),
  byId: cell('text', 'CreatedById', { holds: 'id', hides: ['dealHistory'] }),
  isDeleted: cell('boolean', 'IsDeleted'),
};
const neededOfSnapshots = ['recordId', 'stage', 'at', 'byId'] as const;

/** What Salesforce calls the changes of an owner: by hand, by an assignment rule, by taking from a queue. */
const OWNER = new Set(['owner', 'ownerid', 'ownerassignment', 'owneraccepted', 'owneraccept']);
const USER_OR_QUEUE = /^(?:005|00G)[A-Za-z0-9]{12}(?:[A-Za-z0-9]{3})?$/;

/** Within this time, a conversion and a change of status are one event. */
const SAME_EVENT = MINUTE;

/** Names of fields remembered as they are written; a file has a few dozen. */
const MOST_NAMES = 1000;

const bare = (name: string): string => name.toLowerCase().replace(/__c$/, '');

/** What `leadConverted` is read as, until it is known whether it is a change of status. */
const CONVERTED = 'leadConverted';

/** Finds the canonical field behind a name in a history: with and without `__c`, in any case. */
function fieldNames(
  type: RecordType,
  mapped: Readonly<Record<string, string>>,
): (written: string) => string | undefined {
  const fields: readonly [string, Field][] = Object.entries(canon[type]);
  const own = fields.flatMap(([field, { salesforce }]) => salesforce.map((name) => [bare(name), field] as const));
  const custom = Object.entries(mapped).map(([field, name]) => [bare(name), field] as const);
  const special = [...[...OWNER].map((name) => [name, 'owner'] as const), [bare(CONVERTED), CONVERTED] as const];
  const names = new Map([...own, ...custom, ...special]);
  const known = new Map<string, string | undefined>();
  return (written) => {
    const before = known.get(written);
    if (before !== undefined || known.has(written)) return before;
    const field = names.get(bare(written));
    if (known.size < MOST_NAMES) known.set(written, field);
    return field;
  };
}

/** The rows of a history file that can only be judged once all of it has been read. */
interface Pending {
  /** Changes of owner told by name; those that are also told by id are dropped. */
  readonly byName: HistoryEntry[];
  readonly byId: Set<string>;
  readonly conversions: HistoryEntry[];
  /** When the status of each lead last changed. */
  readonly statusAt: Map<string, number>;
}

const ownerKey = ({ recordId, at }: HistoryEntry): string => `${recordId} ${at}`;

/** A change of owner is kept twice, by name and by id: the id counts. */
function takeOwner(entry: HistoryEntry, { byId, byName }: Pending, out: HistoryEntry[]): void {
  const ids = [entry.from, entry.to].filter((value) => typeof value === 'string');
  if (ids.every((value) => !USER_OR_QUEUE.test(value))) {
    byName.push(entry);
    return;
  }
  byId.add(ownerKey(entry));
  out.push(entry);
}

function noteStatus({ recordId, at }: HistoryEntry, { statusAt }: Pending): void {
  if (recordId && at) statusAt.set(recordId, Math.max(at, statusAt.get(recordId) ?? at));
}

/** Rows held back that turned out to say something of their own. */
function leftOver({ byId, byName, conversions, statusAt }: Pending): readonly HistoryEntry[] {
  const owners = byName.filter((entry) => !byId.has(ownerKey(entry)));
  // Without any change of status in the file, status is not tracked, and a conversion must not make it look so.
  if (statusAt.size === 0) return owners;
  const converted = conversions.filter(
    ({ recordId, at }) => at && (statusAt.get(recordId ?? '') ?? 0) < at - SAME_EVENT,
  );
  return [...owners, ...converted];
}

/** The stream outlives its last row, and would keep all of this until the audit ends. */
function letGo({ byId, byName, conversions, statusAt }: Pending): void {
  for (const list of [byName, conversions]) list.length = 0;
  byId.clear();
  statusAt.clear();
}

/** Dates and amounts as the record itself has them, whatever the history calls them. */
const plain = (field: string, value: string | null | undefined): string | null | undefined =>
  field === 'closeDate' && typeof value === 'string' ? value.trim().slice(0, 10) : value;

const entryOf = (recordType: RecordType, field: string, { recordId, from, to, at, byId }: ChangeRow): HistoryEntry => ({
  recordId,
  recordType,
  field,
  from: plain(field, from),
  to: plain(field, to),
  at,
  byId,
});

/** Deals whose changes the field history has told, by field: for the others, snapshots fill in. */
type Told = Readonly<Record<(typeof SNAPPED)[number], Set<string>>>;

const SNAPPED = ['stage', 'amount', 'closeDate'] as const;

const noneTold = (): Told => ({ stage: new Set(), amount: new Set(), closeDate: new Set() });

function noteTold(field: string, recordId: string | null | undefined, told: Told): void {
  const snapped = SNAPPED.find((name) => name === field);
  if (snapped !== undefined && recordId) told[snapped].add(recordId);
}

function changes(org: Org, recordType: RecordType, rows: Stream<ChangeRow>, told: Told): Stream<HistoryEntry> {
  const fieldOf = fieldNames(recordType, org.reading.config.fields[recordType] ?? {});
  const pending: Pending = { byName: [], byId: new Set(), conversions: [], statusAt: new Map() };
  const take = (row: ChangeRow, out: HistoryEntry[]): void => {
    if (row.isDeleted === true || !row.field) return;
    const field = fieldOf(row.field);
    if (field === CONVERTED) {
      pending.conversions.push({ ...entryOf(recordType, 'status', row), from: null, to: 'Converted' });
      return;
    }
    if (field === undefined) return;
    const entry = entryOf(recordType, field, row);
    if (field === 'owner') takeOwner(entry, pending, out);
    else out.push(entry);
    if (field === 'status') noteStatus(entry, pending);
    noteTold(field, row.recordId, told);
  };
  return eachRow(rows, take, (out) => {
    for (const entry of leftOver(pending)) out.push(entry);
    letGo(pending);
  });
}

type SnapshotRow = RowOfCells<typeof snapshotCells>;

const dayText = (day: number | null | undefined): string | null => (typeof day === 'number' ? formatDay(day) : null);
const numberText = (value: number | null | undefined): string | null => (typeof value === 'number' ? `${value}` : null);

/**
 * Snapshots of opportunities, one for every save. The stage is told each time, and repeats fall out later; amount and
 * close date where the snapshot says what they were before.
 */
function snapshots(rows: Stream<SnapshotRow>, told: Told): Stream<HistoryEntry> {
  return eachRow(rows, (row, out: HistoryEntry[]) => {
    const { recordId, stage, at, byId, isDeleted } = row;
    if (isDeleted === true || !recordId) return;
    const tell = (field: keyof Told, from: string | null, to: string | null | undefined): void => {
      if (!told[field].has(recordId)) out.push({ recordId, recordType: 'deal', field, from, to, at, byId });
    };
    tell('stage', null, stage);
    const [date, before] = [dayText(row.closeDate), dayText(row.closeDateBefore)];
    if (before !== null && before !== date) tell('closeDate', before, date);
    const [amount, amountBefore] = [numberText(row.amount), numberText(row.amountBefore)];
    if (amountBefore !== null && amountBefore !== amount) tell('amount', amountBefore, amount);
  });
}

/** Notes at the end of a history whether it held anything: a file without rows tells of no tracking. */
function noting(org: Org, part: 'leadHistory' | 'dealHistory', what: string, rows: Stream<HistoryEntry>) {
  let seen = false;
  const note = (row: HistoryEntry, out: HistoryEntry[]): void => {
    if (!seen) org.reading.parts.add(part);
    seen = true;
    out.push(row);
  };
  return eachRow(rows, note, () => {
    if (seen) return;
    const reason = 'no change in it: fields may not be tracked, or the history was not exported';
    org.reading.gaps.push({ what, reason, hides: [part], isIncomplete: true });
  });
}

async function openLeadHistory(org: Org): Promise<Stream<HistoryEntry>> {
  const table = await org.open('history', 'LeadHistory', changeCells('leadHistory'), neededOfChanges);
  if (table !== undefined)
    return noting(org, 'leadHistory', 'LeadHistory', changes(org, 'lead', rowsOf(table, org.reading), noneTold()));
  org.lacks('LeadHistory', '', ['leadHistory'], true);
  return empty();
}

/** Changes of fields where they are tracked; of stages, Salesforce keeps snapshots for every org. */
async function openDealHistory(org: Org): Promise<Stream<HistoryEntry>> {
  const { reading } = org;
  const fields = await org.open('history', 'OpportunityFieldHistory', changeCells('dealHistory'), neededOfChanges);
  const shots = await org.open('history', 'OpportunityHistory', snapshotCells, neededOfSnapshots);
  const told = noneTold();
  if (fields === undefined) {
    const isAll = shots === undefined;
    const consequence = isAll ? '' : ': changes of stage are known, those of other fields are not';
    org.lacks('OpportunityFieldHistory', consequence, isAll ? ['dealHistory'] : [], true);
  }
  if (fields === undefined && shots === undefined) return empty();
  const streams = [
    ...(fields === undefined ? [] : [changes(org, 'deal', rowsOf(fields, reading), told)]),
    ...(shots === undefined ? [] : [snapshots(rowsOf(shots, reading), told)]),
  ];
  return noting(
    org,
    'dealHistory',
    fields === undefined ? 'OpportunityHistory' : 'OpportunityFieldHistory',
    chain(streams),
  );
}

/** What is known of changes of leads and deals. Only one file of leads or deals needs only its own history. */
export async function openHistory(org: Org, types: readonly RecordType[]): Promise<Stream<HistoryEntry>> {
  const streams: Stream<HistoryEntry>[] = [];
  if (types.includes('lead')) streams.push(await openLeadHistory(org));
  if (types.includes('deal')) streams.push(await openDealHistory(org));
  return chain(streams);
}

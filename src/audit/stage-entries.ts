import { asItWas } from '../facts/as-it-was.ts';
import { type Gathering, startGathering } from '../facts/gather.ts';
import { journeyOf } from '../facts/stage-moves.ts';
import { state } from '../facts/state.ts';
import { tenure } from '../facts/tenure.ts';
import type { Setting, World } from '../facts/world.ts';
import { byCodeUnit } from '../lib/code-order.ts';
import type { Dataset, Stream } from '../model/dataset.ts';
import { canon } from '../model/fields.ts';
import type { Activity, ContactRole, Deal, HistoryEntry, Lead } from '../model/records.ts';
import type { StageEntry } from '../model/stage-entry.ts';
import { judgeEach } from '../rulebook/evaluate.ts';
import type { Rule } from '../rulebook/rule.ts';
import type { View } from '../rulebook/scope.ts';
import type { AuditRequest } from './request.ts';
import { openGate } from './scope.ts';
import { needsOf, wantsOf } from './wants.ts';

/** What belongs to one deal: everything that is read again for each moment of it. */
interface Rows {
  readonly roles: ContactRole[];
  readonly history: HistoryEntry[];
  readonly activities: Activity[];
}

/** What does not change on a deal, as far as any CRM tells. */
const lasting: ReadonlySet<string> = new Set([
  'type',
  'id',
  'name',
  'createdAt',
  'createdById',
  'currency',
  'accountId',
  'accountName',
  'source',
  'dealType',
  'pipeline',
]);

/** Changes of owner are recorded under one name, and kept in three fields. */
const recordedAs: Readonly<Record<string, string>> = { ownerId: 'owner', ownerName: 'owner', ownerEmail: 'owner' };

/** What holds records against others cannot be told of a deal alone. */
const acrossRecords: readonly string[] = ['identity', 'pace'];

/** Whether a rule can be judged at a past moment from what belongs to one deal. */
export const tellsPast = (rule: Rule): boolean => {
  const needs = needsOf([rule]);
  return rule.on.includes('deal') && !acrossRecords.some((need) => needs.has(need));
};

/** A deal as it stood: tracked fields as they were, lasting ones as they are, and nothing else is known. */
function knownThen(deal: Deal, world: World): Deal {
  const kept: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(deal))
    if (lasting.has(field) || world.tracks('deal', recordedAs[field] ?? field)) kept[field] = value;
  for (const field of Object.keys(canon.deal)) if (!(field in kept)) kept[field] = undefined;
  return asItWas({ ...kept, type: 'deal', id: deal.id }, world);
}

async function each<T>(stream: Stream<T>, take: (row: T) => void): Promise<void> {
  for await (const rows of stream) for (const row of rows) take(row);
}

interface Shelf {
  readonly of: (deal: string) => Rows;
  readonly deals: Deal[];
  /** By the deal that they became. */
  readonly leads: Map<string, Lead[]>;
}

/** Reads a source once, and keeps what belongs to deals by deal; everything goes to the gathering as well. */
async function readShelf({ streams }: Dataset, { take }: Gathering): Promise<Shelf> {
  const shelf = new Map<string, Rows>();
  const of = (deal: string): Rows => {
    const rows = shelf.get(deal) ?? { roles: [], history: [], activities: [] };
    shelf.set(deal, rows);
    return rows;
  };
  await each(streams.person, take.person);
  await each(streams.account, take.account);
  await each(streams.contact, take.contact);
  await each(streams.contactRole, (row) => {
    take.contactRole(row);
    if (row.dealId) of(row.dealId).roles.push(row);
  });
  await each(streams.history, (row) => {
    take.history(row);
    if (row.recordId && row.recordType === 'deal') of(row.recordId).history.push(row);
  });
  await each(streams.activity, (row) => {
    take.activity(row);
    if (row.dealId) of(row.dealId).activities.push(row);
  });
  const leads = new Map<string, Lead[]>();
  await each(streams.lead, (lead) => {
    if (lead.convertedDealId) leads.set(lead.convertedDealId, [...(leads.get(lead.convertedDealId) ?? []), lead]);
  });
  const deals: Deal[] = [];
  await each(streams.deal, (deal) => void deals.push(deal));
  return { of, deals, leads };
}

/** The world of one deal at one moment: nothing in it is later. */
function worldThen(deal: Deal, at: number, base: World, shelf: Shelf, setting: Setting): World {
  const then = { ...setting, asOf: at, today: setting.calendar.zone.toDay(at) };
  const gathering = startGathering(then);
  const rows = shelf.of(deal.id ?? '');
  for (const row of rows.roles) gathering.take.contactRole(row);
  for (const row of rows.history) gathering.take.history(row);
  for (const row of rows.activities) gathering.take.activity(row);
  const world = gathering.world(base);
  const leads = shelf.leads.get(deal.id ?? '') ?? [];
  for (const lead of leads.filter(({ convertedAt }) => typeof convertedAt === 'number' && convertedAt <= at)) {
    world.folds.prospects.add(deal.id ?? '', lead);
    world.folds.conversions.add(deal.id ?? '', lead);
  }
  const { people, personByEmail, accounts, contacts, contactByEmail, tracks, has, hasField, columnOf } = base;
  return { ...world, people, personByEmail, accounts, contacts, contactByEmail, tracks, has, hasField, columnOf };
}

/**
 * When a deal came into each open stage; the last time, where it came back. Its creation is none: nothing can stand on
 * a record yet at that moment.
 */
function entriesOf(deal: Deal, base: World): readonly { readonly stage: string; readonly at: number }[] {
  const { moves = [] } = journeyOf({ record: deal, world: base });
  const all = moves.map(({ to, at }) => ({ stage: to, at }));
  const last = new Map(all.map((entry) => [entry.stage, entry]));
  return [...last.values()].filter(({ stage }) => {
    const group = base.stageOf(stage)?.group;
    return group !== undefined && group !== 'won' && group !== 'lost';
  });
}

/** What became of every deal, and what each rule would have said as it came into each stage. */
export interface PastJudgments {
  readonly entries: readonly StageEntry[];
  /** Deals in scope. */
  readonly deals: number;
  /** Whether changes of stage are recorded at all: without them there is no moment to judge at. */
  readonly seesStages: boolean;
}

/**
 * Judges rules at the moments at which closed deals came into their stages, from what was known then: later rows are
 * left out, tracked fields are taken back, and fields whose changes nobody records are not known. The rows of deals are
 * held in memory.
 */
export async function judgeStageEntries(request: AuditRequest, rules: readonly Rule[]): Promise<PastJudgments> {
  const { read, setting, scope, rulebook } = request;
  const dataset = await read(wantsOf(rulebook, setting, scope));
  try {
    const gathering = startGathering(setting);
    const shelf = await readShelf(dataset, gathering);
    const base = gathering.world(dataset);
    const gate = openGate(scope, base);
    const entries: StageEntry[] = [];
    let deals = 0;
    for (const deal of shelf.deals) {
      const present = { record: asItWas(deal, base), world: base };
      if (!gate.isOwn(present) || !gate.takes(present)) continue;
      deals += 1;
      const { isOpen, isWon } = state.of(present);
      if (isOpen !== false || isWon === undefined || isWon === null) continue;
      for (const { stage, at } of entriesOf(present.record, base)) {
        const world = worldThen(deal, at, base, shelf, setting);
        const view: View = { record: knownThen(deal, world), world, params: {} };
        const judgments = judgeEach(rules, view, tenure.of(view).isInherited === true);
        entries.push({ deal: deal.id ?? '', stage, at, isWon, outcomes: judgments.map(({ outcome }) => outcome) });
      }
    }
    gate.close();
    entries.sort((a, b) => byCodeUnit(a.deal, b.deal) || a.at - b.at);
    return { entries, deals, seesStages: base.tracks('deal', 'stage') };
  } finally {
    await dataset.close();
  }
}

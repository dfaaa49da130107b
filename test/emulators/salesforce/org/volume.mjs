// An org of any size: every value is computed from the number of its row, and none is held.

import { mix, pickBelow } from '../dice.mjs';
import { idOf, indexOf, ORG_ID } from '../ids.mjs';
import { wholeSchema } from '../schema.mjs';
import { computedTable } from './computed.mjs';
import { setupRows } from './setup-rows.mjs';
import { memoryTable } from './tables.mjs';
import { LEAD_HISTORY_POD, volumeColumns } from './volume-columns.mjs';

const OFF = [
  'Territory2',
  'Territory2Model',
  'UserTerritory2Association',
  'ObjectTerritory2Association',
  'CurrencyType',
];

/**
 * Who is related to whom, by number: which rows point to a row, and which row a row points to.
 * Activities go round the leads and deals: the n-th is about record `n % (leads + deals)`.
 */
function sizesOf({ leads = 1000, deals = 400, activities = 10_000, reps = 8 }) {
  const parents = Math.max(1, leads + deals);
  const events = Math.floor(activities / 6);
  return {
    leads,
    deals,
    reps,
    parents,
    accounts: Math.max(1, Math.ceil(deals / 2)),
    tasks: activities - events,
    events,
  };
}

/** Numbers from `first` in steps, below a limit. */
function* every(first, step, below) {
  for (let n = first; n < below; n += step) yield n;
}

const many = (values, rows) =>
  (function* all() {
    for (const value of new Set(values)) yield* rows(value);
  })();

/** Rows of an activity table by what they point to. */
function activityNear(prefixes, { leads, parents, accounts, deals }, size) {
  const ofParent = (parent) => every(parent, parents, size);
  const ofLead = (id) => {
    const lead = indexOf(prefixes.Lead, id);
    return lead === undefined || lead >= leads ? [] : ofParent(lead);
  };
  const ofDeal = (id) => {
    const deal = indexOf(prefixes.Opportunity, id);
    return deal === undefined || deal >= deals ? [] : ofParent(leads + deal);
  };
  function* ofContact(id) {
    const contact = indexOf(prefixes.Contact, id);
    if (contact === undefined) return;
    for (const deal of every(Math.floor(contact / 3), accounts, deals)) yield* ofParent(leads + deal);
  }
  const ofWho = (id) => (id.startsWith(prefixes.Lead) ? ofLead(id) : ofContact(id));
  // Contacts of one account lead to the same activities.
  return { WhatId: (ids) => many(ids, ofDeal), WhoId: (ids) => new Set(many(ids, ofWho)) };
}

/** Rows that come in groups of one size, one group for each parent. */
const grouped = (prefix, group, size) => (ids) =>
  many(ids, (id) => {
    const parent = indexOf(prefix, id);
    return parent === undefined ? [] : every(parent * group, 1, Math.min(size, (parent + 1) * group));
  });

/** Records that are dealt out to the reps in turn. */
const ofRep = (prefix, reps, size) => (ids) =>
  many(ids, (id) => {
    const rep = indexOf(prefix, id);
    return rep === undefined ? [] : every(rep, reps, size);
  });

/**
 * @param {{ leads?: number, deals?: number, activities?: number, reps?: number, seed?: number, asOf?: number }} options
 * @returns {import('./org.mjs').Org}
 */
export function volumeOrg({ seed = 1, asOf = Date.UTC(2026, 10, 18, 17), ...options } = {}) {
  const sizes = sizesOf(options);
  const schema = wholeSchema();
  for (const name of OFF) schema.delete(name.toLowerCase());
  const prefixes = Object.fromEntries([...schema.values()].map(({ name, prefix }) => [name, prefix]));
  const context = {
    ...sizes,
    asOf,
    id: (object, index) => idOf(prefixes[object], index),
    dice: (below, ...numbers) => pickBelow(below, seed, ...numbers),
    mix: (...numbers) => mix(seed, ...numbers),
  };
  const columns = volumeColumns(context);
  const { User, Lead, Opportunity, Account } = prefixes;
  const plans = {
    User: [sizes.reps + 1, {}],
    Account: [sizes.accounts, { OwnerId: ofRep(User, sizes.reps, sizes.accounts) }],
    Contact: [sizes.accounts * 3, { AccountId: grouped(Account, 3, sizes.accounts * 3) }],
    Lead: [sizes.leads, { OwnerId: ofRep(User, sizes.reps, sizes.leads) }],
    Opportunity: [sizes.deals, { OwnerId: ofRep(User, sizes.reps, sizes.deals) }],
    OpportunityContactRole: [sizes.deals * 2, { OpportunityId: grouped(Opportunity, 2, sizes.deals * 2) }],
    OpportunityHistory: [sizes.deals * 3, { OpportunityId: grouped(Opportunity, 3, sizes.deals * 3) }],
    OpportunityFieldHistory: [sizes.deals * 4, { OpportunityId: grouped(Opportunity, 4, sizes.deals * 4) }],
    LeadHistory: [sizes.leads * 2, { LeadId: grouped(Lead, 2, sizes.leads * 2) }, LEAD_HISTORY_POD],
    Note: [sizes.deals, { ParentId: grouped(Opportunity, 1, sizes.deals) }],
    Task: [sizes.tasks, activityNear(prefixes, sizes, sizes.tasks)],
    Event: [sizes.events, activityNear(prefixes, sizes, sizes.events)],
    TaskRelation: [sizes.tasks, { TaskId: grouped(prefixes.Task, 1, sizes.tasks) }],
    EventRelation: [sizes.events, { EventId: grouped(prefixes.Event, 1, sizes.events) }],
  };
  const tables = new Map();
  for (const object of schema.values()) {
    const [size, near, pod] = plans[object.name] ?? [];
    const table =
      size === undefined
        ? memoryTable(object, [])
        : computedTable(object, { size, near, pod, columns: columns[object.name] });
    if (size !== undefined) keepComputed(object, columns[object.name]);
    tables.set(object.name, table);
  }
  for (const [name, rows] of setupRows(new Map()))
    if (schema.has(name.toLowerCase())) tables.set(name, memoryTable(schema.get(name.toLowerCase()), rows));
  return { id: ORG_ID, schema, tables };
}

/** An object has the fields that are computed, and no others. */
function keepComputed({ fields }, columns) {
  for (const [key, { name }] of fields) if (!(name in columns)) fields.delete(key);
}

// What people and automation do in an org over time, and what of it shows. As in an org, every change of a row moves its
// SystemModstamp, but not all that can be read is a change of the row: roll-ups of activities move without it, and so, as
// far as the documentation tells, may lookups that a merge or a deletion turns elsewhere. Those do here: the less is told,
// the more a reader has to find out.

import { idOf } from './ids.mjs';

/** Rows that go, come back and are purged with their parent, by the field that names it. */
const CHILDREN = {
  Lead: [
    ['LeadHistory', 'LeadId'],
    ['Task', 'WhoId'],
    ['Event', 'WhoId'],
    ['Note', 'ParentId'],
  ],
  Opportunity: [
    ['OpportunityHistory', 'OpportunityId'],
    ['OpportunityFieldHistory', 'OpportunityId'],
    ['OpportunityContactRole', 'OpportunityId'],
    ['Task', 'WhatId'],
    ['Event', 'WhatId'],
    ['Note', 'ParentId'],
  ],
  Contact: [['OpportunityContactRole', 'ContactId']],
  Task: [['TaskRelation', 'TaskId']],
  Event: [['EventRelation', 'EventId']],
};

/** Fields whose changes are written down, by object. */
const TRACKED = {
  Lead: { history: 'LeadHistory', parent: 'LeadId', fields: ['Status'] },
  Opportunity: {
    history: 'OpportunityFieldHistory',
    parent: 'OpportunityId',
    fields: ['StageName', 'Amount', 'CloseDate', 'NextStep'],
  },
};
const STAGED = ['StageName', 'Amount', 'CloseDate', 'Probability'];

const ACTIVITIES = ['Task', 'Event', 'TaskRelation', 'EventRelation'];

/** Records that show when somebody was last in touch. */
const ROLLED = ['Lead', 'Opportunity', 'Contact', 'Account'];

/** Opens the rows of an org for changes, by the clock of the org. */
export function editing({ org, clock }) {
  const made = new Map();
  const table = (object) => org.tables.get(object);
  const schemaOf = (object) => org.schema.get(object.toLowerCase());
  const has = (object, field) => schemaOf(object)?.fields.has(field.toLowerCase()) === true;
  const now = () => new Date(clock.now()).toISOString();
  const rowOf = (object, id) => table(object).byId(id);
  const rowsWhere = (object, field, value) =>
    table(object) === undefined || !has(object, field) ? [] : table(object).rows.filter((row) => row[field] === value);
  const objectOf = (id) =>
    [...org.schema.values()].find(({ prefix, name }) => id?.startsWith(prefix) && table(name)?.byId(id));

  const stamp = (object, row) => {
    if (has(object, 'LastModifiedDate')) row.LastModifiedDate = now();
    if (has(object, 'SystemModstamp')) row.SystemModstamp = now();
  };

  function insert(object, values) {
    if (schemaOf(object) === undefined) return undefined;
    const number = made.get(object) ?? 0;
    made.set(object, number + 1);
    const row = {};
    for (const { name, type } of schemaOf(object).fields.values()) row[name] = type === 'boolean' ? false : null;
    const own = Object.fromEntries(Object.entries(values).filter(([field]) => has(object, field)));
    Object.assign(row, own, {
      Id: idOf(schemaOf(object).prefix, number, object === 'OpportunityFieldHistory' ? 'zy' : 'zz'),
    });
    if (has(object, 'CreatedDate')) row.CreatedDate = now();
    stamp(object, row);
    table(object).rows.push(row);
    table(object).touch();
    return row.Id;
  }

  /** When somebody was last in touch with a record, from what is left of its activities. */
  function roll(id) {
    const object = objectOf(id)?.name;
    if (!ROLLED.includes(object) || !has(object, 'LastActivityDate')) return;
    const related = ['Task', 'Event'].flatMap((activity) => {
      const direct = ['WhoId', 'WhatId'].flatMap((field) => rowsWhere(activity, field, id));
      const shared = rowsWhere(`${activity}Relation`, 'RelationId', id)
        .filter((row) => row.IsDeleted !== true)
        .map((row) => rowOf(activity, row[`${activity}Id`]));
      return [...direct, ...shared];
    });
    const days = related
      .filter((row) => row && row.IsDeleted !== true && row.IsClosed !== false && row.ActivityDate)
      .map((row) => row.ActivityDate);
    rowOf(object, id).LastActivityDate = days.sort().at(-1) ?? null;
  }

  /** Everybody and everything that an activity is about. */
  const aboutOf = (object, row) => [
    ...(object === 'Task' || object === 'Event'
      ? [row.WhoId, row.WhatId, ...rowsWhere(`${object}Relation`, `${object}Id`, row.Id).map((one) => one.RelationId)]
      : []),
    ...(/Relation$/.test(object) ? [row.RelationId] : []),
  ];
  const rollAll = (ids) => {
    for (const id of new Set(ids)) if (id) roll(id);
  };

  function record(object, row, before) {
    const { history, parent, fields } = TRACKED[object] ?? { fields: [] };
    const entry = (field, from, to) =>
      insert(history, { [parent]: row.Id, Field: field, OldValue: from, NewValue: to, CreatedById: row.OwnerId });
    for (const field of fields) if (before[field] !== row[field]) entry(field, before[field], row[field]);
    if (history !== undefined && before.OwnerId !== row.OwnerId) {
      entry('Owner', before.OwnerId, row.OwnerId);
      entry('Owner', nameOf(before.OwnerId), nameOf(row.OwnerId));
    }
    if (object === 'Opportunity' && STAGED.some((field) => before[field] !== row[field])) stage(row, before);
  }
  const nameOf = (id) => table('User').byId(id)?.Name ?? table('Group')?.byId(id)?.Name ?? id;
  const stage = (row, before) =>
    insert('OpportunityHistory', {
      OpportunityId: row.Id,
      StageName: row.StageName,
      Amount: row.Amount,
      CloseDate: row.CloseDate,
      Probability: row.Probability,
      PrevAmount: before.Amount ?? null,
      PrevCloseDate: before.CloseDate ?? null,
      CreatedById: row.OwnerId,
    });

  function create(object, values) {
    const id = insert(object, values);
    const row = rowOf(object, id);
    if (object === 'Lead') insert('LeadHistory', { LeadId: id, Field: 'created', CreatedById: row.OwnerId });
    if (object === 'Opportunity') stage(row, {});
    rollAll(aboutOf(object, row));
    return id;
  }

  function update(object, id, values) {
    const row = rowOf(object, id);
    const before = { ...row };
    Object.assign(row, values);
    stamp(object, row);
    table(object).touch();
    record(object, row, before);
    rollAll([...aboutOf(object, before), ...aboutOf(object, row)]);
  }

  /** The row and those that go with it. */
  function* family(object, id) {
    const row = rowOf(object, id);
    if (row === undefined) return;
    yield [object, row];
    for (const [child, field] of CHILDREN[object] ?? [])
      for (const { Id } of rowsWhere(child, field, id)) yield* family(child, Id);
  }

  const flag = (object, id, isDeleted) => {
    const about = [];
    for (const [own, row] of [...family(object, id)]) {
      about.push(...aboutOf(own, row));
      row.IsDeleted = isDeleted;
      // What goes along does so without a trace of its own.
      if (row.Id === id) stamp(own, row);
    }
    rollAll(about);
  };

  const lookupsOf = (object) =>
    [...(schemaOf(object)?.fields.values() ?? [])].filter(({ type }) => type === 'reference').map(({ name }) => name);

  /** Turns the lookups that name a row, of all objects but some, to another one; nothing of them tells. */
  function repoint(from, to, isLeft = () => false) {
    for (const [name, { rows = [] }] of org.tables) {
      if (isLeft(name)) continue;
      for (const field of lookupsOf(name)) for (const row of rows.filter((one) => one[field] === from)) row[field] = to;
      table(name).touch?.();
    }
  }

  /** Deletes for good, without the recycle bin; lookups to what is no more are emptied by the org itself. */
  function purge(object, id) {
    const about = [];
    for (const [own, row] of [...family(object, id)]) {
      about.push(...aboutOf(own, row));
      const { rows } = table(own);
      rows.splice(rows.indexOf(row), 1);
      table(own).touch();
    }
    repoint(id, null);
    rollAll(about);
  }

  /** Merges a record into another of its kind: its children change hands. */
  function merge(object, winner, loser, values = {}) {
    repoint(loser, winner, (name) => name === object || /History$/.test(name));
    for (const row of rowsWhere(`${object}History`, `${object}Id`, loser)) row.IsDeleted = true;
    const gone = rowOf(object, loser);
    gone.IsDeleted = true;
    if (has(object, 'MasterRecordId')) gone.MasterRecordId = winner;
    stamp(object, gone);
    update(object, winner, values);
    rollAll([winner]);
  }

  /** Makes a contact of a lead, who takes part in its activities from then on; nothing but the lead tells. */
  function convert(lead, contact, values = {}) {
    repoint(lead, contact, (name) => !ACTIVITIES.includes(name));
    update('Lead', lead, {
      IsConverted: true,
      ConvertedDate: now().slice(0, 10),
      ConvertedContactId: contact,
      ...values,
    });
    rollAll([lead, contact]);
  }

  return {
    create,
    update,
    convert,
    remove: (object, id) => flag(object, id, true),
    restore: (object, id) => flag(object, id, false),
    purge,
    merge,
    /** Ids of live rows, in their order. */
    ids: (object) => (table(object)?.rows ?? []).filter((row) => row.IsDeleted !== true).map((row) => row.Id),
    binned: (object) => (table(object)?.rows ?? []).filter((row) => row.IsDeleted === true).map((row) => row.Id),
    rowOf,
    has,
  };
}

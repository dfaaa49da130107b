// What people do in an account over time: records made, changed, deleted, restored, merged, associated. HubSpot keeps
// what a property was before, counts activities again, and stamps a record that a property of it was set in. It stamps
// none for an association, for what is counted, or for what it calculates.

import { layLinks } from './lay-links.mjs';
import { OBJECT_TYPES, typeOf } from './object-types.mjs';
import { rollUpsOf } from './roll-ups.mjs';
import { byId, layTable } from './table.mjs';

const KINDS = ['calls', 'meetings', 'tasks', 'notes', 'emails'];
const COUNTED = ['contacts', 'deals', 'leads'];
const iso = (instant) => new Date(instant).toISOString();

/** What HubSpot sets by itself where something else is set. */
const followUps = {
  deals: ({ dealstage }, { portal, at }) => {
    if (dealstage === undefined) return {};
    const stages = portal.pipelines.deals.flatMap((pipeline) => pipeline.stages);
    const { metadata } = stages.find(({ id }) => id === dealstage) ?? {};
    if (metadata === undefined) return { hs_v2_date_entered_current_stage: iso(at) };
    return {
      hs_is_closed: metadata.isClosed,
      hs_is_closed_won: String(metadata.isClosed === 'true' && Number(metadata.probability) === 1),
      hs_deal_stage_probability: metadata.probability,
      hs_v2_date_entered_current_stage: iso(at),
    };
  },
  contacts: ({ email }) => (email === undefined ? {} : { hs_email_domain: email?.split('@')[1] ?? null }),
  leads: ({ hs_pipeline_stage }, { at }) =>
    hs_pipeline_stage === undefined ? {} : { hs_pipeline_stage_last_updated: iso(at) },
};

/** The past of the properties that are set, with what they were before. */
function pastAfter(record, changes, { at, userId }) {
  const entries = Object.entries(changes)
    .filter(([name, value]) => (record.properties[name] ?? null) !== value)
    .map(([name, value]) => {
      const before = record.properties[name] ?? null;
      const first = { value: before, at: record.createdAt, source: 'CRM_UI', userId: null };
      const known = record.history?.[name] ?? (before === null ? [] : [first]);
      return [name, [{ value: value ?? '', at, source: 'CRM_UI', userId }, ...known]];
    });
  return { ...record.history, ...Object.fromEntries(entries) };
}

/** How an activity counts for the records that it is on. */
function childOf(kind, { properties, createdAt }) {
  const isOpen =
    kind === 'tasks' ? properties.hs_task_status !== 'COMPLETED' : properties.hs_meeting_outcome === 'SCHEDULED';
  const done = isOpen ? null : properties.hs_task_completion_date;
  const written = done ?? properties.hs_timestamp;
  return { type: kind, at: written ? Date.parse(written) : null, logged: createdAt, isOpen };
}

/**
 * Opens an account for changes, each made now by its clock.
 * @param {import('./hubspot.d.mts').Hubspot} hub
 */
export function openEdits({ portal, clock, redefine }) {
  for (const { name } of OBJECT_TYPES) portal.tables[name] = layTable(portal.tables[name]);
  const { tables } = portal;
  const isThere = (type, id) => {
    const record = tables[type]?.exact(id);
    return record !== undefined && record.archived !== true;
  };
  const links = layLinks(portal.linksOf, isThere);
  portal.linksOf = links.of;
  const modifiedOf = (type) => typeOf(type).modified;
  const recordOf = (type, id) => {
    const record = tables[type].exact(id);
    if (record === undefined) throw new Error(`there is no ${id} among ${type}`);
    return record;
  };

  /** What counted when, of each record, the latest last. */
  const counted = new Map();
  /** From now on something else is counted: whoever looks from far enough back still sees what was counted before. */
  const count = (type, id, counts) => {
    if (!COUNTED.includes(type) || !isThere(type, id)) return;
    const record = recordOf(type, id);
    const log = counted.get(id) ?? [{ at: Number.NEGATIVE_INFINITY, counts: record.rollUps ?? (() => ({})) }];
    log.push({ at: clock.now(), counts: counts(log.at(-1).counts) });
    counted.set(id, log);
    tables[type].put({ ...record, rollUps: (asOf) => log.findLast(({ at }) => at <= asOf).counts(asOf) });
  };
  const contactsOf = (id) => String(links.of('deals', 'contacts', id).length);
  const countContacts = (id) => {
    const contacts = { num_associated_contacts: contactsOf(id) };
    count('deals', id, (before) => (asOf) => ({ ...before(asOf), ...contacts }));
  };
  const countActivities = (type, id) => {
    const children = KINDS.flatMap((kind) =>
      links.of(type, kind, id).map((one) => childOf(kind, tables[kind].exact(one.id))),
    );
    count(type, id, () => rollUpsOf(children, type === 'deals' ? contactsOf(id) : undefined));
  };
  const around = (type, id) =>
    OBJECT_TYPES.flatMap(({ name }) => links.all(type, name, id).map((one) => ({ type: name, id: one.id })));
  /** What is counted of one record because of another. */
  const recount = (type, id, other) => {
    if (KINDS.includes(other)) countActivities(type, id);
    if (type === 'deals' && other === 'contacts') countContacts(id);
  };
  const recountAround = (type, id) => {
    for (const one of around(type, id)) recount(one.type, one.id, type);
    if (!KINDS.includes(type)) countActivities(type, id);
  };

  const update = (type, id, changes, { userId = null } = {}) => {
    const record = recordOf(type, id);
    const at = clock.now();
    const set = { ...changes, ...followUps[type]?.(changes, { portal, at }) };
    if ('hubspot_owner_id' in changes && 'hubspot_owner_assigneddate' in record.properties)
      set.hubspot_owner_assigneddate = iso(at);
    const properties = { ...record.properties, ...set, [modifiedOf(type)]: iso(at) };
    tables[type].change({ ...record, properties, updatedAt: at, history: pastAfter(record, set, { at, userId }) }, at);
    if (KINDS.includes(type)) recountAround(type, id);
  };

  const associate = (from, a, to, b, extra = {}) => {
    links.join(from, a, to, b, extra);
    recount(from, a, to);
    recount(to, b, from);
    // The primary company of a contact stands in a property of the contact.
    const contact = from === 'contacts' && to === 'companies' ? a : undefined;
    if (contact !== undefined && extra.isPrimary) update('contacts', contact, { associatedcompanyid: b });
  };

  let made = 0;
  const create = (type, properties, on = []) => {
    const at = clock.now();
    made += 1;
    const last = tables[type].ids().at(-1) ?? '900000000';
    const id = String(BigInt(last) + BigInt(made % 3) + 1n);
    const owned = typeOf(type).always.filter((name) => name !== 'hs_object_id');
    const stamps = Object.fromEntries(['createdate', ...owned].map((name) => [name, iso(at)]));
    const record = { id, createdAt: at, updatedAt: at, properties: { hs_object_id: id, ...stamps, ...properties } };
    const history = Object.fromEntries(
      Object.entries(properties).flatMap(([name, value]) =>
        value === null ? [] : [[name, [{ value, at, source: 'CRM_UI', userId: null }]]],
      ),
    );
    tables[type].change({ ...record, history }, at);
    for (const [to, other, extra] of on) associate(type, id, to, other, extra);
    return id;
  };

  return {
    create,
    update,
    associate,
    dissociate: (from, a, to, b) => {
      links.part(from, a, to, b);
      recount(from, a, to);
      recount(to, b, from);
    },
    archive: (type, id) => {
      tables[type].remove(id, clock.now());
      recountAround(type, id);
    },
    /** Whether restoring stamps a record is told nowhere: both may be. */
    restore: (type, id, { isStamped = false } = {}) => {
      const { archived: _archived, archivedAt: _archivedAt, ...record } = recordOf(type, id);
      const at = clock.now();
      const stamp = isStamped ? { [modifiedOf(type)]: iso(at) } : {};
      tables[type].change({ ...record, properties: { ...record.properties, ...stamp } }, at);
      recountAround(type, id);
    },
    /** The survivor takes over what the other is associated with, and what it knows that the survivor does not. */
    merge: (type, id, into) => {
      const gone = recordOf(type, id);
      const survivor = recordOf(type, into);
      const taken = around(type, id).map((one) => ({ ...one, kinds: links.all(type, one.type, id) }));
      const blank = ([name, value]) => value !== null && (survivor.properties[name] ?? null) === null;
      const filled = Object.fromEntries(Object.entries(gone.properties).filter(blank));
      for (const one of taken) {
        const { kinds = [] } = one.kinds.find((link) => link.id === one.id) ?? {};
        links.part(type, id, one.type, one.id);
        if (one.type === type && one.id === into) continue;
        if (links.all(type, one.type, into).some((link) => link.id === one.id)) continue;
        links.join(type, into, one.type, one.id, {
          labels: kinds.filter(({ category }) => category === 'USER_DEFINED'),
        });
      }
      const merged = [survivor.properties.hs_merged_object_ids, id].filter(Boolean).join(';');
      update(type, into, { ...filled, hs_merged_object_ids: merged });
      tables[type].merge(id, into, clock.now());
      tables[type].put({
        ...recordOf(type, into),
        properties: { ...recordOf(type, into).properties, hs_merged_object_ids: merged },
      });
      for (const one of taken) recount(one.type, one.id, type);
      countActivities(type, into);
    },
    changeOwner: (id, changes) => {
      portal.owners = portal.owners.map((owner) =>
        owner.id === id ? { ...owner, ...changes, updatedAt: iso(clock.now()) } : owner,
      );
    },
    /** Changes stages of deals, such as their label or probability. What is calculated from them changes in silence. */
    changeStage: (id, changes) => {
      portal.pipelines = {
        ...portal.pipelines,
        deals: portal.pipelines.deals.map((pipeline) => ({
          ...pipeline,
          stages: pipeline.stages.map((stage) => (stage.id === id ? { ...stage, ...changes } : stage)),
        })),
      };
    },
    define: (type, definition) => {
      portal.properties[type] = [...portal.properties[type].filter(({ name }) => name !== definition.name), definition];
      redefine();
    },
    undefine: (type, name) => {
      portal.properties[type] = portal.properties[type].filter((one) => one.name !== name);
      redefine();
    },
    /** Sets what HubSpot calculates, which stamps nothing. */
    recalculate: (type, id, values) => {
      const record = recordOf(type, id);
      tables[type].put({ ...record, properties: { ...record.properties, ...values } });
    },
    ids: (type) => tables[type].ids().filter((id) => isThere(type, id)),
    archivedIds: (type) => [...tables[type].archivedIds()].sort(byId),
    linked: (from, to, id) => links.of(from, to, id).map((one) => one.id),
  };
}

// The records of one object type, in order of their ids, and what the search index makes of them.

import { keepLate } from './late.mjs';

/** Ids are digits of any length: shorter ones first. */
export const byId = (a, b) => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);

/**
 * @typedef {{ value: string, at: number, source: string, userId: number | null }} Past
 * @typedef {object} HubRecord
 * @property {string} id
 * @property {Record<string, string | null>} properties blank is null; a property that is not there is blank, too
 * @property {Record<string, readonly Past[]>} [history] by property, the newest first; without it, since creation
 * @property {number} createdAt
 * @property {number} updatedAt
 * @property {boolean} [archived]
 * @property {number} [archivedAt]
 * @property {(asOf: number) => Record<string, string | null>} [rollUps] what is counted from other records
 */

/**
 * Records that can change, kept in memory or laid over a table that makes them when they are asked for. Changes are
 * remembered, so that the index can be late.
 */
function changeable(base) {
  /** Changed and new ones; `undefined` where a record was there once. */
  const own = new Map();
  const late = keepLate();
  const merged = new Map();
  let order;
  let revision = 0;
  const exact = (id) => (own.has(id) ? own.get(id) : base.exact(id));
  const isBased = (id) => base.exact(id) !== undefined;
  const ids = () => {
    if (order !== undefined) return order;
    const gone = new Set([...own].flatMap(([id, record]) => (record === undefined ? [id] : [])));
    const fresh = [...own.keys()].filter((id) => !gone.has(id) && !isBased(id));
    order = gone.size + fresh.length === 0 ? base.ids() : base.ids().filter((id) => !gone.has(id));
    if (fresh.length > 0) order = [...order, ...fresh].sort(byId);
    return order;
  };
  const set = (id, record) => {
    if ((exact(id) === undefined) !== (record === undefined)) order = undefined;
    own.set(id, record);
    revision += 1;
  };
  const put = (record) => set(record.id, record);
  const indexedAt = (id, now, delay) => {
    if (!own.has(id)) return base.lazy(id);
    const record = late.asIndexed(id, own.get(id), now, delay);
    return record?.archived ? undefined : record;
  };
  return {
    size: () => ids().length,
    ids,
    get: (id) => exact(id) ?? exact(merged.get(id)),
    exact,
    put,
    drop: (id) => set(id, undefined),
    /** A record as somebody changes it, or creates it, at a moment. */
    change: (record, at) => {
      late.note(record.id, exact(record.id), at);
      put(record);
    },
    /** Takes a record away, as if somebody had deleted it. */
    remove: (id, at) => {
      const record = exact(id);
      late.note(id, record, at);
      if (record !== undefined) put({ ...record, archived: true, archivedAt: at });
    },
    /** One record becomes part of another: its id leads there from now on. */
    merge: (id, into, at) => {
      late.note(id, exact(id), at);
      set(id, undefined);
      merged.set(id, into);
      const survivor = exact(into);
      const ids = [survivor.properties.hs_merged_object_ids, id].filter(Boolean).join(';');
      put({ ...survivor, properties: { ...survivor.properties, hs_merged_object_ids: ids } });
    },
    archivedIds: () =>
      [...own]
        .filter(([, record]) => record?.archived)
        .map(([id]) => id)
        .sort(byId),
    /** What tells whether a search would find the same as before. */
    view: (now, delay) => (base.isStill ? `${revision} ${late.unknown(now, delay)}` : `${revision} ${now}`),
    /** Records as the index has them, which learns of a change only after a while. */
    *indexed(now, delay) {
      const gone = [...late.ids()].filter((id) => exact(id) === undefined);
      for (const id of gone.length === 0 ? ids() : [...ids(), ...gone].sort(byId)) {
        const record = indexedAt(id, now, delay);
        if (record !== undefined) yield record;
      }
    },
  };
}

/** Records that are kept in memory. */
export function keepTable(records = []) {
  const known = new Map(records.map((record) => [record.id, record]));
  const order = [...known.keys()].sort(byId);
  const exact = (id) => known.get(id);
  return changeable({ ids: () => order, exact, lazy: exact });
}

/** Records that are made when they are asked for, and may change from now on. */
export const layTable = (base) => (base.isStill ? changeable(base) : base);

/** Records that are made when they are asked for: `make` knows the id and the record of each place. */
export function makeTable(size, idAt, make) {
  let order;
  const first = size > 0 ? Number(idAt(0)) : 0;
  const step = size > 1 ? Number(idAt(1)) - first : 1;
  const placeOf = (id) => (Number(id) - first) / step;
  const get = (id) => {
    const place = placeOf(id);
    return Number.isInteger(place) && place >= 0 && place < size ? make(place) : undefined;
  };
  const ids = () => {
    order ??= Array.from({ length: size }, (_, place) => idAt(place));
    return order;
  };
  /** Made in whole once something of it is looked at. */
  const lazy = (id) => {
    let made;
    return {
      id,
      get properties() {
        made ??= get(id);
        return made.properties;
      },
    };
  };
  return {
    size: () => size,
    ids,
    get,
    exact: get,
    lazy,
    isStill: true,
    archivedIds: () => [],
    view: () => '',
    *indexed() {
      for (const id of ids()) yield lazy(id);
    },
  };
}

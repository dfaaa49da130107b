// The records of one object type, in order of their ids, and what the search index makes of them.

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

/** Records that are kept in memory. Changes are remembered, so that the index can be late. */
export function keepTable(records = []) {
  const known = new Map(records.map((record) => [record.id, record]));
  /** @type {Map<string, { before: HubRecord | undefined, at: number }>} */
  const late = new Map();
  const merged = new Map();
  let order;
  const ids = () => {
    order ??= [...known.keys()].sort(byId);
    return order;
  };
  const put = (record) => {
    if (!known.has(record.id)) order = undefined;
    known.set(record.id, record);
  };
  const noteChange = (id, at) => {
    if (!late.has(id)) late.set(id, { before: known.get(id), at });
    else late.set(id, { before: late.get(id).before, at });
  };
  return {
    size: () => known.size,
    ids,
    get: (id) => known.get(id) ?? known.get(merged.get(id)),
    exact: (id) => known.get(id),
    put,
    drop: (id) => {
      known.delete(id);
      order = undefined;
    },
    /** A record as somebody changes it, or creates it, at a moment. */
    change: (record, at) => {
      noteChange(record.id, at);
      put(record);
    },
    /** Takes a record away, as if somebody had deleted it. */
    remove: (id, at) => {
      noteChange(id, at);
      const record = known.get(id);
      if (record !== undefined) known.set(id, { ...record, archived: true, archivedAt: at });
    },
    /** One record becomes part of another: its id leads there from now on. */
    merge: (id, into, at) => {
      noteChange(id, at);
      known.delete(id);
      order = undefined;
      merged.set(id, into);
      const survivor = known.get(into);
      const properties = { ...survivor.properties, hs_merged_object_ids: id };
      known.set(into, { ...survivor, properties });
    },
    /** Records as the index has them, which learns of a change only after a while. */
    *indexed(now, delay) {
      const isLate = (id) => late.has(id) && now < late.get(id).at + delay;
      const gone = [...late.keys()].filter((id) => !known.has(id));
      for (const id of [...ids(), ...gone]) {
        const record = isLate(id) ? late.get(id).before : known.get(id);
        if (record !== undefined && !record.archived) yield record;
      }
    },
  };
}

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
  return {
    size: () => size,
    ids: () => {
      order ??= Array.from({ length: size }, (_, place) => idAt(place));
      return order;
    },
    get,
    exact: get,
    isStill: true,
    *indexed() {
      for (let place = 0; place < size; place += 1) {
        let made;
        yield {
          id: idAt(place),
          get properties() {
            made ??= make(place);
            return made.properties;
          },
        };
      }
    },
  };
}

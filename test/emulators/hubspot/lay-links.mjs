// Associations that change, laid over those that an account was told with.

import { kindsOf, typeOf } from './object-types.mjs';

/**
 * @param {(from: string, to: string, id: string) => readonly object[]} base
 * @param {(type: string, id: string) => boolean} isThere records that are archived or gone show no association
 */
export function layLinks(base, isThere) {
  const own = new Map();
  const keyOf = (from, to, id) => `${from} ${to} ${id}`;
  const all = (from, to, id) => own.get(keyOf(from, to, id)) ?? base(from, to, id);
  const set = (from, to, id, other, link) => {
    const rest = all(from, to, id).filter((one) => one.id !== other);
    own.set(keyOf(from, to, id), link === undefined ? rest : [...rest, link]);
  };
  return {
    of: (from, to, id) => (isThere(from, id) ? all(from, to, id).filter((one) => isThere(to, one.id)) : []),
    /** Whatever the records are by now. */
    all,
    /** Both ways; labels are those of the way that is named. */
    join: (from, a, to, b, extra = {}) => {
      const [left, right] = [typeOf(from), typeOf(to)];
      set(from, to, a, b, { id: b, kinds: kindsOf(left, right, extra) });
      set(to, from, b, a, { id: a, kinds: kindsOf(right, left, { ...extra, labels: [] }) });
    },
    part: (from, a, to, b) => {
      set(from, to, a, b, undefined);
      set(to, from, b, a, undefined);
    },
  };
}

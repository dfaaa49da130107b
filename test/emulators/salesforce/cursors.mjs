// Query locators: each user has ten, the oldest goes when an eleventh comes, and idle ones expire.

import { ApiError } from './errors.mjs';
import { idOf } from './ids.mjs';

const MOST = 10;

const dead = () => new ApiError(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');

/** Which cursor has to go: one that has been read to its end, or the oldest. */
const spare = (held) => (held.find(([, { isDone }]) => isDone) ?? held[0])[0];

/** @param life milliseconds that a cursor lives without being used */
export function cursorTable({ now, life }) {
  const byUser = new Map();
  let count = 0;
  const ofUser = (user) => {
    if (!byUser.has(user)) byUser.set(user, new Map());
    return byUser.get(user);
  };
  return {
    /** Keeps a cursor, and gives the first half of its locator; both formats that orgs use come in turns. */
    open: (user, cursor) => {
      count += 1;
      const id = idOf(count % 2 === 0 ? '01g' : '0r8', count);
      const held = ofUser(user);
      const counted = [...held].filter(([, { isChild }]) => !isChild);
      if (!cursor.isChild && counted.length >= MOST) held.delete(spare(counted));
      held.set(id, Object.assign(cursor, { usedAt: now() }));
      return id;
    },
    /** @throws INVALID_QUERY_LOCATOR when there is no such cursor any more */
    find: (user, locator) => {
      const [, id, offset] = /^(\w{15,18})-(\d+)$/.exec(locator) ?? [];
      const cursor = ofUser(user).get(id);
      if (cursor === undefined || now() - cursor.usedAt > life) throw dead();
      cursor.usedAt = now();
      return { id, cursor, offset: Number(offset) };
    },
    drop: (user, id) => ofUser(user).delete(id),
    /** A look that keeps nothing alive. */
    peek: (user, locator) => ofUser(user).get(locator.split('-')[0]),
    size: () => [...byUser.values()].reduce((sum, { size }) => sum + size, 0),
    clear: () => byUser.clear(),
  };
}

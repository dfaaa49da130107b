// The part of an org that one user sees in one request.

import { ApiError, unknownObject } from './errors.mjs';

/**
 * @param {object} request
 * @param {import('./org/org.mjs').Org} request.org
 * @param {import('./users.mjs').EmulatedUser} request.user
 * @param {boolean} request.isAll whether archived and deleted rows are shown
 * @param {() => number} request.now
 */
export function worldOf({ org, user, soql, isAll = false, now, seed = 0, version }) {
  const isHidden = (name) => user.hidden.has(name.toLowerCase());
  const object = (name) => {
    const found = org.schema.get(name.toLowerCase());
    return found === undefined || isHidden(found.name) ? undefined : found;
  };
  const sees = (owner, field) => !isHidden(`${owner.name}.${field.name}`);
  const table = (schema) => org.tables.get(schema.name);
  const isShared = (schema, handle) =>
    user.sees === undefined || user.sees(schema.name, (name) => table(schema).get(handle, name));
  const world = {
    soql,
    user: user.username,
    seed,
    version,
    clock: () => ({ now: now(), zone: user.zone }),
    object,
    objects: () => [...org.schema.values()].filter(({ name }) => !isHidden(name)),
    sees,
    table,
    /** The object of a FROM. */
    objectAt: ({ name, at }) => {
      const found = name.includes('.') ? undefined : object(name);
      if (found === undefined) throw unknownObject(soql, at, name);
      return found;
    },
    field: (owner, name) => {
      const found = owner.fields.get(name.toLowerCase());
      return found === undefined || !sees(owner, found) ? undefined : found;
    },
    /** A record by its id, for the user. */
    find: (id, targets) => {
      for (const name of targets) {
        const schema = org.schema.get(name.toLowerCase());
        if (schema === undefined || !id.startsWith(schema.prefix)) continue;
        const handle = table(schema).byId(id);
        if (handle !== undefined && isShared(schema, handle)) return { object: schema, table: table(schema), handle };
      }
      return undefined;
    },
    isShown: (schema) => shownIn(schema, table(schema), isAll, (handle) => isShared(schema, handle), user),
  };
  return world;
}

/** What `query` hides, archived and deleted rows, only `queryAll` shows; what is not shared with the user, neither. */
function shownIn(schema, table, isAll, isShared, user) {
  const flags = ['IsDeleted', 'IsArchived'].filter(
    (name) => schema.fields.has(name.toLowerCase()) && !table.never?.has(name),
  );
  const asks = !isAll && flags.length > 0;
  if (!asks && user.sees === undefined) return () => true;
  return (handle) => (!asks || flags.every((name) => table.get(handle, name) !== true)) && isShared(handle);
}

export const noAccess = () => new ApiError(403, 'INSUFFICIENT_ACCESS', 'insufficient access rights on object id');

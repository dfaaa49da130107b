// Names in a query, found in the part of the org that the user may see.

import { malformed, unknownField, unknownRelationship } from '../errors.mjs';
import { NAME_OBJECT } from '../schema.mjs';

/**
 * @typedef {object} Path
 * @property {string[]} names in canonical case, relationships first
 * @property {import('../schema.mjs').Field} field
 * @property {import('../schema.mjs').Field[]} steps references that are followed
 * @property {(handle: unknown) => unknown} get
 */

const MOST_LEVELS = 5;

/** The field of an object by the name of its relationship. */
export function relationshipOf(world, object, name) {
  const wanted = name.toLowerCase();
  for (const field of object.fields.values()) {
    if (field.relationship?.toLowerCase() === wanted && world.sees(object, field)) return field;
  }
  return undefined;
}

/** What a relationship leads to: the object, or the generic one where there are several. */
const targetOf = (world, { referenceTo }) => (referenceTo.length > 1 ? NAME_OBJECT : world.object(referenceTo[0]));

/** What an activity or a queue says of itself through the generic object. */
function nameValue({ object, table, handle }, field) {
  // An owner is a user or a queue: that queues are groups does not show.
  if (field.name === 'Type') return object.name === 'Group' ? table.get(handle, 'Type') : object.name;
  const own = object.fields.get(field.name === 'NameOrAlias' ? 'name' : field.name.toLowerCase());
  return own ? table.get(handle, own.name) : null;
}

/** The record that a reference leads to, for the user; `undefined` when there is none or it is not shared with him. */
function followed(world, from, step) {
  const id = from.table.get(from.handle, step.name);
  return id === null ? undefined : world.find(id, step.referenceTo);
}

/** @returns {Path} */
export function pathOf(world, object, { path, at }) {
  if (path.length > MOST_LEVELS + 1) throw malformed(world.soql, at, 'the maximum depth of relationships is 5');
  const steps = [];
  let current = object;
  for (const name of path.slice(0, -1)) {
    const step = relationshipOf(world, current, name);
    const target = step && targetOf(world, step);
    if (target === undefined) throw unknownRelationship(world.soql, at, name, current.name);
    steps.push(step);
    current = target;
  }
  const field = world.field(current, path.at(-1));
  if (field === undefined) throw unknownField(world.soql, at, path.at(-1), current.name);
  return {
    names: [...steps.map(({ relationship }) => relationship), field.name],
    field,
    steps,
    get: getter(world, object, steps, field),
  };
}

function getter(world, object, steps, field) {
  const table = world.table(object);
  if (steps.length === 0) return (handle) => table.get(handle, field.name);
  return (handle) => {
    let here = { object, table, handle };
    for (const step of steps) {
      // A user behind a generic name still has a role and a profile to follow.
      here = followed(world, here, step);
      if (here === undefined) return null;
    }
    return steps.at(-1).referenceTo.length > 1 ? nameValue(here, field) : here.table.get(here.handle, field.name);
  };
}

/** The record behind the first step of a path, for `attributes`. */
export const parentOf = (world, object, handle, step) => followed(world, { table: world.table(object), handle }, step);

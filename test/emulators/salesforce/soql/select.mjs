// What a query shows of a row.

import { malformed, unknownRelationship } from '../errors.mjs';
import { parentOf, pathOf, relationshipOf } from './paths.mjs';

const attributes = (world, type, id) => ({
  type,
  url: `/services/data/v${world.version}/sobjects/${type}/${id}`,
});

/** A value as JSON shows it: no empty texts, and instants without a colon in their offset. */
export function shown({ type }, value) {
  if (type === 'boolean') return value ?? false;
  if (value === undefined || value === null || value === '') return null;
  return type === 'datetime' ? String(value).replace('Z', '+0000') : value;
}

/**
 * Compiles a list of fields.
 * @returns {{ show: (handle: unknown) => object, paths: import('./paths.mjs').Path[], children: object[] }}
 */
export function projection(world, object, select, childRows) {
  const seen = new Set();
  const paths = [];
  const children = [];
  const parts = select.map((item) => {
    if (item.kind === 'typeof') return typeOf(world, object, item);
    if (item.kind === 'child') return childPart(world, object, item, childRows, children);
    if (item.kind === 'count') throw malformed(world.soql, item.at, "unexpected token: 'COUNT'");
    const path = pathOf(world, object, item);
    const name = path.names.join('.');
    if (seen.has(name)) throw malformed(world.soql, item.at, `duplicate field selected: ${name}`);
    seen.add(name);
    paths.push(path);
    return fieldPart(world, object, path);
  });
  const table = world.table(object);
  const show = (handle) => {
    const record = { attributes: attributes(world, object.name, table.get(handle, 'Id')) };
    for (const part of parts) part(record, handle);
    return record;
  };
  return { show, paths, children };
}

function fieldPart(world, object, { names, field, steps, get }) {
  if (steps.length === 0) {
    return (record, handle) => {
      record[field.name] = shown(field, get(handle));
    };
  }
  return (record, handle) => {
    let here = { object, table: world.table(object), handle };
    let place = record;
    for (const [index, step] of steps.entries()) {
      const parent = parentOf(world, here.object, here.handle, step);
      const name = names[index];
      if (parent === undefined) {
        place[name] ??= null;
        return;
      }
      const type = step.referenceTo.length > 1 ? 'Name' : parent.object.name;
      place[name] ??= {
        attributes: attributes(world, type === 'Name' ? 'Name' : type, parent.table.get(parent.handle, 'Id')),
      };
      place = place[name];
      here = parent;
    }
    place[field.name] = shown(field, get(handle));
  };
}

function typeOf(world, object, { relationship, at, whens, otherwise }) {
  const step = relationshipOf(world, object, relationship);
  if (step === undefined || step.referenceTo.length < 2)
    throw unknownRelationship(world.soql, at, relationship, object.name);
  const byType = new Map(
    whens.map((when) => {
      const target = world.objectAt({ name: when.type, at: when.at });
      return [target.name, projection(world, target, when.fields).show];
    }),
  );
  return (record, handle) => {
    const parent = parentOf(world, object, handle, step);
    if (parent === undefined) {
      record[step.relationship] = null;
      return;
    }
    const id = parent.table.get(parent.handle, 'Id');
    const show = byType.get(parent.object.name);
    record[step.relationship] =
      show?.(parent.handle) ?? generic(world, object, { step, otherwise, handle, id, type: parent.object.name });
  };
}

/** What ELSE says, or the mere kind and id of a record of a type that no WHEN names. */
function generic(world, object, { step, otherwise, handle, id, type }) {
  const record = { attributes: attributes(world, type, id) };
  for (const item of otherwise) {
    const path = pathOf(world, object, { path: [step.relationship, ...item.path], at: item.at });
    record[path.field.name] = shown(path.field, path.get(handle));
  }
  return record;
}

/** The field of a child object that points to this one under a name. */
export function childField(world, object, name) {
  for (const child of world.objects()) {
    for (const field of child.fields.values()) {
      const isIt = field.children?.toLowerCase() === name.toLowerCase() && field.referenceTo.includes(object.name);
      if (isIt && world.sees(child, field)) return { child, field };
    }
  }
  return undefined;
}

function childPart(world, object, { query }, childRows, children) {
  const found = childField(world, object, query.from.name);
  if (found === undefined) throw unknownRelationship(world.soql, query.from.at, query.from.name, object.name);
  children.push(found);
  const rowsOf = childRows(found, query);
  return (record, handle) => {
    record[found.field.children] = rowsOf(world.table(object).get(handle, 'Id'));
  };
}

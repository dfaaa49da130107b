// One record by its id, and the bodies that cost a call each.

import { notFound } from './errors.mjs';
import { projection } from './soql/select.mjs';
import { worldOf } from './world.mjs';

export function readRecord(service, { user, name, id, part, version, query }) {
  const world = worldOf({ org: service.org, user, soql: '', isAll: true, now: service.clock.now, version });
  const object = world.object(name);
  const found = object && world.find(id, [object.name]);
  if (found === undefined) throw notFound();
  if (part) return bodyOf(found, part);
  const wanted =
    query.get('fields')?.split(',') ??
    [...object.fields.values()].filter((field) => world.sees(object, field)).map((field) => field.name);
  const select = wanted.map((path) => ({ kind: 'field', path: path.split('.'), at: 0 }));
  return { status: 200, body: projection(world, object, select).show(found.handle) };
}

function bodyOf({ table, handle }, part) {
  const column = part.slice(1);
  const text = table.get(handle, column) ?? table.get(handle, 'TextPreview') ?? '';
  return { status: 200, headers: { 'Content-Type': 'text/html;charset=UTF-8' }, text };
}

// Queries and their pages.

import { pickBelow } from './dice.mjs';
import { parse } from './soql/parse.mjs';
import { matching, rowsOf } from './soql/run.mjs';
import { projection } from './soql/select.mjs';
import { worldOf } from './world.mjs';

const MOST_ROWS = 2000;
const LEAST_ROWS = 200;

const ok = (body) => ({ status: 200, body });

/** The first page of a query. */
export function runQuery(service, { user, soql, isAll, version, batchSize }) {
  service.queries += 1;
  const seed = service.seed + service.queries;
  const world = worldOf({ org: service.org, user, soql, isAll, now: service.clock.now, seed, version });
  const query = parse(soql);
  const object = world.objectAt(query.from);
  if (query.select.some(({ kind }) => kind === 'count') && query.select.length === 1)
    return counted(world, object, query);
  const nested = { owner: undefined };
  const { show, paths } = projection(world, object, query.select, childRows(service, world, nested));
  const isHeld = world.table(object).rows !== undefined;
  const rows = rowsOf(world, object, query);
  const held = isHeld ? Array.from(rows) : undefined;
  const cursor = {
    soql,
    version,
    show,
    nested,
    size: pageSize(service, paths, batchSize),
    total: held?.length ?? countOf(world, object, query),
    pull: held ? fromList(held) : fromStream(rows, () => rowsOf(world, object, query)),
    isGone: isHeld && !isAll ? (row) => row.IsDeleted === true : () => false,
    page: 0,
  };
  return ok(pageOf(service, user, { cursor, offset: 0, version }));
}

function counted(world, object, query) {
  return ok({ totalSize: countOf(world, object, query), done: true, records: [] });
}

export function countOf(world, object, query) {
  const table = world.table(object);
  const isWhole = query.where === null && table.rows === undefined;
  let count = isWhole ? table.size() : 0;
  if (!isWhole) for (const _ of matching(world, object, query.where).rows) count += 1;
  return Math.max(0, Math.min(count - query.offset, query.limit ?? count));
}

/** A page further on. */
export function runMore(service, { user, locator, version }) {
  const { id, cursor, offset } = service.cursors.find(user.username, locator);
  // Children of the page before are gone once its parent moves on.
  for (const child of cursor.nested.owner ?? []) service.cursors.drop(user.username, child);
  return ok(pageOf(service, user, { id, cursor, offset, version }));
}

const fromList = (rows) => (offset, count) => rows.slice(offset, offset + count);

/** Rows from a stream; the last page can be asked for again, and what lies further back starts the stream anew. */
function fromStream(first, again) {
  let rows = first[Symbol.iterator]();
  let position = 0;
  let last = { offset: -1, page: [] };
  return (offset, count) => {
    if (last.offset === offset && last.page.length === count) return last.page;
    if (offset < position) {
      rows = again()[Symbol.iterator]();
      position = 0;
    }
    drawn(rows, offset - position);
    const page = drawn(rows, count);
    position = offset + page.length;
    last = { offset, page };
    return page;
  };
}

/** So many of what is left, or all of it. */
function drawn(rows, count) {
  const taken = [];
  while (taken.length < count) {
    const { value, done } = rows.next();
    if (done) break;
    taken.push(value);
  }
  return taken;
}

/** What the caller asks for is advice; long texts of an org's own make pages small. */
function pageSize({ settings }, paths, batchSize) {
  const longTexts = paths.filter(
    ({ field }) => field.type === 'textarea' && field.length > 255 && field.name.endsWith('__c'),
  );
  if (settings.pageSize) return settings.pageSize;
  if (longTexts.length > 1) return LEAST_ROWS;
  return Math.min(MOST_ROWS, Math.max(LEAST_ROWS, batchSize ?? MOST_ROWS));
}

function rowsInPage({ settings, seed }, cursor, offset) {
  const planned = settings.pages?.[cursor.page];
  if (planned !== undefined) return planned;
  const isRagged = settings.isRagged && pickBelow(5, seed, offset, cursor.total) === 0;
  return isRagged ? Math.max(1, cursor.size - pickBelow(Math.ceil(cursor.size / 4), seed, offset)) : cursor.size;
}

function pageOf(service, user, { id, cursor, offset, version }) {
  cursor.nested.owner = [];
  cursor.page = offset === 0 ? 0 : cursor.page;
  const most = rowsInPage(service, cursor, offset);
  const { records, taken } = shownRows(cursor, offset, most);
  cursor.page += 1;
  const next = offset + taken;
  const isCutShort = service.settings.hasEmptyLastPage && taken > 0 && cursor.total > most;
  cursor.isDone = taken === 0 || (next >= cursor.total && !isCutShort);
  const body = { totalSize: cursor.total, done: cursor.isDone };
  if (!cursor.isDone) {
    const locator = id ?? service.cursors.open(user.username, cursor);
    body.nextRecordsUrl = `/services/data/v${version}/query/${locator}-${next}`;
  }
  return { ...body, records };
}

/** The rows of a page, and how many were taken for it: those that have gone since are left out. */
function shownRows(cursor, offset, most) {
  const records = [];
  let weight = 0;
  let taken = 0;
  for (const row of cursor.pull(offset, most)) {
    taken += 1;
    if (cursor.isGone(row)) continue;
    const record = cursor.show(row);
    records.push(record);
    weight += 1 + childrenIn(record);
    // Rows of children count towards the size of a page.
    if (weight >= most) break;
  }
  return { records, taken };
}

const childrenIn = (record) =>
  Object.values(record).reduce((sum, value) => sum + (Array.isArray(value?.records) ? value.records.length : 0), 0);

/** Compiles a child query: what it shows of the rows that point to a parent. */
function childRows(service, world, nested) {
  return ({ child, field }, query) => {
    const { show } = projection(world, child, query.select);
    const size = service.settings.childPageSize;
    return (parent) => {
      const link = {
        kind: 'compare',
        path: [field.name],
        operator: '=',
        at: 0,
        value: { kind: 'string', value: parent, at: 0 },
      };
      const where = query.where ? { kind: 'and', parts: [link, query.where] } : link;
      const rows = Array.from(rowsOf(world, child, { ...query, where }));
      if (rows.length === 0) return null;
      const page = { totalSize: rows.length, done: rows.length <= size };
      if (!page.done) page.nextRecordsUrl = childLocator(service, world, nested, { rows, show, size });
      return { ...page, records: rows.slice(0, size).map(show) };
    };
  };
}

function childLocator(service, world, nested, { rows, show, size }) {
  const cursor = {
    soql: world.soql,
    show,
    nested: {},
    size,
    total: rows.length,
    pull: fromList(rows),
    isGone: () => false,
    isChild: true,
    page: 1,
  };
  const id = service.cursors.open(world.user, cursor);
  nested.owner?.push(id);
  return `/services/data/v${world.version}/query/${id}-${size}`;
}

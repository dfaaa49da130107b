// Reading records by the page, one by one, and by the hundred.

import { recordAnswer } from './answer-records.mjs';
import { invalid, missingRecords, notFound } from './errors.mjs';
import { OBJECT_TYPES, typeOf } from './object-types.mjs';
import { byId } from './table.mjs';

/** Lists come with commas, repeated, or both. */
export const namesIn = (query, name) =>
  query
    .getAll(name)
    .flatMap((text) => text.split(','))
    .filter((text) => text !== '');

const asked = (query) => ({
  properties: namesIn(query, 'properties'),
  propertiesWithHistory: namesIn(query, 'propertiesWithHistory'),
});

/** The first few of each association that was asked for. */
function slices(record, type, query, context) {
  const names = namesIn(query, 'associations').map((text) => typeOf(text)?.name ?? text);
  const found = names.flatMap((name) => {
    const to = OBJECT_TYPES.find((one) => one.name === name);
    if (to === undefined) return [];
    const links = context.portal.linksOf(type.name, to.name, record.id);
    const results = links
      .slice(0, context.associationSlice)
      .map(({ id }) => ({ id, type: `${type.singular}_to_${to.singular}` }));
    if (results.length === 0) return [];
    const last = results[results.length - 1].id;
    return [[name, { results, ...(links.length > results.length ? { paging: { next: { after: last } } } : {}) }]];
  });
  return found.length > 0 ? { associations: Object.fromEntries(found) } : {};
}

function wrongPage(query, context) {
  const limit = Number(query.get('limit') ?? 10);
  const after = query.get('after') ?? '0';
  if (!Number.isInteger(limit) || limit < 1) return `Invalid limit: ${query.get('limit')}`;
  if (limit > 100) return `Invalid limit ${limit}: the limit must be at most 100`;
  if (namesIn(query, 'propertiesWithHistory').length > 0 && limit > context.historyBatch)
    return `The limit must be at most ${context.historyBatch} when property history is requested`;
  return /^\d+$/.test(after) ? undefined : `The given value for after is invalid: ${after}`;
}

/** Up to `limit` records from an id on, and the id of the one behind them. */
function pageFrom(table, { after, limit, isArchived }) {
  const ids = isArchived ? table.archivedIds() : table.ids();
  const page = [];
  for (let place = after === null ? 0 : firstFrom(ids, after); place < ids.length; place += 1) {
    const record = table.exact(ids[place]);
    if ((record?.archived === true) !== isArchived) continue;
    if (page.length === limit) return { page, next: ids[place] };
    page.push(record);
  }
  return { page, next: undefined };
}

/** `GET /crm/v3/objects/deals` */
export function listRecords({ type, query, url }, context) {
  const message = wrongPage(query, context);
  if (message !== undefined) return invalid(message);
  const { page, next } = pageFrom(context.portal.tables[type.name], {
    after: query.get('after'),
    limit: Number(query.get('limit') ?? 10),
    isArchived: query.get('archived') === 'true',
  });
  const results = page.map((record) => ({
    ...recordAnswer(record, type, asked(query), context),
    ...slices(record, type, query, context),
  }));
  return { status: 200, body: { results, ...(next === undefined ? {} : { paging: pagingTo(next, url) }) } };
}

function firstFrom(ids, after) {
  let [low, high] = [0, ids.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (byId(ids[middle], after) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function pagingTo(after, url) {
  const link = new URL(url);
  link.searchParams.set('after', after);
  return { next: { after, link: `https://api.hubapi.com${link.pathname}${link.search}` } };
}

/** A record by id, or by the value of a property that is unique. */
function find(table, id, idProperty) {
  if (idProperty === undefined || idProperty === null || idProperty === 'hs_object_id') return table.get(id);
  for (const one of table.ids()) {
    const record = table.exact(one);
    if (record !== undefined && record.properties[idProperty] === id) return record;
  }
  return undefined;
}

/** `GET /crm/v3/objects/deals/123`; what was merged is found under its old id. */
export function getRecord({ type, query, id }, context) {
  const record = find(context.portal.tables[type.name], id, query.get('idProperty'));
  const isArchived = query.get('archived') === 'true';
  if (record === undefined || (record.archived === true) !== isArchived) return notFound();
  const body = { ...recordAnswer(record, type, asked(query), context), ...slices(record, type, query, context) };
  return { status: 200, body };
}

function wrongBatch({ inputs, propertiesWithHistory = [] }, context) {
  if (!Array.isArray(inputs)) return 'Invalid input JSON: inputs must be a list';
  const hasHistory = propertiesWithHistory.length > 0;
  const limit = hasHistory ? context.historyBatch : 100;
  const suffix = hasHistory ? ' when property history is requested' : '';
  return inputs.length > limit
    ? `The number of inputs ${inputs.length} exceeds the limit of ${limit}${suffix}`
    : undefined;
}

/** What a batch finds, and what it does not. A merged record is not found under its old id. */
function pick(table, { inputs, idProperty, isArchived }) {
  const found = new Map();
  const missing = [];
  for (const { id } of inputs) {
    const record = idProperty === undefined ? table.exact(String(id)) : find(table, String(id), idProperty);
    if (record === undefined || (record.archived === true) !== isArchived) missing.push(String(id));
    else found.set(record.id, record);
  }
  return { found: [...found.values()].sort((a, b) => byId(a.id, b.id)), missing };
}

/** `POST /crm/v3/objects/deals/batch/read` */
export function readBatch({ type, query, body }, context) {
  const message = wrongBatch(body, context);
  if (message !== undefined) return invalid(message);
  const isArchived = query.get('archived') === 'true';
  const { found, missing } = pick(context.portal.tables[type.name], { ...body, isArchived });
  const isTold = missing.length > 0 && context.missing === 'told';
  const now = new Date(context.now).toISOString();
  return {
    status: isTold ? 207 : 200,
    body: {
      status: 'COMPLETE',
      results: found.map((record) => recordAnswer(record, type, body, context)),
      ...(isTold ? { numErrors: 1, errors: [missingRecords(type.singular, missing)] } : {}),
      startedAt: now,
      completedAt: now,
    },
  };
}

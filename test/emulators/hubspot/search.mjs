// Searching: what the index knows, within the limits that searching has.

import { hash } from '../../../fixtures/demo-org/random.mjs';
import { recordAnswer, valuesOf } from './answer-records.mjs';
import { invalid } from './errors.mjs';
import { typeOf } from './object-types.mjs';
import { compareValues, faultOf, passes } from './search-filters.mjs';
import { byId } from './table.mjs';

const MAX = { groups: 5, inGroup: 6, filters: 18, limit: 200, reach: 10_000 };

/** `filters` is the short form of a single group. */
const groupsOf = ({ filterGroups, filters }) =>
  filterGroups?.length > 0 ? filterGroups.map((group) => group.filters ?? []) : filters?.length > 0 ? [filters] : [];

/** `{ propertyName, direction }`, `"-name"` or `"name DESC"`. */
function sortOf(sort) {
  if (typeof sort !== 'string') return { name: sort.propertyName, isDown: sort.direction === 'DESCENDING' };
  const [name, direction = ''] = sort.split(' ');
  return { name: name.replace(/^-/, ''), isDown: name.startsWith('-') || /^desc/i.test(direction) };
}

const tooMuch = (groups) =>
  groups.length > MAX.groups
    ? `The maximum number of filter groups is ${MAX.groups}`
    : groups.some((filters) => filters.length > MAX.inGroup)
      ? `The maximum number of filters in one filter group is ${MAX.inGroup}`
      : groups.flat().length > MAX.filters
        ? `The maximum number of filters is ${MAX.filters}`
        : undefined;

function wrongPage({ limit = 10, after = '0' }) {
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX.limit)
    return `Invalid limit ${limit}: the limit must be between 1 and ${MAX.limit}`;
  if (!/^\d+$/.test(String(after))) return `The given value for after is invalid: ${after}`;
  return Number(after) + limit > MAX.reach
    ? `Paging through more than ${MAX.reach} results is not supported`
    : undefined;
}

/** What is wrong with a search, or nothing. */
function wrong({ type, body, length }, context) {
  if (length > context.searchBody)
    return `The request body is too long: ${length} characters, the limit is ${context.searchBody}`;
  const definitions = context.definitionsOf(type.name);
  const groups = groupsOf(body);
  const sorts = (body.sorts ?? []).map(sortOf);
  const unknown = sorts.find(({ name }) => !definitions.has(name));
  return (
    tooMuch(groups) ??
    (sorts.length > 1 ? 'Only one sort is supported' : undefined) ??
    (unknown ? `Property ${unknown.name} does not exist and cannot be sorted by` : undefined) ??
    groups
      .flat()
      .map((filter) => faultOf(filter, type, definitions))
      .find(Boolean) ??
    wrongPage(body)
  );
}

/** `associations.contact` compares with the ids of what a record is associated with. */
function passesOne(filter, record, values, { type, context }) {
  const definition = context.definitionsOf(type.name).get(filter.propertyName);
  if (filter.propertyName === 'hs_object_id') return passes(filter, record.id, definition);
  const [, other] = /^associations\.(\w+)$/.exec(filter.propertyName) ?? [];
  if (other === undefined) return passes(filter, values()[filter.propertyName], definition);
  const ids = context.portal.linksOf(type.name, typeOf(other)?.name ?? other, record.id).map(({ id }) => id);
  const wanted = (filter.values ?? [filter.value]).map(String);
  if (filter.operator === 'HAS_PROPERTY') return ids.length > 0;
  if (filter.operator === 'NOT_HAS_PROPERTY') return ids.length === 0;
  const isAny = ids.some((id) => wanted.includes(id));
  return filter.operator === 'EQ' || filter.operator === 'IN' ? isAny : !isAny;
}

const mentions = (values, query) =>
  Object.values(values).some((value) => typeof value === 'string' && value.toLowerCase().includes(query.toLowerCase()));

/** Without a sort, records come in an order that nobody should rely on: it changes from request to request. */
function inOrder(found, { body, definitions, context }) {
  const [sort] = (body.sorts ?? []).map(sortOf);
  if (sort?.name === 'hs_object_id' && !sort.isDown) return found;
  if (sort === undefined) {
    const salt = context.isUnstable ? `${context.seed}:${context.turn()}` : context.seed;
    return found.sort(
      (a, b) => hash(`${salt}:${a.record.id}`) - hash(`${salt}:${b.record.id}`) || byId(a.record.id, b.record.id),
    );
  }
  const definition = definitions.get(sort.name);
  const way = sort.isDown ? -1 : 1;
  return found.sort(
    (a, b) =>
      way * compareValues(a.values()[sort.name], b.values()[sort.name], definition) ||
      way * byId(a.record.id, b.record.id),
  );
}

function matches({ type, body }, context) {
  const groups = groupsOf(body);
  const found = [];
  for (const record of context.portal.tables[type.name].indexed(context.now, context.searchDelay)) {
    const values = () => valuesOf(record, context);
    const isWanted =
      groups.length === 0 ||
      groups.some((filters) => filters.every((filter) => passesOne(filter, record, values, { type, context })));
    if (isWanted && (!body.query || mentions(values(), body.query))) found.push({ record, values });
  }
  return inOrder(found, { body, definitions: context.definitionsOf(type.name), context });
}

/** Large searches are asked for page by page; the same question need not be answered from scratch. */
function remembered(request, context) {
  const { after, ...question } = request.body;
  if ((question.sorts ?? []).length === 0) return matches(request, context);
  const { name } = request.type;
  const key = JSON.stringify([name, question, context.portal.tables[name].view(context.now, context.searchDelay)]);
  if (context.memory.key !== key) Object.assign(context.memory, { key, found: matches(request, context) });
  return context.memory.found;
}

/** `POST /crm/v3/objects/deals/search` */
export function searchRecords(request, context) {
  const message = wrong(request, context);
  if (message !== undefined) return invalid(message);
  const { type, body } = request;
  const { limit = 10, after = '0', properties = [] } = body;
  const from = Number(after);
  const table = context.portal.tables[type.name];
  const all = remembered(request, context);
  const names = properties.length > 0 ? properties : type.found;
  const results = all
    .slice(from, from + limit)
    .map(({ record }) =>
      recordAnswer(record.createdAt ? record : table.exact(record.id), type, { properties: names }, context),
    );
  const hasMore = from + limit < all.length;
  return {
    status: 200,
    body: { total: all.length, results, ...(hasMore ? { paging: { next: { after: String(from + limit) } } } : {}) },
  };
}

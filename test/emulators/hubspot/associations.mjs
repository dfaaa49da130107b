// Which records belong together, and under which labels.

import { invalid, noAssociations, notFound } from './errors.mjs';
import { pagingTo } from './records.mjs';

/** A number in an answer, whatever its length: JavaScript would round it. */
export const plainNumber = (digits) => `#number:${digits}`;

/** Unpacks `plainNumber`. */
export const withPlainNumbers = (json) => json.replace(/"#number:(\d+)"/g, '$1');

const answerOf = ({ id, kinds }) => ({ toObjectId: plainNumber(id), associationTypes: kinds });

const AFTER = 'NTI1Nzg-';

/** A page of links from a cursor on; cursors mean something to the server alone. */
function pageOf(links, after, limit) {
  const from = after === undefined || after === null ? 0 : Number(String(after).replace(AFTER, ''));
  const hasMore = from + limit < links.length;
  return {
    page: links.slice(from, from + limit),
    next: hasMore ? `${AFTER}${from + limit}` : undefined,
  };
}

/** `POST /crm/v4/associations/deals/contacts/batch/read`: what has none is missing from the results, and told of. */
export function readAssociations({ type, to, body, url }, context) {
  const { inputs } = body;
  if (!Array.isArray(inputs)) return invalid('Invalid input JSON: inputs must be a list');
  if (inputs.length > 1000) return invalid(`The number of inputs ${inputs.length} exceeds the limit of 1000`);
  const results = [];
  const errors = [];
  for (const { id, after } of inputs) {
    const links = context.portal.linksOf(type.name, to.name, String(id));
    if (links.length === 0) {
      errors.push(noAssociations(type, to, String(id)));
      continue;
    }
    const { page, next } = pageOf(links, after, context.associationPage);
    results.push({
      from: { id: String(id) },
      to: page.map(answerOf),
      ...(next === undefined ? {} : { paging: pagingTo(next, url) }),
    });
  }
  return {
    status: errors.length > 0 ? 207 : 200,
    body: {
      status: 'COMPLETE',
      results,
      ...(errors.length > 0 ? { numErrors: errors.length, errors } : {}),
      startedAt: new Date(context.now).toISOString(),
      completedAt: new Date(context.now).toISOString(),
    },
  };
}

/** `GET /crm/v4/objects/deals/123/associations/contacts` */
export function listAssociations({ type, to, id, query, url }, context) {
  const limit = Number(query.get('limit') ?? 500);
  if (!Number.isInteger(limit) || limit < 1 || limit > 500) return invalid(`Invalid limit: ${query.get('limit')}`);
  if (context.portal.tables[type.name].get(id) === undefined) return notFound();
  const links = context.portal.linksOf(type.name, to.name, id);
  const { page, next } = pageOf(links, query.get('after'), Math.min(limit, context.associationPage));
  return {
    status: 200,
    body: { results: page.map(answerOf), ...(next === undefined ? {} : { paging: pagingTo(next, url) }) },
  };
}

/** `GET /crm/v4/associations/deals/contacts/labels` */
export const listLabels = ({ type, to }, { portal }) => ({
  status: 200,
  body: {
    results: [
      { category: 'HUBSPOT_DEFINED', typeId: 3, label: null },
      ...(portal.labels[`${type.name} ${to.name}`] ?? []),
    ],
  },
});

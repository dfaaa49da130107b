// How an account is set up: owners, pipelines, properties, the account itself.

import { invalid, notFound } from './errors.mjs';
import { pagingTo } from './records.mjs';
import { byId } from './table.mjs';

/** Whoever has left has no user any more, but is remembered. */
const ownerAnswer = ({ userId, archived = false, ...owner }) => ({
  ...owner,
  userId: archived ? null : userId,
  userIdIncludingInactive: userId,
  archived,
});

/** `GET /crm/v3/owners` */
export function listOwners({ query, url }, { portal }) {
  const limit = Number(query.get('limit') ?? 100);
  if (!Number.isInteger(limit) || limit < 1 || limit > 500) return invalid(`Invalid limit: ${query.get('limit')}`);
  const isArchived = query.get('archived') === 'true';
  const email = query.get('email');
  const after = query.get('after');
  const all = portal.owners
    .filter(({ archived = false }) => archived === isArchived)
    .filter((owner) => email === null || owner.email === email)
    .sort((a, b) => byId(a.id, b.id))
    .filter(({ id }) => after === null || byId(id, after) > 0);
  const page = all.slice(0, limit);
  const hasMore = all.length > limit;
  return {
    status: 200,
    body: { results: page.map(ownerAnswer), ...(hasMore ? { paging: pagingTo(page[page.length - 1].id, url) } : {}) },
  };
}

/** `GET /crm/v3/owners/123` */
export function getOwner({ id, query }, { portal }) {
  const isArchived = query.get('archived') === 'true';
  const key = query.get('idProperty') === 'userId' ? 'userId' : 'id';
  const owner = portal.owners.find((one) => String(one[key]) === id && (one.archived ?? false) === isArchived);
  return owner === undefined ? notFound() : { status: 200, body: ownerAnswer(owner) };
}

/** `GET /crm/v3/pipelines/deals`, `…/{id}`, `…/{id}/stages` */
export function readPipelines({ type, id, rest }, { portal }) {
  const all = portal.pipelines[type.name] ?? [];
  if (id === undefined) return { status: 200, body: { results: all } };
  const found = all.find((pipeline) => pipeline.id === id);
  if (found === undefined) return notFound();
  return { status: 200, body: rest === 'stages' ? { results: found.stages } : found };
}

/** `GET /crm/v3/properties/deals` */
export function readProperties({ type, id }, { definitionsOf }) {
  const all = [...definitionsOf(type.name).values()].map((definition) => ({
    description: '',
    groupName: `${type.singular}information`,
    fieldType: definition.type === 'enumeration' ? 'select' : 'text',
    calculated: false,
    hidden: false,
    hubspotDefined: definition.name.startsWith('hs_'),
    formField: false,
    displayOrder: -1,
    hasUniqueValue: false,
    archived: false,
    ...definition,
    options: definition.options.map((option, place) => ({ displayOrder: place, hidden: false, ...option })),
  }));
  if (id === undefined) return { status: 200, body: { results: all } };
  const found = all.find(({ name }) => name === id);
  return found === undefined ? notFound(`Property ${id} does not exist`) : { status: 200, body: found };
}

/** `GET /account-info/v3/details` */
export const readAccount = (_request, { portal }) => ({ status: 200, body: portal.account });

/** `GET /account-info/v3/api-usage/daily/private-apps` */
export const readUsage = (_request, { limits, now }) => ({
  status: 200,
  body: {
    results: [
      {
        ...limits.usage(now),
        fetchStatus: 'SUCCESS',
        collectedAt: new Date(now).toISOString(),
        resetsAt: new Date(now - (now % 86_400_000) + 86_400_000).toISOString(),
      },
    ],
  },
});

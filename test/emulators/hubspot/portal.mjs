// One HubSpot account in memory: who works in it, how it is set up, and its records. The server reads it and nothing else.

import { OBJECT_TYPES } from './object-types.mjs';
import { keepTable } from './table.mjs';

const DOMAINS = { na1: 'app.hubspot.com', eu1: 'app-eu1.hubspot.com', na2: 'app-na2.hubspot.com' };

/** What `/account-info` tells. */
export function accountOf({ portalId = 24_680_135, region = 'na1', timeZone = 'US/Eastern', currency = 'USD' } = {}) {
  return {
    portalId,
    accountType: 'STANDARD',
    timeZone,
    companyCurrency: currency,
    additionalCurrencies: ['EUR', 'GBP'],
    utcOffset: '-05:00',
    utcOffsetMilliseconds: -18_000_000,
    uiDomain: DOMAINS[region] ?? region,
    dataHostingLocation: region,
  };
}

/** A property, as `/properties` describes it. */
export const property = (name, label, type = 'string', extra = {}) => ({ name, label, type, options: [], ...extra });

/** Options from pairs of internal value and label. */
export const choice = (name, label, options, extra = {}) =>
  property(name, label, 'enumeration', {
    options: options.map(([value, shown]) => ({ value, label: shown })),
    ...extra,
  });

/**
 * @param {object} parts
 * @param {ReturnType<typeof accountOf>} [parts.account]
 * @param {readonly object[]} [parts.owners]
 * @param {Record<string, readonly object[]>} [parts.pipelines]
 * @param {Record<string, readonly object[]>} [parts.properties] by the name of the object type
 * @param {Record<string, ReturnType<typeof keepTable>>} [parts.tables] likewise
 * @param {(from: string, to: string, id: string) => readonly object[]} [parts.linksOf] `{ id, kinds }`, by names of object types
 * @param {Record<string, readonly object[]>} [parts.labels] by `deals contacts`
 */
export function openPortal({ account, owners, pipelines, properties, tables, linksOf, labels } = {}) {
  const known = Object.fromEntries(OBJECT_TYPES.map(({ name }) => [name, tables?.[name] ?? keepTable()]));
  return {
    account: account ?? accountOf(),
    owners: owners ?? [],
    pipelines: pipelines ?? { deals: [], leads: [] },
    properties: { ...Object.fromEntries(OBJECT_TYPES.map(({ name }) => [name, []])), ...properties },
    tables: known,
    linksOf: linksOf ?? (() => []),
    labels: labels ?? {},
  };
}

/** Associations that are kept in memory, both ways. */
export function keepLinks() {
  const known = new Map();
  const add = (from, to, id, link) => {
    const key = `${from} ${to} ${id}`;
    if (!known.has(key)) known.set(key, []);
    const list = known.get(key);
    if (!list.some((one) => one.id === link.id)) list.push(link);
  };
  return {
    add,
    of: (from, to, id) => known.get(`${from} ${to} ${id}`) ?? [],
    remove: (from, to, id) => known.delete(`${from} ${to} ${id}`),
  };
}

// Which address means what, in the numbered family (v3, v4) and in the dated one (2026-03, 2026-09).

import { listAssociations, listLabels, readAssociations } from './associations.mjs';
import { typeOf } from './object-types.mjs';
import { getRecord, listRecords, readBatch } from './records.mjs';
import { searchRecords } from './search.mjs';
import { getOwner, listOwners, readAccount, readPipelines, readProperties, readUsage } from './settings.mjs';

const DATED = '2026-0[39]';
const objects = `(?:v3/objects|objects/${DATED})`;
const associated = `(?:v4/objects|v3/objects|objects/${DATED})`;
const associations = `(?:v4/associations|associations/${DATED})`;
const settings = (name) => `(?:v3/${name}|${name}/${DATED})`;

const route = (kind, method, pattern, answer, scopes = () => []) => ({
  kind,
  method,
  pattern: new RegExp(`^/${pattern}/?$`),
  answer,
  scopes,
});

const ofType = ({ type }) => type.scopes;
const ofSchema = ({ type }) => [...type.scopes, `crm.schemas.${type.name}.read`];
const ofOwners = () => ['crm.objects.owners.read'];

/** The first that fits counts. `scopes`: any of them will do. */
const ROUTES = [
  route('search', 'POST', `crm/${objects}/(?<type>[^/]+)/search`, searchRecords, ofType),
  route('batch', 'POST', `crm/${objects}/(?<type>[^/]+)/batch/read`, readBatch, ofType),
  route('associations', 'POST', `crm/${associations}/(?<type>[^/]+)/(?<to>[^/]+)/batch/read`, readAssociations, ofType),
  route('labels', 'GET', `crm/${associations}/(?<type>[^/]+)/(?<to>[^/]+)/labels`, listLabels, ofType),
  route(
    'association',
    'GET',
    `crm/${associated}/(?<type>[^/]+)/(?<id>[^/]+)/associations/(?<to>[^/]+)`,
    listAssociations,
    ofType,
  ),
  route('list', 'GET', `crm/${objects}/(?<type>[^/]+)`, listRecords, ofType),
  route('get', 'GET', `crm/${objects}/(?<type>[^/]+)/(?<id>[^/]+)`, getRecord, ofType),
  route('owners', 'GET', `crm/${settings('owners')}`, listOwners, ofOwners),
  route('owner', 'GET', `crm/${settings('owners')}/(?<id>[^/]+)`, getOwner, ofOwners),
  route(
    'pipelines',
    'GET',
    `crm/${settings('pipelines')}/(?<type>[^/]+)(?:/(?<id>[^/]+)(?:/(?<rest>stages))?)?`,
    readPipelines,
    ofType,
  ),
  route(
    'properties',
    'GET',
    `crm/${settings('properties')}/(?<type>[^/]+)(?:/(?<id>[^/]+))?`,
    readProperties,
    ofSchema,
  ),
  route('account', 'GET', `account-info/(?:v3|${DATED})/details`, readAccount),
  route('usage', 'GET', `account-info/(?:v3|${DATED})/api-usage/daily/private-apps`, readUsage),
];

/** What an address asks for; `type` and `to` are object types, `undefined` where there is no such object. */
export function routeOf(method, path) {
  for (const { kind, pattern, method: own, answer, scopes } of ROUTES) {
    if (own !== method) continue;
    const found = pattern.exec(path);
    if (found === null) continue;
    const { type, to, id, rest } = found.groups ?? {};
    const isUnknown = [type, to].some((text) => text !== undefined && typeOf(text) === undefined);
    const place = { type: type && typeOf(type), to: to && typeOf(to), id: id && decodeURIComponent(id), rest };
    return { kind, answer, scopes, place, isUnknown };
  }
  return undefined;
}

/** The one thing that may be posted beside searches and batch reads: a refresh token. */
export const TOKEN_PATH = '/oauth/v1/token';

/** Whether a request could change anything, by what it is and not by what it meant. */
export const isWrite = (method, path) =>
  !(
    method === 'GET' ||
    method === 'HEAD' ||
    (method === 'POST' && (/\/(?:search|batch\/read)\/?$/.test(path) || path === TOKEN_PATH))
  );

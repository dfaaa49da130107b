// The bodies of refusals, as HubSpot words them.

import { randomUUID } from 'node:crypto';

const refusal = (status, body, headers = {}) => ({
  status,
  headers,
  body: { status: 'error', correlationId: randomUUID(), ...body },
});

export const invalid = (message, extra = {}) => refusal(400, { message, category: 'VALIDATION_ERROR', ...extra });

export const notFound = (message = 'resource not found') => refusal(404, { message, category: 'OBJECT_NOT_FOUND' });

export const noSuchAddress = (path) => ({
  status: 404,
  headers: { 'content-type': 'text/html;charset=utf-8' },
  text: `<html><head><title>Error 404 Not Found</title></head><body><h2>HTTP ERROR 404</h2><p>${path.replaceAll('<', '&lt;')}</p></body></html>`,
});

export const urlTooLong = () => ({ status: 414, headers: { 'content-type': 'text/html' }, text: '<html>414</html>' });

export const noMethod = () => refusal(405, { message: 'HTTP 405 Method Not Allowed' });

export const noCredentials = () =>
  refusal(401, {
    message:
      'Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview',
    category: 'INVALID_AUTHENTICATION',
  });

export const expired = (now, seconds = 75) =>
  refusal(401, {
    message: `The OAuth token used to make this call expired ${seconds} second(s) ago.`,
    category: 'EXPIRED_AUTHENTICATION',
    context: { 'expire time': [new Date(now - seconds * 1000).toISOString()] },
  });

/** As private apps and service keys are told. */
export const missingScopes = (scopes) =>
  refusal(403, {
    message:
      "This app hasn't been granted all required scopes to make this call. Read more about required scopes here: https://developers.hubspot.com/scopes.",
    errors: [
      { message: 'One or more of the following scopes are required.', context: { requiredGranularScopes: scopes } },
    ],
    links: { scopes: 'https://developers.hubspot.com/scopes' },
    category: 'MISSING_SCOPES',
  });

/** As OAuth apps are told: without a category. */
export const missingScopesOfOauth = (singular, portalId, scopes) =>
  refusal(403, {
    message: `You do not have permissions to view_schema object type ObjectTypeId{legacyObjectType=${singular.toUpperCase()}} in portal ${portalId} (requires one of [${scopes.join(', ')}])`,
  });

export const secondly = ({ isNamed = false } = {}) =>
  refusal(429, {
    message: 'You have reached your secondly limit.',
    ...(isNamed ? { errorType: 'RATE_LIMIT', policyName: 'SECONDLY' } : { category: 'RATE_LIMITS' }),
  });

export const tenSecondly = (headers = {}) =>
  refusal(
    429,
    {
      message: 'You have reached your ten_secondly_rolling limit.',
      errorType: 'RATE_LIMIT',
      policyName: 'TEN_SECONDLY_ROLLING',
      requestId: randomUUID(),
    },
    headers,
  );

export const daily = () =>
  refusal(429, {
    message: 'You have reached your daily limit.',
    errorType: 'RATE_LIMIT',
    policyName: 'DAILY',
    requestId: randomUUID(),
  });

export const locked = () => refusal(423, { message: 'This record is locked by another request.', category: 'LOCKED' });

export const migrating = (seconds) =>
  refusal(
    477,
    { message: 'This account is being migrated to another data center.' },
    { 'retry-after': String(seconds) },
  );

/** What a batch could not read, beside what it could. */
export const missingRecords = (singular, ids) => ({
  status: 'error',
  category: 'OBJECT_NOT_FOUND',
  message: `Could not get some ${singular.toUpperCase()} objects, they may be deleted or not exist. Check that ids are valid.`,
  context: { ids },
});

export const noAssociations = (from, to, id) => ({
  status: 'error',
  category: 'OBJECT_NOT_FOUND',
  subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
  message: `No ${to.singular} is associated with ${from.singular} ${id}.`,
  context: { fromObjectId: [id], fromObjectType: [from.singular], toObjectType: [to.singular] },
});

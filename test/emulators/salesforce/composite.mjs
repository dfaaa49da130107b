// Several reads in one call.

import { ApiError } from './errors.mjs';

const MOST_PARTS = 25;
const MOST_QUERIES = 5;
const isQuery = ({ url }) => /^\/services\/data\/v[\d.]+\/query(All)?[/?]/.test(String(url));

function partsOf(text) {
  const failed = (message) => new ApiError(400, 'JSON_PARSER_ERROR', message);
  let body;
  try {
    body = JSON.parse(text);
  } catch {
    throw failed('The HTTP entity body is required, but this request has no entity body or it is not JSON.');
  }
  const parts = body?.compositeRequest;
  if (!Array.isArray(parts) || parts.length === 0) throw failed('compositeRequest: a list of requests is required');
  if (parts.length > MOST_PARTS)
    throw new ApiError(
      400,
      'LIMIT_EXCEEDED',
      `The number of subrequests is ${parts.length}; the maximum is ${MOST_PARTS}.`,
    );
  if (parts.filter(isQuery).length > MOST_QUERIES)
    throw new ApiError(
      400,
      'LIMIT_EXCEEDED',
      `The number of query operations is ${parts.filter(isQuery).length}; the maximum is ${MOST_QUERIES}.`,
    );
  const ids = parts.map(({ referenceId }) => referenceId);
  if (ids.some((id) => !/^[A-Za-z]\w*$/.test(String(id))) || new Set(ids).size < ids.length)
    throw new ApiError(
      400,
      'INVALID_REFERENCE_ID',
      'Every subrequest needs a referenceId of its own, of letters, digits and underscores.',
    );
  return { parts, allOrNone: body.allOrNone === true };
}

/** What a subrequest asks for, with `@{other.field}` taken from what came before. */
function urlOf({ url }, done) {
  return String(url).replace(/@\{(\w+)\.([^}]+)\}/g, (_, id, path) => {
    let value = done.find(({ referenceId }) => referenceId === id)?.body;
    for (const key of path.split(/[.[\]]+/).filter(Boolean)) value = value?.[key];
    return encodeURIComponent(value ?? '');
  });
}

/** @param perform answers one subrequest, an error being an answer too */
export async function composite(text, perform) {
  const { parts, allOrNone } = partsOf(text);
  const done = [];
  for (const part of parts) {
    const {
      status,
      body,
      headers = {},
    } = await perform({ method: part.method ?? 'GET', url: urlOf(part, done), headers: part.httpHeaders ?? {} });
    done.push({ body: body ?? null, httpHeaders: headers, httpStatusCode: status, referenceId: part.referenceId });
  }
  const hasFailed = done.some(({ httpStatusCode }) => httpStatusCode >= 400);
  const halted = {
    errorCode: 'PROCESSING_HALTED',
    message: 'The transaction was rolled back since another operation in the same transaction failed.',
  };
  const compositeResponse = done.map((item) =>
    allOrNone && hasFailed && item.httpStatusCode < 400 ? { ...item, body: [halted], httpStatusCode: 400 } : item,
  );
  return { status: 200, body: { compositeResponse } };
}

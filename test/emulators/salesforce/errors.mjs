// Errors as the API words them: thrown where they are found, made a reply in one place.

/** An error with the status and the body that a client gets. */
export class ApiError extends Error {
  constructor(status, errorCode, message) {
    super(message);
    this.status = status;
    this.errorCode = errorCode;
  }
}

const ADVICE = 'Please reference your WSDL or the describe call for the appropriate names.';

/** Where in a statement something is wrong, as the API points at it. */
function pointed(soql, at, text) {
  const line = soql.replace(/\s/g, ' ');
  const from = Math.max(0, at - 60);
  return `\n${line.slice(from, at + 60)}\n${' '.repeat(at - from)}^\nERROR at Row:1:Column:${at + 1}\n${text}`;
}

export const malformed = (soql, at, text) => new ApiError(400, 'MALFORMED_QUERY', pointed(soql, at, text));

export const restricted = (text) => new ApiError(400, 'MALFORMED_QUERY', `Implementation restriction: ${text}`);

export const unknownField = (soql, at, name, object) =>
  new ApiError(
    400,
    'INVALID_FIELD',
    pointed(
      soql,
      at,
      `No such column '${name}' on entity '${object}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. ${ADVICE}`,
    ),
  );

export const unknownRelationship = (soql, at, name, object) =>
  new ApiError(
    400,
    'INVALID_FIELD',
    pointed(
      soql,
      at,
      `Didn't understand relationship '${name}' in field path on entity '${object}'. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. ${ADVICE}`,
    ),
  );

export const badValue = (soql, at, text) => new ApiError(400, 'INVALID_FIELD', pointed(soql, at, text));

export const unknownObject = (soql, at, name) =>
  new ApiError(
    400,
    'INVALID_TYPE',
    pointed(
      soql,
      at,
      `sObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. ${ADVICE}`,
    ),
  );

export const notFound = () => new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');

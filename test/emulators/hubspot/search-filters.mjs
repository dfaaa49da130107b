// What the thirteen operators of a search mean, by the type of the property.

const OPERATORS = new Set([
  ...['EQ', 'NEQ', 'LT', 'LTE', 'GT', 'GTE', 'BETWEEN', 'IN', 'NOT_IN', 'HAS_PROPERTY', 'NOT_HAS_PROPERTY'],
  ...['CONTAINS_TOKEN', 'NOT_CONTAINS_TOKEN'],
]);
const LISTED = new Set(['IN', 'NOT_IN']);
const BARE = new Set(['HAS_PROPERTY', 'NOT_HAS_PROPERTY']);

/** Engagements keep these out of the index. */
const UNFILTERED = {
  all: ['hs_body_preview_html'],
  emails: ['hs_email_html', 'hs_body_preview'],
};

/** What is wrong with a filter, or nothing. */
export function faultOf(filter, type, definitions) {
  const { propertyName, operator, value, values, highValue } = filter;
  if (!OPERATORS.has(operator)) return `operator: ${operator} is not one of ${[...OPERATORS].join(', ')}`;
  if (LISTED.has(operator) && !(Array.isArray(values) && values.length > 0 && values.length <= 100))
    return `Filter on ${propertyName}: ${operator} requires between 1 and 100 values`;
  if (!LISTED.has(operator) && !BARE.has(operator) && value === undefined)
    return `Filter on ${propertyName}: value is required for operator ${operator}`;
  if (operator === 'BETWEEN' && highValue === undefined)
    return `Filter on ${propertyName}: highValue is required for operator BETWEEN`;
  if (/^associations\./.test(propertyName)) return undefined;
  if (!definitions.has(propertyName))
    return `There was a problem with the request. Property ${propertyName} does not exist`;
  const closed = [...UNFILTERED.all, ...(UNFILTERED[type.name] ?? [])];
  return closed.includes(propertyName) ? `Property ${propertyName} cannot be filtered on` : undefined;
}

/** Numbers and instants compare as numbers; instants stand as milliseconds or in ISO 8601, in records and in filters. */
function orderable(text, definition) {
  if (definition.type === 'number') return Number(text);
  if (definition.type === 'datetime' || definition.type === 'date') {
    return /^-?\d+$/.test(text) && text.length > 4 ? Number(text) : Date.parse(text);
  }
  return definition.type === 'enumeration' ? text : text.toLowerCase();
}

const wordsOf = (text) =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}*]+/u)
    .filter(Boolean);

function hasToken(text, wanted) {
  const words = wordsOf(text);
  return wordsOf(wanted).every((token) => {
    const pattern = new RegExp(
      `^${token
        .split('*')
        .map((part) => part.replace(/\W/g, ''))
        .join('.*')}$`,
      'u',
    );
    return words.some((word) => pattern.test(word));
  });
}

/** Lists of texts match in lower case alone; enumerations as they are. */
function isListed(own, values, definition) {
  const text = definition.type === 'string' ? own.toLowerCase() : own;
  const wanted = values.map(String);
  if (definition.type === 'string' || definition.type === 'enumeration') return wanted.includes(text);
  return wanted.some((value) => orderable(value, definition) === orderable(own, definition));
}

const COMPARISONS = {
  EQ: (a, b) => a === b,
  NEQ: (a, b) => a !== b,
  LT: (a, b) => a < b,
  LTE: (a, b) => a <= b,
  GT: (a, b) => a > b,
  GTE: (a, b) => a >= b,
};

/** Whether a value passes a filter. Of what is blank, only that it is blank can be said. */
export function passes(filter, own, definition) {
  const { operator, value, values, highValue } = filter;
  const isBlank = own === null || own === undefined || own === '';
  if (operator === 'HAS_PROPERTY') return !isBlank;
  if (operator === 'NOT_HAS_PROPERTY') return isBlank;
  if (isBlank) return operator === 'NOT_IN' || operator === 'NOT_CONTAINS_TOKEN';
  if (operator === 'IN') return isListed(own, values, definition);
  if (operator === 'NOT_IN') return !isListed(own, values, definition);
  if (operator === 'CONTAINS_TOKEN') return hasToken(own, String(value));
  if (operator === 'NOT_CONTAINS_TOKEN') return !hasToken(own, String(value));
  const [left, right] = [orderable(own, definition), orderable(String(value), definition)];
  if (operator === 'BETWEEN') return left >= right && left <= orderable(String(highValue), definition);
  return COMPARISONS[operator](left, right);
}

/** For sorting: what is blank comes last. */
export function compareValues(a, b, definition) {
  const [isNoA, isNoB] = [a, b].map((text) => text === null || text === undefined || text === '');
  if (isNoA || isNoB) return Number(isNoA) - Number(isNoB);
  const [left, right] = [orderable(a, definition), orderable(b, definition)];
  return left < right ? -1 : left > right ? 1 : 0;
}

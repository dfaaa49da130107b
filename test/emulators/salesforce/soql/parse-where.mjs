// Conditions: AND, OR and NOT over comparisons.

const OPERATORS = new Set(['=', '!=', '<>', '<', '<=', '>', '>=']);

/** @param inner reads the query of a semi-join */
export function conditions(read, inner) {
  const first = condition(read, inner);
  const word = ['AND', 'OR'].find((candidate) => read.is(candidate));
  if (word === undefined) return first;
  const parts = [first];
  while (read.take(word)) parts.push(condition(read, inner));
  // Neither binds more strongly: whoever mixes them has to say how.
  if (read.is('AND') || read.is('OR')) read.fail();
  return { kind: word.toLowerCase(), parts };
}

function condition(read, inner) {
  if (read.take('NOT')) return { kind: 'not', part: condition(read, inner) };
  if (!read.mark('(')) return comparison(read, inner);
  const whole = conditions(read, inner);
  read.close();
  return whole;
}

function comparison(read, inner) {
  const { text, at } = read.name();
  const left = { path: text.split('.'), at };
  const isNot = read.take('NOT');
  if (isNot && !read.is('IN')) read.fail();
  if (read.take('IN')) return { kind: 'in', ...left, isNot, ...members(read, inner) };
  if (read.take('LIKE')) return { kind: 'compare', ...left, operator: 'LIKE', value: literal(read) };
  const operator = read.peek().text;
  if (read.peek().kind !== 'mark' || !OPERATORS.has(operator)) read.fail();
  read.next();
  return { kind: 'compare', ...left, operator: operator === '<>' ? '!=' : operator, value: literal(read) };
}

function members(read, inner) {
  if (!read.mark('(')) read.fail();
  const members = read.is('SELECT') ? { query: inner() } : { values: read.list(() => literal(read)) };
  read.close();
  return members;
}

const CONSTANTS = { TRUE: true, FALSE: false, NULL: null };
const RELATIVE =
  /^(YESTERDAY|TODAY|TOMORROW|(LAST|THIS|NEXT)_(WEEK|MONTH|QUARTER|YEAR)|(LAST|NEXT)_90_DAYS|(LAST|NEXT)_N_DAYS:\d+|N_DAYS_AGO:\d+)$/;

/** A value as it stands in the statement: its kind tells what it may be compared with. */
function literal(read) {
  const { kind, text, at, like } = read.peek();
  const word = text.toUpperCase();
  if (kind === 'word' && !(word in CONSTANTS) && !RELATIVE.test(word)) read.fail();
  if (kind === 'mark' || kind === 'end') read.fail();
  read.next();
  if (kind === 'string') return { kind, value: text, at, like };
  if (kind === 'number') return { kind, value: Number(text), at };
  if (kind !== 'word') return { kind, value: text, at };
  if (word === 'NULL') return { kind: 'null', value: null, at };
  return word in CONSTANTS ? { kind: 'boolean', value: CONSTANTS[word], at } : { kind: 'relative', value: word, at };
}

// The SOQL that the emulator speaks; anything else is a malformed query.

import { malformed } from '../errors.mjs';
import { lex } from './lex.mjs';
import { conditions } from './parse-where.mjs';
import { reader } from './reader.mjs';

const MOST_CHARACTERS = 100_000;

/**
 * @typedef {object} Query
 * @property {object[]} select fields, child queries, TYPEOF, or one count
 * @property {{ name: string, at: number }} from
 * @property {object | null} where
 * @property {{ path: string[], at: number, isDescending: boolean, nullsLast: boolean }[]} orderBy
 * @property {number | null} limit
 * @property {number} offset
 */

/** @returns {Query} */
export function parse(soql) {
  if (soql.length > MOST_CHARACTERS)
    throw malformed(soql.slice(0, 80), 0, 'SOQL statements can not be longer than 100000 characters.');
  const read = reader(soql, lex(soql));
  const query = queryOf(read, 0);
  if (read.peek().kind !== 'end') read.fail();
  return query;
}

/** @param depth 0 for the query itself, 1 for a child query, 2 for the inner query of a semi-join */
function queryOf(read, depth) {
  read.word('SELECT');
  const select = read.list(() => selected(read, depth));
  read.word('FROM');
  const { text: name, at } = read.name();
  const query = { select, from: { name, at }, where: null, orderBy: [], limit: null, offset: 0 };
  if (read.take('WHERE')) query.where = conditions(read, () => queryOf(read, 2));
  if (depth < 2) tail(read, query);
  return query;
}

function tail(read, query) {
  if (read.take('ORDER')) {
    read.word('BY');
    query.orderBy = read.list(() => ordering(read));
  }
  if (read.take('LIMIT')) query.limit = read.whole();
  if (read.take('OFFSET')) query.offset = read.whole();
}

function selected(read, depth) {
  if (read.mark('(')) return childOf(read, depth);
  if (read.take('TYPEOF')) return typeOf(read);
  const { text, at } = read.name();
  if (!read.mark('(')) return { kind: 'field', path: text.split('.'), at };
  if (text.toUpperCase() !== 'COUNT' || depth > 0) read.fail();
  read.close();
  return { kind: 'count', at };
}

function childOf(read, depth) {
  if (depth > 0) read.fail();
  const query = queryOf(read, 1);
  read.close();
  return { kind: 'child', query };
}

const fieldsOf = (read) =>
  read.list(() => {
    const { text, at } = read.name();
    return { kind: 'field', path: text.split('.'), at };
  });

function typeOf(read) {
  const { text: relationship, at } = read.name();
  const whens = [];
  while (read.take('WHEN')) {
    const type = read.name();
    read.word('THEN');
    whens.push({ type: type.text, at: type.at, fields: fieldsOf(read) });
  }
  const otherwise = read.take('ELSE') ? fieldsOf(read) : [];
  if (whens.length === 0) read.fail();
  read.word('END');
  return { kind: 'typeof', relationship, at, whens, otherwise };
}

function ordering(read) {
  const { text, at } = read.name();
  const isDescending = read.take('DESC');
  if (!isDescending) read.take('ASC');
  let nullsLast = false;
  if (read.take('NULLS')) {
    nullsLast = read.take('LAST');
    if (!nullsLast) read.word('FIRST');
  }
  return { path: text.split('.'), at, isDescending, nullsLast };
}

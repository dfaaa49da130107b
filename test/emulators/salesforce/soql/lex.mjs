// SOQL, cut into tokens.

import { malformed } from '../errors.mjs';

/**
 * @typedef {object} Token
 * @property {'word' | 'string' | 'number' | 'date' | 'datetime' | 'mark' | 'end'} kind
 * @property {string} text as written; of strings what they say
 * @property {number} at
 * @property {RegExp} [like] of strings: what they match behind LIKE
 */

const PATTERNS = [
  ['space', /\s+/y],
  ['datetime', /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)/iy],
  ['date', /\d{4}-\d\d-\d\d(?![\dT])/y],
  ['number', /[+-]?\d+(?:\.\d+)?(?![\w.])/y],
  ['word', /[A-Za-z]\w*(?:\.[A-Za-z]\w*)*(?::\d+)?/y],
  ['mark', /!=|<>|<=|>=|[=<>(),]/y],
];

const ESCAPES = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '"': '"', "'": "'", '\\': '\\', _: '_', '%': '%' };
const MOST_IN_A_LITERAL = 4000;

/** A place in the statement at which to fail. */
const failAt = (soql, at, text) => {
  throw malformed(soql, at, text);
};

const plain = (char) => char.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
const wild = { '%': '[^]*', _: '[^]' };

function escapeAt(soql, at) {
  const char = soql[at + 1] ?? '';
  if (/u/i.test(char)) {
    const code = /^[0-9a-f]{4}$/i.exec(soql.slice(at + 2, at + 6))?.[0];
    return code ? [String.fromCharCode(Number.parseInt(code, 16)), 6] : failAt(soql, at, `Invalid string literal`);
  }
  const meant = ESCAPES[char] ?? ESCAPES[char.toLowerCase()];
  if (meant === undefined) failAt(soql, at, `Invalid string literal. Illegal character sequence '\\${char}'`);
  return [meant, 2];
}

function stringAt(soql, start) {
  let text = '';
  let like = '';
  let at = start + 1;
  while (soql[at] !== "'") {
    if (at >= soql.length) failAt(soql, start, "mismatched character '<EOF>' expecting '''");
    const isEscaped = soql[at] === '\\';
    const [char, width] = isEscaped ? escapeAt(soql, at) : [soql[at], 1];
    text += char;
    like += (isEscaped ? undefined : wild[char]) ?? plain(char);
    at += width;
  }
  if (text.length > MOST_IN_A_LITERAL) failAt(soql, start, 'literal is too long');
  return { kind: 'string', text, at: start, end: at + 1, like: new RegExp(`^${like}$`, 'iu') };
}

function tokenAt(soql, at) {
  if (soql[at] === "'") return stringAt(soql, at);
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = at;
    const text = pattern.exec(soql)?.[0];
    if (text !== undefined) return { kind, text, at, end: at + text.length };
  }
  return failAt(soql, at, `line 1:${at} no viable alternative at character '${soql[at]}'`);
}

/** @returns {Token[]} */
export function lex(soql) {
  const tokens = [];
  for (let at = 0; at < soql.length; ) {
    const token = tokenAt(soql, at);
    if (token.kind !== 'space') tokens.push(token);
    at = token.end;
  }
  tokens.push({ kind: 'end', text: '<EOF>', at: soql.length, end: soql.length });
  return tokens;
}

// Walks over tokens.

import { malformed } from '../errors.mjs';

const RESERVED = new Set(
  'AND ASC DESC ELSE END EXCLUDES FIRST FROM HAVING IN INCLUDES LAST LIKE LIMIT NOT NULLS OR ORDER SELECT THEN TYPEOF USING WHEN WHERE WITH'.split(
    ' ',
  ),
);

/** What both parsers need of the tokens; every failure names the token at which the statement stops making sense. */
export function reader(soql, tokens) {
  let position = 0;
  const peek = () => tokens[position];
  const next = () => tokens[position++];
  const fail = (text) => {
    throw malformed(soql, peek().at, text ?? `unexpected token: '${peek().text}'`);
  };
  const is = (word) => peek().kind === 'word' && peek().text.toUpperCase() === word;
  const take = (word) => {
    const found = is(word);
    if (found) position += 1;
    return found;
  };
  const mark = (text) => {
    const found = peek().kind === 'mark' && peek().text === text;
    if (found) position += 1;
    return found;
  };
  const word = (text) => take(text) || fail();
  const close = () => mark(')') || fail();
  const name = () => {
    const { kind, text } = peek();
    if (kind !== 'word' || text.includes(':') || RESERVED.has(text.toUpperCase())) fail();
    return next();
  };
  const whole = () => (/^\d+$/.test(peek().text) ? Number(next().text) : fail());
  const list = (item) => {
    const items = [item()];
    while (mark(',')) items.push(item());
    return items;
  };
  return { soql, peek, next, fail, is, take, mark, word, close, name, whole, list };
}

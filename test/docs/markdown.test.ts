import { expect, it } from 'vitest';
import { code, prose, table } from '../../src/docs/markdown.ts';

it('prose keeps its code and escapes what Markdown and HTML would obey', () => {
  expect(prose('a < b | c* [x] `d | <e>`\nf')).toBe('a &lt; b \\| c\\* \\[x\\] `d | <e>` f');
});

it('code may hold backticks', () => {
  expect(code('a')).toBe('`a`');
  expect(code('a `b` c')).toBe('`` a `b` c ``');
});

it('a bar in a cell does not end it, in prose or in code', () => {
  expect(table(['x'], [[prose('a | b')], [code('a || b')]])).toBe(
    ['| x |', '| --- |', '| a \\| b |', '| `a \\|\\| b` |'].join('\n'),
  );
});

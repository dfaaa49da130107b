import fc from 'fast-check';
import { expect, it } from 'vitest';
import { contentHash } from '../../src/config/hash.ts';
import { canonicalJson } from '../../src/lib/canonical-json.ts';

it('writes JSON that reads back as the same value', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

it('does not depend on the order of keys but on that of entries', () => {
  expect(canonicalJson({ b: 1, a: { d: [2, 1], c: null } })).toBe('{"a":{"c":null,"d":[2,1]},"b":1}');
  expect(contentHash({ a: 1, b: 2 })).toBe(contentHash({ b: 2, a: 1 }));
  expect(contentHash([1, 2])).not.toBe(contentHash([2, 1]));
});

it('leaves out what has no value', () => {
  expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
});

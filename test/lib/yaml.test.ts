import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../src/lib/errors.ts';
import { parseYaml, yamlLimits } from '../../src/lib/yaml.ts';

const parse = (text: string) => parseYaml(text, 'f.yaml');
const read = (text: string) => {
  const { value, problems } = parse(text);
  expect(problems).toEqual([]);
  return value;
};
const complaints = (text: string) => parse(text).problems.map(formatProblem);

describe('values', () => {
  it('keeps off, no, on and yes as text, as keys and as values', () => {
    expect(read('roles/untyped: off\non: [lead, no]\nyes: y')).toEqual({
      'roles/untyped': 'off',
      on: ['lead', 'no'],
      yes: 'y',
    });
  });

  it('keeps dates and time stamps as text', () => {
    expect(read('from: 2026-10-01\nat: 2026-10-01T00:00:00Z')).toEqual({
      from: '2026-10-01',
      at: '2026-10-01T00:00:00Z',
    });
  });

  it('reads numbers, truth and nothing by the core schema', () => {
    expect(read('a: 10\nb: 1.5\nc: true\nd: null\ne:\nf: ~\ng: 1_000\nh: 0o17')).toEqual({
      a: 10,
      b: 1.5,
      c: true,
      d: null,
      e: null,
      f: null,
      g: '1_000',
      h: 15,
    });
  });

  it('stays with YAML 1.2 when a file asks for 1.1', () => {
    expect(read('%YAML 1.1\n---\na: off\nb: 010')).toEqual({ a: 'off', b: 10 });
  });

  it('has text for keys that look like numbers or nothing', () => {
    expect(read('1: a\n1.0: b\n~: c\n: d')).toEqual({ '1': 'a', '1.0': 'b', '~': 'c', '': 'd' });
  });

  it('takes << as a key like any other', () => {
    expect(read('x:\n  <<: { a: 1 }')).toEqual({ x: { '<<': { a: 1 } } });
  });

  it('finds nothing in an empty file and in one of comments', () => {
    expect(read('')).toBeNull();
    expect(read('# nothing yet\n')).toBeNull();
  });

  it('reads a file with a byte order mark and Windows line ends like any other', () => {
    expect(read('\uFEFFa: 1\r\nb: x\r\n')).toEqual({ a: 1, b: 'x' });
  });

  it('gives back whatever JSON holds', () => {
    const key = fc.string().filter((name) => name !== '__proto__' && name.length < 200);
    const { json } = fc.letrec((tie) => ({
      json: fc.oneof(
        { maxDepth: 5 },
        fc.string(),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('json'), { maxLength: 5 }),
        fc.dictionary(key, tie('json'), { maxKeys: 5, noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(json, (value) => {
        expect(read(JSON.stringify(value))).toEqual(value);
      }),
    );
  });
});

describe('what is refused', () => {
  it.each([
    ['a: &x [1]\nb: *x', 'f.yaml:2:4: aliases are not supported: *x (write the value out where it is needed)'],
    [
      'a: !record.isOpen',
      'f.yaml:1:4: unresolved tag: !record.isOpen (leave the tag out, or put a text that begins with ! in quotes)',
    ],
    [
      'a: !!binary aGk=',
      'f.yaml:1:4: unresolved tag: tag:yaml.org,2002:binary (leave the tag out, or put a text that begins with ! in quotes)',
    ],
    ['a: 1\nb: 2\na: 3', 'f.yaml:3:1: duplicate key "a" (keep one of the two)'],
    [
      'a: 1\n---\nb: 2\n---\nc: 3',
      'f.yaml:2:1: a second document begins here (keep one document in a file, without ---)',
    ],
    ['x: 1\n__proto__: { admin: true }', 'f.yaml:2:1: "__proto__" cannot be a key'],
    ['? { a: 1 }\n: 2', 'f.yaml:1:3: a key must be text (put a text that begins with { or [ in quotes)'],
    ['a:\n\tb: 1', 'f.yaml:2:1: tabs are not allowed as indentation (indent with spaces)'],
    [
      'message: Next: step',
      'f.yaml:1:10: nested mappings are not allowed in compact mappings (put a text that contains ": " in quotes)',
    ],
    ['fix: @rep', 'f.yaml:1:6: plain value cannot start with reserved character @ (put the text in quotes)'],
    ['a: "open\nb: 1', 'f.yaml:2:5: missing closing "quote (is a quote or a bracket left open?)'],
  ])('%j', (text, complaint) => {
    expect(complaints(text)).toContain(complaint);
    expect(parse(text).value).toBeUndefined();
  });

  it('names every problem of a file in the order of its lines', () => {
    expect(complaints('a: *x\na: 2\nb: !y 1')).toEqual([
      'f.yaml:1:4: aliases are not supported: *x (write the value out where it is needed)',
      'f.yaml:2:1: duplicate key "a" (keep one of the two)',
      'f.yaml:3:4: unresolved tag: !y (leave the tag out, or put a text that begins with ! in quotes)',
    ]);
  });

  it('does not let a file reach the prototype of objects', () => {
    parse('__proto__: { polluted: true }\nconstructor: { prototype: { polluted: true } }');
    expect('polluted' in {}).toBe(false);
  });
});

describe('files made to hurt', () => {
  const mebibyte = yamlLimits.bytes;
  const tooDeep = /^f\.yaml:\d+:\d+: nested more than 64 levels deep$/;

  it.each([
    ['question marks', '? '.repeat(400)],
    ['question marks and colons', '? : '.repeat(5000)],
    ['open brackets', '['.repeat(mebibyte)],
    ['open braces', '{a: '.repeat(20_000)],
    ['list items on one line', '- '.repeat(20_000)],
    ['indentation', Array.from({ length: 1400 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
    ['carriage returns', 'a:\r'.repeat(20_000)],
  ])('stops at nested %s', (_, text) => {
    const [first, ...rest] = complaints(text);
    expect(first).toMatch(tooDeep);
    expect(rest).toEqual([]);
  });

  it('lets 64 levels pass and no more', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    expect(complaints(nested(64))).toEqual([]);
    expect(complaints(nested(65))).toHaveLength(1);
  });

  it('refuses a file over the size limit, counted in bytes', () => {
    const complaint = 'f.yaml:1:1: the file is larger than 1048576 bytes (split it into several files)';
    expect(complaints('a'.repeat(mebibyte + 1))).toEqual([complaint]);
    expect(complaints('€'.repeat(mebibyte / 2))).toEqual([complaint]);
    expect(complaints(`a: ${'x'.repeat(mebibyte - 3)}`)).toEqual([]);
  });

  it('refuses a billion laughs at the first alias', () => {
    const laughs = 'a: &a [lol, lol]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]';
    expect(complaints(laughs)).toHaveLength(6);
  });

  const many = 30_000;
  it.each([
    ['commas', `[${','.repeat(many)}]`],
    ['closing brackets', ']'.repeat(many)],
    ['quotes', '"'.repeat(many)],
    ['tags', '! '.repeat(many)],
    ['documents', '---\n'.repeat(many)],
    ['the same key', 'a: 1\n'.repeat(many)],
    ['a huge key', `${'k'.repeat(many)}: 1`],
  ])('ends, with at most a hundred problems, on tens of thousands of %s', (_, text) => {
    const { problems } = parse(text);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.length).toBeLessThanOrEqual(100);
  });

  it('reads tens of thousands of different keys', () => {
    const text = Array.from({ length: many }, (_, i) => `k${i}: 1`).join('\n');
    expect(Object.keys(Object(read(text)))).toHaveLength(many);
  });

  it('answers any noise with a value or with problems inside the file, and never throws', () => {
    const noise = fc.string({ unit: fc.constantFrom(...'ab:-?[]{},&*!|>\'"%@`# \t\r\n~0\u0000é'), maxLength: 60 });
    fc.assert(
      fc.property(noise, (text) => {
        const { value, problems } = parse(text);
        expect(value === undefined).toBe(problems.length > 0);
        const lines = text.split(/\n/).length;
        for (const { at } of problems) {
          expect(at?.line).toBeGreaterThanOrEqual(1);
          expect(at?.line).toBeLessThanOrEqual(lines);
          expect(at?.column).toBeGreaterThanOrEqual(1);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('places', () => {
  const document = parse(
    ['\uFEFFtitle: Stale', 'on: [lead, deal]', 'severity:', '  - when: "a > 1"', '    is: error', 'params: {}'].join(
      '\r\n',
    ),
  );
  const at = (path: readonly (string | number)[], of: 'key' | 'value') => {
    const { line, column } = document.position(path, of);
    return [line, column];
  };

  it('finds keys and values in mappings and lists', () => {
    expect(at(['title'], 'key')).toEqual([1, 1]);
    expect(at(['title'], 'value')).toEqual([1, 8]);
    expect(at(['on', 1], 'value')).toEqual([2, 12]);
    expect(at(['severity', 0, 'is'], 'key')).toEqual([5, 5]);
    expect(at(['severity', 0, 'is'], 'value')).toEqual([5, 9]);
    expect(at(['params'], 'value')).toEqual([6, 9]);
  });

  it('gives the nearest thing above where a path leads nowhere', () => {
    expect(at(['severity', 0, 'because'], 'key')).toEqual([4, 5]);
    expect(at(['nothing', 'here'], 'value')).toEqual([1, 1]);
    expect(at([], 'value')).toEqual([1, 1]);
    expect(parse('').position(['a'], 'value')).toEqual({ file: 'f.yaml', line: 1, column: 1 });
  });

  it('finds the key of a pair without a value', () => {
    expect(parse('a: 1\nb:\nc: 2').position(['b'], 'key')).toMatchObject({ line: 2, column: 1 });
  });

  it.each([
    ['a: x && y', { column: 4, style: 'plain', raw: 'x && y' }],
    ["a: 'it''s'", { column: 4, style: 'single-quoted', raw: "'it''s'" }],
    ['a: "x\\ty"', { column: 4, style: 'double-quoted', raw: '"x\\ty"' }],
    ['a: |\n  x\n  y\n', { column: 4, style: 'block', raw: '|\n  x\n  y\n' }],
    ['a: >-\n  x\n  y\n', { column: 4, style: 'block', raw: '>-\n  x\n  y\n' }],
  ])('shows the scalar as it is written in %j', (text, source) => {
    expect(parse(text).scalarSource(['a'])).toEqual({ file: 'f.yaml', line: 1, ...source });
  });

  it('has no scalar for a list', () => {
    expect(parse('a: [1]').scalarSource(['a'])).toBeUndefined();
  });
});

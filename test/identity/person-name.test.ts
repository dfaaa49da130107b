import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readShipped } from '../../src/config/rule-files.ts';
import { createNames, type NameParts } from '../../src/identity/person-name.ts';
import { parseYaml } from '../../src/lib/yaml.ts';
import { namesSchema } from '../../src/rulebook/lexicons.ts';
import { setting } from '../support/setting.ts';

const lexicon = namesSchema.parse(parseYaml(readShipped('lexicons/names.yaml').text, 'names.yaml').value);
const names = createNames(lexicon, setting().limits.nearName, setting().isPlaceholderName);

const read = (name: string) => names.read({ name });
const isSame = (a: string, b: string): boolean => {
  const [one, other] = [read(a), read(b)];
  return one !== null && other !== null && names.isSame(one, other);
};
const isNear = (a: string, b: string): boolean => {
  const [one, other] = [read(a), read(b)];
  return one !== null && other !== null && names.isNear(one, other);
};

it.each([
  ['Harold Moreau', 'harold  MOREAU'],
  ['Moreau, Harold', 'Harold Moreau'],
  ['Jürgen Müller', 'Juergen Mueller'],
  ['Jürgen Müller', 'Jurgen Muller'],
  ['José Núñez', 'Jose Nunez'],
  ['Łukasz Żak', 'Lukasz Zak'],
  ['Søren Ærø', 'Soeren Aeroe'],
  ["Siobhán O'Brien", 'Siobhan OBrien'],
  ['Anna-Lena Groß', 'Anna Lena Gross'],
  ['Dr. Harold J. Moreau Jr.', 'Harold Moreau'],
  ['李伟', '李伟'],
])('%s and %s are the same name', (a, b) => {
  expect(isSame(a, b)).toBe(true);
  expect(isSame(b, a)).toBe(true);
});

it.each([
  ['Robert Smith', 'Bob Smith'],
  ['Jon Smith', 'Jon Smyth'],
  ['Harlod Moreau', 'Harold Moreau'],
  ['H. Moreau', 'Harold Moreau'],
  ['Anna Maria Schmidt', 'Anna Schmidt'],
])('%s and %s are nearly the same name', (a, b) => {
  expect(isSame(a, b)).toBe(false);
  expect(isNear(a, b)).toBe(true);
  expect(isNear(b, a)).toBe(true);
});

it.each([
  ['Anna Schmidt', 'Anne Schmidt'],
  ['Robert Smith', 'Dana Smith'],
  ['Robert Smith', 'Robert Jones'],
  ['Jon Smith', 'Jan Smyth'],
  ['Michael Novak', 'Michal Nowack'],
  ['Li Wei', 'Li Na'],
])('%s and %s are two names', (a, b) => {
  expect(isSame(a, b)).toBe(false);
  expect(isNear(a, b)).toBe(false);
});

const parts: readonly (readonly [NameParts, string])[] = [
  [{ name: 'Smith' }, 'a single word'],
  [{ name: 'Dr. Smith' }, 'a title and a word'],
  [{ name: 'Test Test' }, 'a stand-in'],
  [{ firstName: 'Test', lastName: 'Test' }, 'a stand-in in two fields'],
  [{ firstName: 'Dana', lastName: '[not provided]' }, 'half a stand-in'],
  [{ name: 'J. S.' }, 'initials'],
  [{ name: '' }, 'nothing'],
  [{ name: '🙂 🙂' }, 'no letters'],
  [{}, 'nothing known'],
];

it.each(parts)('%o is no name that tells a person: %s', (given) => {
  expect(names.read(given)).toBeNull();
});

it('takes first and last name before the full name', () => {
  expect(names.read({ name: 'Dana at Acme', firstName: 'Dana', lastName: 'Reyes' })?.keys).toEqual(['dana reyes']);
});

it('compares any two names alike in both directions, and every name with itself', () => {
  const word = fc.constantFrom(
    'müller',
    'mueller',
    'muller',
    'bob',
    'robert',
    'r',
    'jon',
    'john',
    '李',
    'o’hara',
    'smith',
  );
  const name = fc.oneof(
    fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' ')),
    fc.string(),
  );
  fc.assert(
    fc.property(name, name, (a, b) => {
      expect(isSame(a, b)).toBe(isSame(b, a));
      expect(isNear(a, b)).toBe(isNear(b, a));
      if (read(a) !== null) expect(isSame(a, a)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

it('reads endless names without end', () => {
  expect(read('a'.repeat(5_000_000))).toBeNull();
  expect(read('ä '.repeat(1_000_000))).toBeNull();
  expect(read(`Dana ${'Reyes '.repeat(500_000)}`)?.words.length).toBeLessThanOrEqual(8);
});

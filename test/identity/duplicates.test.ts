import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDuplicateIndex, type DuplicateIndex, type Sighting } from '../../src/identity/duplicates.ts';
import { createSightingList } from '../../src/identity/sighting-list.ts';
import { setting } from '../support/setting.ts';

const { identity } = setting();

const sighting = (over: Partial<Sighting> & { readonly id: string }): Sighting => ({
  kind: 'lead',
  emails: [],
  phones: [],
  ownerId: '005A',
  createdAt: 0,
  isOpen: true,
  contactId: null,
  ...over,
});

const indexOf = (sightings: readonly Sighting[]): DuplicateIndex => {
  const index = createDuplicateIndex(identity);
  sightings.forEach(index.add);
  return index;
};

/** Every match as `a b tier`, both ways, in order. */
const matchesIn = (index: DuplicateIndex, asked: readonly Sighting[]): readonly string[] => {
  const { of } = index.finish();
  return asked.flatMap((one) => of(one).map(({ sighting: { id }, tier }) => `${one.id} ${id} ${tier}`)).sort();
};

const found = (...sightings: readonly Sighting[]): readonly string[] => matchesIn(indexOf(sightings), sightings);

describe('two records', () => {
  it('match on one mailbox, whatever their names', () => {
    const [a, b] = [
      sighting({ id: 'a', name: 'Dana Reyes', emails: ['dana.reyes@gmail.com'] }),
      sighting({ id: 'b', name: 'D R', emails: ['DanaReyes+x@googlemail.com'] }),
    ];
    expect(found(a, b)).toEqual(['a b high', 'b a high']);
  });

  it('never match on a shared inbox alone', () => {
    const [a, b] = [
      sighting({ id: 'a', name: 'Dana Reyes', emails: ['info@acme.com'] }),
      sighting({ id: 'b', name: 'Kim Lee', emails: ['info@acme.com'] }),
    ];
    expect(found(a, b)).toEqual([]);
    expect(found({ ...a, name: null }, { ...b, name: null })).toEqual([]);
    expect(found(a, { ...b, name: 'Dana Reyes' })).toEqual(['a b high', 'b a high']);
  });

  it('match on name and company domain; a name that is only near is of medium confidence', () => {
    const a = sighting({ id: 'a', name: 'Robert Smith', website: 'www.acme.com' });
    expect(found(a, sighting({ id: 'b', name: 'Smith, Robert', emails: ['rs@mail.acme.com'] }))).toContain('a b high');
    expect(found(a, sighting({ id: 'b', name: 'Bob Smith', emails: ['bob@acme.com'] }))).toContain('a b medium');
    expect(found(a, sighting({ id: 'b', name: 'Dana Smith', emails: ['dana@acme.com'] }))).toEqual([]);
    expect(found(a, sighting({ id: 'b', name: 'Robert Smith', emails: ['robert@gmail.com'] }))).toEqual([]);
  });

  it('match on phone and a near name, never on the phone alone', () => {
    const a = sighting({ id: 'a', name: 'Robert Smith', phones: ['(415) 555-0132'], country: 'USA' });
    expect(found(a, sighting({ id: 'b', name: 'Bob Smith', phones: ['+14155550132'] }))).toContain('a b high');
    expect(found(a, sighting({ id: 'b', name: 'Dana Reyes', phones: ['+14155550132'] }))).toEqual([]);
    expect(found(a, sighting({ id: 'b', phones: ['+14155550132'] }))).toEqual([]);
  });

  it('match with low confidence on the same name at a company of the same name', () => {
    const a = sighting({ id: 'a', name: 'Robert Smith', companyName: 'Acme, Inc.' });
    expect(found(a, sighting({ id: 'b', name: 'Robert Smith', companyName: 'ACME' }))).toContain('a b low');
    expect(found(a, sighting({ id: 'b', name: 'Bob Smith', companyName: 'ACME' }))).toEqual([]);
    expect(found(a, sighting({ id: 'b', name: 'Robert Smith', companyName: 'Apex' }))).toEqual([]);
  });

  it('are one when a lead became the contact', () => {
    const contact = sighting({ kind: 'contact', id: 'c', emails: ['dana@acme.com'] });
    const lead = sighting({ id: 'a', emails: ['dana@acme.com'], isOpen: false, contactId: 'c' });
    expect(matchesIn(indexOf([contact]), [lead])).toEqual([]);
    expect(matchesIn(indexOf([contact]), [{ ...lead, contactId: null }])).toEqual(['a c high']);
  });

  it('are one when they have one id, as leads of HubSpot that are contacts', () => {
    const contact = sighting({ kind: 'contact', id: '1', emails: ['dana@acme.com'] });
    expect(found(contact, sighting({ id: '1', emails: ['dana@acme.com'] }))).toEqual([]);
  });
});

/** Few values, so that records meet in every way; some of them hostile. */
const anySighting = fc.record({
  kind: fc.constantFrom('lead', 'contact'),
  name: fc.constantFrom('Robert Smith', 'Bob Smith', 'Robert Smyth', 'Jürgen Müller', 'Juergen Mueller', 'Test', null),
  emails: fc.array(
    fc.constantFrom('bob@acme.com', 'BOB+x@acme.com', 'info@acme.com', 'b.ob@gmail.com', 'bob@gmail.com', '@'),
    {
      maxLength: 2,
    },
  ),
  phones: fc.array(fc.constantFrom('+14155550132', '(415) 555-0132', '+493023125123', '0000000', 'n/a'), {
    maxLength: 2,
  }),
  companyName: fc.constantFrom('Acme Inc', 'ACME', 'Unknown', undefined),
  website: fc.constantFrom('acme.com', 'https://www.apex.example', 'linkedin.com/in/bob', null),
  country: fc.constantFrom('United States', 'Deutschland', 'Atlantis', undefined),
  ownerId: fc.constantFrom('005A', '005B', null),
});
const someSightings = fc
  .array(anySighting, { maxLength: 14 })
  .map((list) => list.map((one, at) => sighting({ ...one, id: `${at}` })));

describe('any records', () => {
  it('match both ways, with the same confidence', () => {
    fc.assert(
      fc.property(someSightings, (list) => {
        const matches = new Set(found(...list));
        for (const match of matches) {
          const [a, b, tier] = match.split(' ');
          expect(matches).toContain(`${b} ${a} ${tier}`);
        }
      }),
    );
  });

  it('match exactly where a comparison of each with each says so', () => {
    fc.assert(
      fc.property(someSightings, (list) => {
        const expected = list.flatMap((a) =>
          list.flatMap((b) => {
            const tier = a.id === b.id ? null : identity.tierOf(identity.traitsOf(a), b);
            return tier === null ? [] : [`${a.id} ${b.id} ${tier}`];
          }),
        );
        expect(found(...list)).toEqual(expected.sort());
      }),
      { numRuns: 300 },
    );
  });

  it('match alike in any order, and from two indexes joined', () => {
    const shuffled = someSightings.chain((list) =>
      fc.tuple(
        fc.constant(list),
        fc.shuffledSubarray([...list], { minLength: list.length }),
        fc.nat({ max: list.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([list, other, cut]) => {
        const expected = found(...list);
        expect(matchesIn(indexOf(other), list)).toEqual(expected);
        const [left, right] = [indexOf(other.slice(0, cut)), indexOf(other.slice(cut))];
        left.merge(right);
        expect(matchesIn(left, list)).toEqual(expected);
      }),
    );
  });

  it('may match wherever they do', () => {
    fc.assert(
      fc.property(someSightings, (list) => {
        const { of, mayMatch } = indexOf(list).finish();
        for (const one of list) if (of(one).length > 0) expect(mayMatch(one.id)).toBe(true);
      }),
    );
  });
});

const [first, last] = [
  ['Adele', 'Bruno', 'Chiara', 'Dmitri', 'Esther', 'Farid', 'Gudrun', 'Hector', 'Ingrid', 'Jovan'],
  ['Abernathy', 'Bellweather', 'Castellano', 'Dragomir', 'Eisenstein', 'Fitzwilliam', 'Grandmaison', 'Hollingsworth'],
];
const NAMES = first.flatMap((given) => last.map((family) => [given, family] as const));

it('finds all planted duplicates among thousands of records, and nothing else', () => {
  const people = Array.from({ length: 40 }, (_, company) =>
    NAMES.map(([given, family], at) =>
      sighting({
        id: `p${company}-${at}`,
        name: `${given} ${family}`,
        emails: [`${given}.${family}@company${company}.com`],
        phones: [`+1 212 ${200 + company} ${1000 + at}`],
        companyName: `Company ${company} Inc`,
      }),
    ),
  ).flat();
  const planted = people.flatMap((one, at): readonly (readonly [Sighting, Sighting])[] => {
    const id = `d${at}`;
    const [given = '', family = ''] = (one.name ?? '').split(' ');
    const base = sighting({ id, name: one.name, companyName: one.companyName });
    if (at % 40 === 0)
      return [[one, { ...base, name: `${given[0]}. ${family}`, emails: [`${one.emails[0]}`.toUpperCase()] }]];
    if (at % 40 === 7) return [[one, { ...base, emails: [`info@${one.emails[0]?.split('@')[1]}`] }]];
    if (at % 40 === 13) return [[one, { ...base, companyName: null, emails: [`${id}@gmail.com`], phones: one.phones }]];
    return [];
  });
  const all = [...people, ...planted.map(([, copy]) => copy)];
  const expected = planted.flatMap(([one, copy]) => [`${one.id} ${copy.id}`, `${copy.id} ${one.id}`]);
  const sure = found(...all).filter((match) => match.endsWith(' high'));
  expect(planted.length).toBe(240);
  expect(sure.map((match) => match.replace(' high', ''))).toEqual(expected.sort());
});

describe('values that thousands share', () => {
  const crowd = (over: (at: number) => Partial<Sighting>): readonly Sighting[] =>
    Array.from({ length: 3000 }, (_, at) => sighting({ ...over(at), id: `${at}`.padStart(4, '0') }));

  it('list the first few, and one with another owner', () => {
    const many = crowd((at) => ({ emails: ['dana@acme.com'], ownerId: at === 2999 ? '005B' : '005A' }));
    const { of } = indexOf([...many].reverse()).finish();
    const [asked] = many;
    const ids = asked === undefined ? [] : of(asked).map(({ sighting: { id } }) => id);
    expect(ids).toEqual([...Array.from({ length: 19 }, (_, at) => `${at + 1}`.padStart(4, '0')), '2999']);
  });

  it('are not compared pair by pair: a switchboard still tells the same name apart from others', () => {
    const many = crowd((at) => ({ name: `Dana Person${at}`, phones: ['+14155550132'] }));
    const again = sighting({ id: 'again', name: 'Dana Person7', phones: ['(415) 555-0132'], country: 'US' });
    const { of } = indexOf([...many, again]).finish();
    expect(of(again).map(({ sighting: { id } }) => id)).toEqual(['0007']);
  });
});

it('takes hostile texts for what they are: nobody', () => {
  const noise = [
    '@'.repeat(1_000_000),
    '+'.repeat(1_000_000),
    `${'a.'.repeat(500_000)}@x.com`,
    '\u202e\u0000',
    'x@'.repeat(500_000),
  ];
  const list = noise.map((text, at) =>
    sighting({
      id: `${at}`,
      name: text,
      emails: [text],
      phones: [text],
      companyName: text,
      website: text,
      country: text,
    }),
  );
  expect(found(...list)).toEqual([]);
});

it('A sighting is given back as it was taken in, but for blanks and the characters that stand between values', () => {
  const list = createSightingList();
  const [plain, hostile] = [
    sighting({ id: 'a', name: 'Dana Reyes', emails: ['d@acme.com', 'x@acme.com'], isOpen: undefined, contactId: 'c' }),
    sighting({
      id: 'b',
      kind: 'address',
      lastName: 'Re\u0000y\u0001es',
      phones: ['1', '2'],
      ownerId: null,
      createdAt: 7,
    }),
  ];
  expect([list.push(plain), list.push(hostile), list.size()]).toEqual([0, 1, 2]);
  expect(list.at(0)).toMatchObject(plain);
  expect(list.at(1)).toMatchObject({ ...hostile, lastName: 'Re y es' });
  expect(() => list.at(2)).toThrow(RangeError);
});

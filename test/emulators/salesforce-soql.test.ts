import { isQueryValid } from '@jetstreamapp/soql-parser-js';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Row, type SalesforceEmulator, startSalesforce } from './salesforce/salesforce.mjs';

let emulator: SalesforceEmulator;
let leads: readonly Row[];

beforeAll(async () => {
  emulator = await startSalesforce({ now: Date.parse('2026-11-18T04:30:00Z') });
  leads = emulator.org.tables.get('Lead')?.rows ?? [];
});
afterAll(async () => {
  expect(emulator.bugs()).toEqual([]);
  await emulator.close();
});

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

async function ask(soql: string): Promise<Answer> {
  const response = await fetch(`${emulator.url}/services/data/v66.0/query?q=${encodeURIComponent(soql)}`, {
    headers: { authorization: `Bearer ${emulator.token}` },
  });
  return { status: response.status, body: await response.json() };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

function recordsOf({ body }: Answer): readonly Readonly<Record<string, unknown>>[] {
  const records = isObject(body) ? body.records : undefined;
  if (!Array.isArray(records)) throw new Error(`no records: ${JSON.stringify(body)}`);
  return records.filter(isObject);
}

const idsOf = (answer: Answer) =>
  recordsOf(answer)
    .map(({ Id }) => String(Id))
    .sort();

function errorOf({ body }: Answer): { code: unknown; message: string } {
  const first: unknown = Array.isArray(body) ? body[0] : undefined;
  return isObject(first) ? { code: first.errorCode, message: String(first.message) } : { code: undefined, message: '' };
}

/** A condition, as SOQL and as a test of rows that knows nothing of SOQL. */
interface Condition {
  readonly soql: string;
  readonly holds: (row: Row) => boolean;
}

const quoted = (text: string) => `'${text.replace(/[\\']/g, '\\$&')}'`;
const lower = (value: Row[string] | undefined) =>
  typeof value === 'string' && value !== '' ? value.toLowerCase() : null;

const orders: Readonly<Record<string, (a: number | string, b: number | string) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};
const operator = fc.constantFrom('=', '!=', '<', '<=', '>', '>=');

function holdsBetween(op: string, value: number | string | null, wanted: number | string): boolean {
  if (op === '=') return value === wanted;
  if (op === '!=') return value !== wanted;
  return value !== null && orders[op]?.(value, wanted) === true;
}

const text = fc.constantFrom('Working - Contacted', 'qualified', 'NURTURING', 'nothing', "O'Brien \\");
const comparisons: fc.Arbitrary<Condition> = fc.oneof(
  fc.tuple(operator, text).map(([op, wanted]) => ({
    soql: `Status ${op} ${quoted(wanted)}`,
    holds: (row: Row) => holdsBetween(op, lower(row.Status), wanted.toLowerCase()),
  })),
  fc.tuple(operator, fc.integer({ min: 0, max: 900 })).map(([op, wanted]) => ({
    soql: `numberofemployees ${op} ${wanted}`,
    holds: ({ NumberOfEmployees }: Row) =>
      holdsBetween(op, typeof NumberOfEmployees === 'number' ? NumberOfEmployees : null, wanted),
  })),
  fc
    .tuple(operator, fc.date({ min: new Date('2026-06-01'), max: new Date('2026-11-20'), noInvalidDate: true }))
    .map(([op, wanted]) => ({
      soql: `CreatedDate ${op} ${wanted.toISOString()}`,
      holds: ({ CreatedDate }: Row) => holdsBetween(op, Date.parse(String(CreatedDate)), wanted.getTime()),
    })),
  fc
    .boolean()
    .map((wanted) => ({ soql: `IsConverted = ${wanted}`, holds: ({ IsConverted }: Row) => IsConverted === wanted })),
  fc.constantFrom('=', '!=').map((op) => ({
    soql: `ConvertedDate ${op} NULL`,
    holds: ({ ConvertedDate }: Row) => (ConvertedDate === null) === (op === '='),
  })),
  fc.tuple(fc.boolean(), fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { minLength: 1 })).map(([isNot, places]) => {
    const owners = places.map((place) => String(leads[place * 7]?.OwnerId));
    return {
      soql: `OwnerId ${isNot ? 'NOT IN' : 'IN'} (${owners.map(quoted).join(', ')})`,
      holds: ({ OwnerId }: Row) => owners.includes(String(OwnerId)) !== isNot,
    };
  }),
  fc.constantFrom('a', 'an', 'e', 'zz').map((part) => ({
    soql: `Name LIKE '%${part}_%'`,
    holds: ({ Name }: Row) => new RegExp(`${part}[^]`, 'i').test(String(Name ?? '')),
  })),
);

const condition: fc.Arbitrary<Condition> = fc.letrec<{
  any: Condition;
  one: Condition;
  joined: Condition;
  denied: Condition;
}>((tie) => ({
  any: fc.oneof({ depthSize: 'small' }, tie('one'), tie('joined'), tie('denied')),
  one: comparisons,
  joined: fc.tuple(fc.boolean(), fc.array(tie('any'), { minLength: 2, maxLength: 3 })).map(([isAnd, parts]) => ({
    soql: `(${parts.map(({ soql }) => soql).join(isAnd ? ' AND ' : ' or ')})`,
    holds: (row: Row) => (isAnd ? parts.every(({ holds }) => holds(row)) : parts.some(({ holds }) => holds(row))),
  })),
  denied: tie('any').map(({ soql, holds }) => ({ soql: `(NOT ${soql})`, holds: (row: Row) => !holds(row) })),
})).any;

describe('the SOQL of the emulated org', () => {
  it('finds the rows that a plain filter finds', async () => {
    await fc.assert(
      fc.asyncProperty(condition, async ({ soql, holds }) => {
        const found = await ask(`SELECT Id FROM Lead WHERE ${soql}`);
        expect(idsOf(found)).toEqual(
          leads
            .filter(holds)
            .map(({ Id }) => String(Id))
            .sort(),
        );
      }),
      { numRuns: 150 },
    );
  });

  it('takes no statement that another parser of SOQL takes for none', async () => {
    await fc.assert(
      fc.asyncProperty(
        condition,
        fc.constantFrom('', ' ORDER BY Name DESC NULLS LAST, Id', ' LIMIT 5'),
        async (where, tail) => {
          const soql = `SELECT Id, Owner.Name FROM Lead WHERE ${where.soql}${tail}`;
          expect(isQueryValid(soql)).toBe(true);
          expect((await ask(soql)).status).toBe(200);
        },
      ),
      { numRuns: 50 },
    );
  });

  it.each([
    ['SELECT Foo FROM Lead', 'INVALID_FIELD', 'Column:8'],
    ['SELECT Owner.Foo FROM Lead', 'INVALID_FIELD', "'Foo' on entity 'Name'"],
    ['SELECT Boss.Name FROM Lead', 'INVALID_FIELD', "relationship 'Boss'"],
    ['SELECT Id FROM Leads', 'INVALID_TYPE', "sObject type 'Leads'"],
    ['SELECT Id Lead', 'MALFORMED_QUERY', "unexpected token: 'Lead'"],
    ['SELECT Id FROM Lead WHERE', 'MALFORMED_QUERY', "'<EOF>'"],
    ["SELECT Id FROM Lead WHERE Name = 'a' AND Name = 'b' OR Name = 'c'", 'MALFORMED_QUERY', "unexpected token: 'OR'"],
    ["SELECT Id FROM Lead WHERE Name = 'a\\q'", 'MALFORMED_QUERY', 'Illegal character'],
    ["SELECT Id FROM Lead WHERE Name = 'a", 'MALFORMED_QUERY', '<EOF>'],
    ['SELECT COUNT(Id), OwnerId FROM Lead GROUP BY OwnerId', 'MALFORMED_QUERY', 'unexpected token'],
    ['SELECT Id FROM Lead l', 'MALFORMED_QUERY', "unexpected token: 'l'"],
    ['SELECT FIELDS(ALL) FROM Lead', 'MALFORMED_QUERY', 'unexpected token'],
    ["SELECT Id FROM Lead WHERE CreatedDate > '2026-01-01'", 'INVALID_FIELD', 'should not be enclosed in quotes'],
    ['SELECT Id FROM Lead WHERE CreatedDate > 2026-01-01', 'INVALID_FIELD', 'must be of type datetime'],
    ["SELECT Id FROM Lead WHERE OwnerId = 'me'", 'INVALID_QUERY_FILTER_OPERATOR', 'invalid ID field: me'],
    ["SELECT Id FROM Note WHERE Body LIKE '%x%'", 'INVALID_FIELD', 'can not be filtered'],
    ["SELECT Id FROM LeadHistory WHERE NewValue = 'x'", 'INVALID_FIELD', 'can not be filtered'],
    ['SELECT Id, id FROM Lead', 'MALFORMED_QUERY', 'duplicate field selected'],
    ['SELECT Id FROM Lead OFFSET 2001', 'NUMBER_OUTSIDE_VALID_RANGE', '2000'],
    ['SELECT Id FROM ContentDocumentLink', 'MALFORMED_QUERY', 'Implementation restriction'],
    [
      'SELECT Id FROM Opportunity WHERE Id IN (SELECT WhatId FROM Task)',
      'MALFORMED_QUERY',
      'Implementation restriction',
    ],
    ['SELECT Id FROM Lead WHERE OwnerId IN (SELECT OwnerId FROM Lead)', 'MALFORMED_QUERY', 'same object type'],
    [`SELECT Id FROM Lead WHERE Name = '${'x'.repeat(4001)}'`, 'MALFORMED_QUERY', 'too long'],
  ])('is told what is wrong with a statement: %#', async (soql, code, words) => {
    const answer = await ask(soql);
    expect(errorOf(answer).code).toBe(code);
    expect(errorOf(answer).message).toContain(words);
    expect(answer.status).toBeGreaterThanOrEqual(400);
  });

  it('compares texts whatever their case, and takes an id of 15 characters for the one of 18', async () => {
    const [lead] = leads;
    const short = String(lead?.Id).slice(0, 15);
    expect(idsOf(await ask(`select id from lEAD where ID = '${short}'`))).toEqual([lead?.Id]);
  });

  it('reads a backslash in front of a quote as Salesforce does', async () => {
    emulator.change('Lead', (rows) => Object.assign(rows[3] ?? {}, { Company: "O'Reilly \\ % _" }));
    const wanted = [leads[3]?.Id];
    expect(idsOf(await ask("SELECT Id FROM Lead WHERE Company = 'O\\'Reilly \\\\ % _'"))).toEqual(wanted);
    expect(idsOf(await ask("SELECT Id FROM Lead WHERE Company LIKE '%\\% \\_'"))).toEqual(wanted);
    expect(idsOf(await ask("SELECT Id FROM Lead WHERE Company LIKE '%O\\u0027Reilly%'"))).toEqual(wanted);
  });

  it('counts days in the zone of the user', async () => {
    const count = async (day: string) => idsOf(await ask(`SELECT Id FROM Lead WHERE CreatedDate = ${day}`)).length;
    const between = (from: string, to: string) =>
      leads.filter(({ CreatedDate }) => String(CreatedDate) >= from && String(CreatedDate) < to).length;
    // Half past four in the morning in UTC is the evening before in New York.
    expect(await count('YESTERDAY')).toBe(between('2026-11-16T05:00:00.000Z', '2026-11-17T05:00:00.000Z'));
    expect(await count('LAST_N_DAYS:20')).toBe(between('2026-10-28T04:00:00.000Z', '2026-11-18T05:00:00.000Z'));
    expect(await count('LAST_MONTH')).toBe(between('2026-10-01T04:00:00.000Z', '2026-11-01T04:00:00.000Z'));
  });

  it('shows parents, polymorphic ones by their generic name, and children as null where there are none', async () => {
    const queue = recordsOf(
      await ask("SELECT Id, Owner.Name, Owner.Type FROM Lead WHERE Owner.Type = 'Queue' LIMIT 1"),
    );
    expect(queue[0]?.Owner).toMatchObject({ attributes: { type: 'Name' }, Type: 'Queue' });
    const typed = recordsOf(
      await ask(
        'SELECT TYPEOF Owner WHEN User THEN Username WHEN Group THEN DeveloperName END FROM Lead ORDER BY OwnerId DESC LIMIT 1',
      ),
    );
    expect(typed[0]?.Owner).toMatchObject({ attributes: { type: 'Group' } });
    const deals = recordsOf(
      await ask("SELECT Id, (SELECT Id FROM OpportunityContactRoles WHERE Role = 'Champion') FROM Opportunity"),
    );
    const counts = deals.map(({ OpportunityContactRoles: roles }) =>
      isObject(roles) ? Number(roles.totalSize) : roles,
    );
    const champions = emulator.org.tables
      .get('OpportunityContactRole')
      ?.rows?.filter(({ Role }) => Role === 'Champion');
    expect(counts).toContain(null);
    expect(counts.reduce<number>((sum, count) => sum + Number(count ?? 0), 0)).toBe(champions?.length);
  });

  it('sorts, with nulls where they are asked for', async () => {
    const names = recordsOf(await ask('SELECT ConvertedDate FROM Lead ORDER BY ConvertedDate DESC NULLS LAST')).map(
      ({ ConvertedDate }) => ConvertedDate,
    );
    const dates = names.filter((date) => date !== null).map(String);
    expect(dates).toEqual([...dates].sort().reverse());
    expect(names.slice(dates.length).every((date) => date === null)).toBe(true);
  });
});

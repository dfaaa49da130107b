import { parseQuery } from '@jetstreamapp/soql-parser-js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idLiteral, literal, nameOf, oneOf, soqlOf } from '../../../src/sources/salesforce/soql.ts';

const LEAD = '00Q5f000000aiJSEAY';

/** What stands between the quotes of the only condition. */
function valueIn(soql: string): unknown {
  const { where } = parseQuery(soql);
  return where && 'left' in where && where.left && 'value' in where.left ? where.left.value : undefined;
}

describe('queries', () => {
  it('ask for what is wanted, each field once, in the order of ids', () => {
    expect(soqlOf({ object: 'Lead', fields: ['Id', 'Status', 'Status'], where: [] })).toBe(
      'SELECT Id,Status FROM Lead ORDER BY Id',
    );
  });

  it('hold all conditions together, and keep alternatives apart from the rest', () => {
    const query = { object: 'Task', fields: ['Subject'], where: ["A = '1' OR B = '2'"], isArchiveWanted: true };
    expect(soqlOf({ ...query, among: { field: 'WhatId', ids: [LEAD] }, after: LEAD })).toBe(
      `SELECT Id,Subject FROM Task WHERE (A = '1' OR B = '2') AND WhatId IN ('${LEAD}') AND IsDeleted = false AND Id > '${LEAD}' ORDER BY Id`,
    );
  });

  it('are not ordered in bulk jobs, which would lose their speed', () => {
    expect(soqlOf({ object: 'Lead', fields: [], where: [] }, false)).toBe('SELECT Id FROM Lead');
  });

  it('take no text out of its quotes, whatever it holds', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('\\', "'", '"', '\n', '\r', '\t', ' ', 'a', 'O', 'R', '=', '1', '-', '%') }),
        (text) => {
          const soql = soqlOf({ object: 'Lead', fields: [], where: [`Name = ${literal(text)}`] });
          const { where } = parseQuery(soql);
          expect(where && 'right' in where ? where.right : null).toBeFalsy();
          const written = String(valueIn(soql)).replace(/^'|'$/g, '');
          const meant = { n: '\n', r: '\r', t: '\t' } as const;
          const read = written.replace(/\\(.)/gs, (_, one: string) =>
            one === 'n' || one === 'r' || one === 't' ? meant[one] : one,
          );
          expect(read).toBe(text);
        },
      ),
    );
  });

  it('escape the backslash as well as the quote', () => {
    expect(literal("\\' OR Name != '")).toBe("'\\\\\\' OR Name != \\''");
    expect(oneOf('Email', ["o'brien@a.example", 'x'])).toBe("Email IN ('o\\'brien@a.example','x')");
  });

  it.each(["00Q'", '00Q5f000000aiJSEAY OR', '', '00Q'])('take %j for no id', (text) => {
    expect(() => idLiteral(text)).toThrow('not an id');
  });

  it.each(['Name FROM User', "Name'", 'a b', '1a', 'A..B'])('take %j for no name', (text) => {
    expect(() => nameOf(text)).toThrow('not a name');
  });
});

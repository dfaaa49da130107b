import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonText } from '../../src/lib/json-text.ts';
import { type AuditResult, auditResultSchema } from '../../src/model/audit-result.ts';
import { json } from '../../src/reports/json.ts';
import { reportJsonSchema } from '../../src/reports/json-schema.ts';
import { finding, rep, sample } from './sample.ts';

const options = { width: 80, isColored: true };
function piecesOf(result: AuditResult): readonly string[] {
  const rendered = json.render(result, options);
  if (typeof rendered === 'string' || rendered instanceof Uint8Array) throw new Error('it comes in pieces');
  return [...rendered].map(String);
}

const render = (result = sample()): string => piecesOf(result).join('');

/** The same with the keys of every object the other way round. */
const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  );
};

describe('the JSON report', () => {
  it('is the result, whole', () => {
    expect(JSON.parse(render())).toEqual(sample());
  });

  it('is indented by two spaces and ends with a line end', () => {
    expect(render()).toMatch(/^\{\n {2}"schemaVersion": 1,\n {2}"tool": \{\n {4}"name": "threadcount"/);
    expect(render()).toMatch(/[^\n]\n$/);
  });

  it('comes in small pieces that make the very text of the whole', () => {
    const whole = (result: AuditResult): string => `${JSON.stringify(auditResultSchema.parse(result), null, 2)}\n`;
    const many = Array.from({ length: 1_001 }, (_, i) => finding({ fingerprint: `${i}`, message: '"findings": []\n' }));
    for (const reps of [[], [rep({ findings: [] })], [rep(), rep({ name: '"reps": []' })], [rep({ findings: many })]])
      expect(render(sample({ reps }))).toBe(whole(sample({ reps })));
    const lengths = [...piecesOf(sample({ reps: [rep({ findings: many })] }))].map(({ length }) => length);
    expect(Math.max(...lengths)).toBeLessThan(whole(sample({ reps: [rep({ findings: many })] })).length / 5);
  });

  it('lays out findings of every kind as the schema does', () => {
    const { record } = finding();
    const [waiver, appeal] = [
      { id: 'w', reason: 'other', text: 'Agreed', approver: 'Kim', until: '2026-12-31' },
      { status: 'open', reason: 'No', by: 'Ana', at: '2026-11-18T00:00:00Z', ruledBy: null, ruling: null } as const,
    ];
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        (text, amount) => {
          const findings = [
            finding({ message: text, record: { ...record, name: null, url: null }, evidence: [], scenarios: [] }),
            finding({ rule: text, fix: text, record: { ...record, id: text }, exposure: { amount, currency: null } }),
            finding({ exposure: { amount: 1e21, currency: text }, scenarios: ['escalation', 'lead-recycled'] }),
            finding({ evidence: [text, amount, true, null].map((value) => ({ field: text, value })) }),
            finding({ waiver }),
            finding({ appeal }),
          ];
          const result = sample({ reps: [rep({ findings })] });
          expect(render(result)).toBe(`${jsonText(auditResultSchema.parse(result), 2)}\n`);
        },
      ),
    );
  });

  it('has the same bytes in whatever order the result was put together', () => {
    expect(render(auditResultSchema.parse(reversed(sample())))).toBe(render());
    const other = Object.assign(Object.create(null), reversed(sample()));
    expect(render(other)).toBe(render());
  });

  it('keeps what a terminal or an editor may obey out of sight, and loses nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const text = render(sample({ reps: [rep({ name })] }));
        expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\p{Cf}]/u);
        expect(JSON.parse(text).reps[0].name).toBe(name);
      }),
    );
    expect(render(sample({ reps: [rep({ name: 'a\u009bb\u202ec\u{e0041}' })] }))).toContain(
      '"a\\u009bb\\u202ec\\udb40\\udc41"',
    );
  });

  it('refuses a result that breaks its own schema', () => {
    expect(() => render(sample({ reps: [rep({ score: 101 })] }))).toThrow();
  });
});

describe('the published schema of the report', () => {
  const published = readFileSync(new URL('../../docs/schemas/report.schema.json', import.meta.url), 'utf8');
  const ajv = addFormats.default(new Ajv2020({ strict: false }));

  it('is up to date (npx vitest run test/reports -u writes it)', async () => {
    const text = `${JSON.stringify(reportJsonSchema(), null, 2)}\n`;
    await expect(text).toMatchFileSnapshot('../../docs/schemas/report.schema.json');
  });

  it('accepts a report', () => {
    ajv.validate(JSON.parse(published), JSON.parse(render()));
    expect(ajv.errors).toBeNull();
  });

  it.each([
    ['an unknown key', { ...sample(), extra: 1 }],
    [
      'a severity that does not exist',
      { ...sample(), reps: [{ ...rep(), findings: [{ ...finding(), severity: 'fatal' }] }] },
    ],
    ['a time that is none', sample({ asOf: 'yesterday' })],
    ['a share above 1', sample({ reps: [rep({ evaluability: 1.01 })] })],
  ])('refuses %s', (_, result) => {
    expect(ajv.validate(JSON.parse(published), result)).toBe(false);
  });
});

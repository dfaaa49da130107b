import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { configSchema } from '../../src/config/schema.ts';
import { configText } from '../../src/init/config-text.ts';
import type { Proposal } from '../../src/init/proposal.ts';
import { routingText } from '../../src/init/routing-text.ts';
import { inComment, quoted, scalar } from '../../src/init/yaml-text.ts';
import { validate } from '../../src/lib/validate.ts';
import { parseYaml } from '../../src/lib/yaml.ts';

const proposal = (over: Partial<Proposal> = {}): Proposal => ({
  source: 'exports',
  label: 'exports/',
  records: { lead: 3, deal: 2 },
  files: [],
  left: [],
  fields: {},
  statuses: [],
  stages: [],
  dateOrder: undefined,
  currencies: [],
  domains: [],
  owners: [],
  ...over,
});

const read = (text: string) => {
  const checked = validate(configSchema, parseYaml(text, 'threadcount.yaml'));
  if ('problems' in checked) throw new Error(`${JSON.stringify(checked.problems)}\n${text}`);
  return checked.value;
};

const sure = { certainty: 'sure', why: 'a common label', records: 3 } as const;
const unplaced = { certainty: 'unplaced', meaning: undefined, why: 'no word of it is known', records: 1 } as const;

describe('threadcount.yaml as proposed', () => {
  test('says nothing but the source where nothing was found', () => {
    expect(read(configText(proposal()))).toEqual({ ...read('{}'), source: 'exports' });
  });

  test('holds what was placed, and what was not only as a remark', () => {
    const text = configText(
      proposal({
        statuses: [
          { label: 'In Progress 2', meaning: 'working', ...sure },
          { label: 'Foo', ...unplaced },
        ],
      }),
    );
    expect(read(text).statuses).toEqual({ lead: { 'In Progress 2': 'working' } });
    expect(text).toContain('# could not place: "Foo" (1 lead): no word of it is known');
  });

  test('leaves statuses and stages out where none could be placed', () => {
    const { statuses, stages } = read(
      configText(proposal({ statuses: [{ label: 'Foo', ...unplaced }], stages: [{ label: 'Bar', ...unplaced }] })),
    );
    expect({ statuses, stages }).toEqual({ statuses: undefined, stages: undefined });
  });

  test('lists known stages among placed ones, since the list is the process', () => {
    const text = configText(
      proposal({
        stages: [
          { label: 'Prospecting', meaning: 'early', certainty: 'known', why: 'known by default', records: 5 },
          { label: 'Engaging', meaning: 'mid', ...sure },
        ],
      }),
    );
    expect(read(text).stages).toEqual([
      { name: 'Prospecting', group: 'early' },
      { name: 'Engaging', group: 'mid' },
    ]);
  });

  test('says that it could not tell the order of dates, and sets none', () => {
    const text = configText(
      proposal({ dateOrder: { order: undefined, certainty: 'unknown', why: 'all like "05/03/2026"' } }),
    );
    expect(read(text).text).toBeUndefined();
    expect(text).toContain('# could not tell: all like "05/03/2026"');
  });

  test('keeps a domain of one person alone out of the list', () => {
    const text = configText(
      proposal({
        domains: [
          { domain: 'seller.example', people: 9, certainty: 'sure' },
          { domain: 'guest.example', people: 1, certainty: 'unplaced' },
        ],
      }),
    );
    expect(read(text)['internal-domains']).toEqual(['seller.example']);
  });
});

// Text that YAML, terminals or editors may obey; `string` alone is too tame.
const hostile = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
  fc.constantFrom(
    'no',
    'null',
    '~',
    '- x',
    '# x',
    'a: b',
    'a #b',
    '{a}',
    '[a',
    '*a',
    '&a',
    '!a',
    '%a',
    '@a',
    '`a',
    "it's",
    '"',
  ),
  fc.constantFrom(
    'a\nrouting: evil.yaml',
    'a\r\nb',
    'a\u2028b',
    '\u202egnp',
    '\ud800',
    '0x1f',
    '1e3',
    '2026-01-01',
    '<<',
    '\t',
    ' a ',
  ),
);

describe('whatever stands in a CRM', () => {
  test('a scalar is read back to the letter', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(parseYaml(`key: ${scalar(text)}`, 'x').value).toEqual({ key: text });
      }),
    );
  });

  test('a remark stays on its line', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const remark = inComment(text);
        expect(remark).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e]/);
        expect(parseYaml(`key: 1 # ${remark}`, 'x')).toMatchObject({ value: { key: 1 }, problems: [] });
      }),
    );
  });

  test('the proposal is a configuration that says what was proposed, and routing.yaml says nothing', () => {
    fc.assert(
      fc.property(fc.uniqueArray(hostile, { minLength: 1, maxLength: 6 }), (labels) => {
        const statuses = labels.map((label, i) =>
          i % 2 === 0 ? { label, meaning: 'working' as const, ...sure } : { label, ...unplaced, why: label },
        );
        const columns = labels
          .map((column) => ({ field: 'nextStep', column, certainty: 'sure' as const, why: column }))
          .slice(0, 1);
        const owners = labels.map((who) => ({ who, records: 1 }));
        const left = labels.map((file) => ({ file, why: file, columns: labels }));
        const text = configText(proposal({ label: labels[0] ?? '', statuses, left, fields: { lead: columns } }));
        const { statuses: written, fields } = read(text);
        const placed = labels.filter((_, i) => i % 2 === 0);
        expect(written?.lead).toEqual(Object.fromEntries(placed.map((label) => [label, 'working'])));
        expect(fields.lead).toEqual({ nextStep: labels[0] });
        expect(
          parseYaml(routingText({ owners, label: labels[0] ?? '', records: { lead: 1, deal: 0 } }), 'r'),
        ).toMatchObject({
          value: null,
          problems: [],
        });
      }),
    );
  });
});

test('quoted text shows what would hide', () => {
  expect(quoted('a\u202eb\u00a0c')).toBe('"a\\u202eb\\u00a0c"');
});

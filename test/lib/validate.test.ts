import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { formatProblem } from '../../src/lib/errors.ts';
import { validate } from '../../src/lib/validate.ts';
import { parseYaml } from '../../src/lib/yaml.ts';

const severity = z.enum(['info', 'warning', 'error', 'critical']);

const schema = z.strictObject({
  title: z.string().min(1),
  severity: z
    .union([severity, z.array(z.strictObject({ when: z.string().optional(), is: severity })).min(1)])
    .optional(),
  rules: z
    .record(
      z.string(),
      z.union([z.literal('off'), z.strictObject({ params: z.record(z.string(), z.unknown()).optional() })]),
    )
    .optional(),
  fields: z.partialRecord(z.enum(['nextStep', 'amount']), z.string()).optional(),
  rates: z.record(z.string().regex(/^[A-Z]{3}$/, 'a currency code'), z.number().positive()).optional(),
  after: z
    .string('a duration such as 10d')
    .regex(/^\d+d$/, 'a duration such as 10d')
    .optional(),
  days: z.number().int().min(1).max(12).optional(),
  list: z.array(z.string()).min(2).max(3).optional(),
  isOn: z.boolean().optional(),
  step: z.number().multipleOf(5).optional(),
  code: z.string().regex(/^x/).max(3).optional(),
  odd: z
    .number()
    .superRefine((value, context) => {
      if (value % 2 === 0)
        context.addIssue({ code: 'custom', message: `${value} is not odd`, params: { hint: `try ${value + 1}` } });
    })
    .optional(),
});

const complaints = (text: string) => {
  const checked = validate(schema, parseYaml(text, 'f.yaml'));
  return 'problems' in checked ? checked.problems.map(formatProblem) : [];
};

describe('a file that fits', () => {
  it('is handed back as the schema types it', () => {
    const checked = validate(schema, parseYaml('title: A\nrules: { a/b: off }', 'f.yaml'));
    expect(checked).toEqual({ value: { title: 'A', rules: { 'a/b': 'off' } } });
  });
});

describe('one problem each', () => {
  it.each([
    ['severty: info', '1:1: unknown key "severty" (did you mean "severity"?)'],
    [
      'xyzzy: 1',
      '1:1: unknown key "xyzzy" (known: title, severity, rules, fields, rates, after, days, list, isOn, step, code, odd)',
    ],
    [
      'severity: warn',
      '1:11: severity: expected one of info, warning, error, critical, or a list, found "warn" (did you mean "warning"?)',
    ],
    [
      'severity: eror',
      '1:11: severity: expected one of info, warning, error, critical, or a list, found "eror" (did you mean "error"?)',
    ],
    ['severity: []', '1:11: severity: expected at least 1 entry, found a list'],
    ['severity: [{ is: fatal }]', '1:18: is: expected one of info, warning, error, critical, found "fatal"'],
    ['severity: [{ when: x }]', '1:12: missing key "is" (it takes one of info, warning, error, critical)'],
    ['severity: [{ is: info, whne: x }]', '1:24: unknown key "whne" (did you mean "when"?)'],
    ['severity: [info]', '1:12: severity: expected a mapping, found "info"'],
    ['rules: { a/b: of }', '1:15: a/b: expected off, or a mapping, found "of" (did you mean "off"?)'],
    ['rules: { a/b: { parms: {} } }', '1:17: unknown key "parms" (did you mean "params"?)'],
    ['rules: { a/b: { params: 5 } }', '1:25: params: expected a mapping, found 5'],
    ['fields: { nextSteps: x }', '1:11: unknown key "nextSteps" (did you mean "nextStep"?)'],
    ['fields: { amount: 5 }', '1:19: amount: expected text, found 5 (put it in quotes)'],
    ['rates: { Euro: 1 }', '1:10: key: expected a currency code, found "Euro"'],
    ['rates: { EUR: 0 }', '1:15: EUR: expected more than 0, found 0'],
    ['rates: { EUR: .inf }', '1:15: EUR: expected a number, found Infinity'],
    ['after: 10', '1:8: after: expected a duration such as 10d, found 10'],
    ['after: soon', '1:8: after: expected a duration such as 10d, found "soon"'],
    ['days: 1.5', '1:7: days: expected a whole number, found 1.5'],
    ['days: 0', '1:7: days: expected 1 or more, found 0'],
    ['days: 13', '1:7: days: expected 12 or less, found 13'],
    ['days:', '1:6: days: expected a number, found nothing'],
    ['list: [a]', '1:7: list: expected at least 2 entries, found a list'],
    ['list: [a, b, c, d]', '1:7: list: expected at most 3 entries, found a list'],
    ['list: [a, 2]', '1:11: list: expected text, found 2 (put it in quotes)'],
    ['list: {}', '1:7: list: expected a list, found a mapping'],
    ['isOn: off', '1:7: isOn: expected true or false, found "off"'],
    ['step: 7', '1:7: step: expected a multiple of 5, found 7'],
    ['code: abc', '1:7: code: expected text of the form /^x/, found "abc"'],
    ['code: xabc', '1:7: code: expected at most 3 characters, found "xabc"'],
    ['odd: 4', '1:6: 4 is not odd (try 5)'],
  ])('%s', (text, complaint) => {
    expect(complaints(`${text}\ntitle: A`)).toEqual([`f.yaml:${complaint}`]);
  });

  it('points at the top of the file for a key that is missing there', () => {
    expect(complaints('days: 3')).toEqual(['f.yaml:1:1: missing key "title" (it takes text)']);
  });

  it('says so when the file is something else altogether', () => {
    expect(complaints('- a')).toEqual(['f.yaml:1:1: file: expected a mapping, found a list']);
    expect(complaints('')).toEqual(['f.yaml:1:1: file: expected a mapping, found nothing']);
  });

  it('cuts a long value short', () => {
    const [complaint] = complaints(`title: A\nafter: ${'x'.repeat(500)}`);
    expect(complaint).toBe(`f.yaml:2:8: after: expected a duration such as 10d, found "${'x'.repeat(40)}…"`);
  });
});

describe('many problems', () => {
  it('are all named, in the order of the file', () => {
    expect(complaints('days: 0\nlist: [1, a]\ntitle: ""\nfoo: 1').map((line) => line.slice(0, 20))).toEqual([
      'f.yaml:1:7: days: ex',
      'f.yaml:2:8: list: ex',
      'f.yaml:3:8: title: e',
      'f.yaml:4:1: unknown ',
    ]);
  });

  it('are cut off at a hundred', () => {
    const wrong = Array.from({ length: 20_000 }, (_, i) => `k${i}: 1`).join('\n');
    expect(complaints(`title: A\n${wrong}`)).toHaveLength(100);
  });

  it('are those of the syntax alone where the file is not YAML', () => {
    expect(complaints('title: [a\ndays: 0')).toEqual(
      parseYaml('title: [a\ndays: 0', 'f.yaml').problems.map(formatProblem),
    );
  });
});

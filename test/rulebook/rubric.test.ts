import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { formatProblem } from '../../src/lib/errors.ts';
import { ruleAreas } from '../../src/model/rule.ts';
import { parseRubric } from '../../src/rulebook/rubric.ts';

const read = (name: string): string =>
  readFileSync(new URL(`../../rules/rubrics/${name}.yaml`, import.meta.url), 'utf8');

function shipped(name: string) {
  const result = parseRubric(read(name), `rules/rubrics/${name}.yaml`);
  if ('problems' in result) throw new Error(result.problems.map(formatProblem).join('\n'));
  return result.value;
}

const small = `
title: Small
version: 1.0.0
review-by: 2027-02-15
validity: 12 months
threshold: 3
floor: 2
bands: { 4: 0.95, 3: 0.85, 2: 0.65 }
minimum-records: 10
minimum-evaluability: 0.7
maximum-waived: 0.1
caps: { level: 2, severe-level: 1, records: 2, share: 0.05 }
criteria:
  status: { title: Status, standard: Kept, rules: status/*, core: status/stale-lead }
`;

/** The problems of the small rubric after a replacement. */
function problemsOf(from: string | RegExp, to: string): readonly string[] {
  const changed = small.replace(from, to);
  expect(changed).not.toBe(small);
  const result = parseRubric(changed, 'small.yaml');
  return 'problems' in result ? result.problems.map(formatProblem) : [];
}

test('the shipped certifications hold the criteria that the report names, and certify at 18 of 24', () => {
  const hygiene = shipped('crm-hygiene');
  const threading = shipped('multi-threading');
  expect([hygiene, threading]).toMatchObject([
    { id: 'crm-hygiene', threshold: 18, floor: 2 },
    { id: 'multi-threading', threshold: 18, floor: 2 },
  ]);
  expect(hygiene.criteria.map(({ id }) => id)).toEqual([
    'status',
    'ownership',
    'next-steps',
    'notes',
    'exceptions',
    'workflow',
  ]);
  expect(threading.criteria.map(({ id }) => id)).toEqual([
    'coverage',
    'roles',
    'engagement',
    'stages',
    'deal-next-steps',
    'written-scenario',
  ]);
  expect(threading.criteria.every(({ isWritten, on }) => isWritten || on.join() === 'deal')).toBe(true);
});

test('every room of the rulebook is evidence as a whole, but gaming and the ownership of others', () => {
  const patterns = ['crm-hygiene', 'multi-threading'].flatMap((name) =>
    shipped(name).criteria.flatMap(({ rules }) => rules),
  );
  expect(ruleAreas.filter((area) => !patterns.includes(`${area}/*`))).toEqual(['ownership', 'gaming']);
});

test('what is left out has its default: every record type, weight 1, not written', () => {
  const result = parseRubric(small, 'some\\folder\\small.yaml');
  expect(result).toMatchObject({
    value: {
      id: 'small',
      criteria: [
        {
          id: 'status',
          rules: ['status/*'],
          on: ['lead', 'deal'],
          core: ['status/stale-lead'],
          isWritten: false,
          weight: 1,
        },
      ],
    },
  });
});

test('the hash follows the content, not its form', () => {
  const hashOf = (source: string) => {
    const result = parseRubric(source, 'small.yaml');
    return 'value' in result ? result.value.hash : '';
  };
  expect(hashOf(small)).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(hashOf(`# comment\r\n${small.replaceAll('\n', '\r\n')}`)).toBe(hashOf(small));
  expect(hashOf(small.replace('title: Small\nversion: 1.0.0', 'version: 1.0.0\ntitle: Small'))).toBe(hashOf(small));
  expect(hashOf(small.replace('0.95', '0.96'))).not.toBe(hashOf(small));
});

test.each([
  [
    'an unknown key',
    'floor: 2',
    'floor: 2\nflor: 2',
    /^small\.yaml:8:1: unknown key "flor" \(did you mean "floor"\?\)$/,
  ],
  ['a missing key', 'floor: 2\n', '', /missing key "floor"/],
  ['a share over 1', '0.95', '95', /^small\.yaml:8:13: .*1 or less, found 95$/],
  ['bands in the wrong order', '0.85', '0.55', /^small\.yaml:8:8: a higher level needs a higher pass rate$/],
  [
    'a threshold out of reach',
    'threshold: 3',
    'threshold: 5',
    /:6:12: no rep can reach 5: the levels add up to 4 at most/,
  ],
  [
    'a day that is not in the calendar',
    '2027-02-15',
    '2027-02-30',
    /expected a date such as 2027-02-15, found "2027-02-30"/,
  ],
  [
    'a core rule of another area',
    'core: status/stale-lead',
    'core: notes/thin',
    /core rule notes\/thin is not among the rules/,
  ],
  [
    'a rule that is not an id',
    'rules: status/*, core: status/stale-lead',
    'rules: status',
    /expected a rule id, or an area such as status\/\*/,
  ],
  [
    'a criterion without evidence',
    'rules: status/*, core: status/stale-lead',
    'weight: 1',
    /a criterion needs rules, or `written: true`/,
  ],
  [
    'rules of a written criterion',
    'core: status/stale-lead',
    'written: true',
    /a written criterion is not judged by rules/,
  ],
  ['an unknown record type', 'core: status/stale-lead', 'on: contact', /lead, deal/],
  ['a criterion for no record type', 'core: status/stale-lead', 'on: []', /a criterion needs a record type/],
  ['a severe cap above the cap', 'severe-level: 1', 'severe-level: 3', /severe-level cannot be above level/],
])('%s is refused at its place', (_, from, to, message) => {
  const problems = problemsOf(from, to);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(message);
});

test('all problems are reported at once', () => {
  expect(problemsOf(/floor: 2\nbands: .*\n/, 'floor: 9\nband: 1\n')).toHaveLength(3);
});

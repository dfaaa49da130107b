import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readForm } from '../../src/certify/score-form.ts';
import { formatProblem } from '../../src/lib/errors.ts';
import { parseRubric } from '../../src/rulebook/rubric.ts';

const rubrics = ['crm-hygiene', 'multi-threading'].map((name) => {
  const file = `rules/rubrics/${name}.yaml`;
  const read = parseRubric(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8'), file);
  if ('problems' in read) throw new Error(read.problems.map(formatProblem).join('\n'));
  return read.value;
});

const example = readFileSync(new URL('../../fixtures/evaluations/written.yaml', import.meta.url), 'utf8');

function problemsOf(from: string | RegExp, to: string): readonly string[] {
  const text = example.replace(from, to);
  expect(text).not.toBe(example);
  const read = readForm(text, 'form.yaml', rubrics, '2026-11-22');
  return 'problems' in read ? read.problems.map(formatProblem) : [];
}

describe('a scored form', () => {
  test('the example that is shipped is sound', () => {
    const read = readForm(example, 'written.yaml', rubrics, '2026-11-22');
    expect('problems' in read ? read.problems : read.form.scores).toMatchObject([
      { criterion: 'written-scenario', level: 3 },
    ]);
  });

  test('an empty quote is refused', () => {
    expect(problemsOf(/quote: .*/, 'quote: ""')).toEqual([
      expect.stringMatching(/^form\.yaml:\d+:\d+: the quote is empty: quote, do not summarize$/),
    ]);
  });

  test('a quote that is too short to show anything is refused', () => {
    expect(problemsOf(/quote: .*/, 'quote: "the economic buyer"')[0]).toContain('18 characters, 20 are needed');
  });

  test('a paraphrase is refused, at its line and column', () => {
    const [problem] = problemsOf(/quote: .*/, 'quote: "Knows that finance has to be engaged early on"');
    expect(problem).toMatch(/^form\.yaml:\d+:\d+: the quote does not occur in the answer \(quote, do not summarize/);
  });

  test('half a word is no quote', () => {
    expect(problemsOf(/quote: .*/, 'quote: "all the finance director first, be"')[0]).toContain('does not occur');
  });

  test('levels are whole numbers from 1 to 4', () => {
    for (const level of ['0', '5', '2.5', '"3"', ''])
      expect(problemsOf(/level: 3/, `level: ${level}`)[0]).toContain('expected a level from 1 to 4');
  });

  test('nobody evaluates themselves', () => {
    expect(problemsOf(/evaluator: .*/, 'evaluator: PRIYA.RAMAN@brightwater.example')[0]).toContain('is the rep');
  });

  test('a criterion that is not there is told with the nearest', () => {
    expect(problemsOf('criterion: written-scenario', 'criterion: writen-scenario')[0]).toContain(
      'did you mean "written-scenario"?',
    );
  });

  test('a day that is still to come is refused', () => {
    expect(problemsOf(/date: .*/, 'date: 2026-12-24')[0]).toContain('is still to come');
  });

  test('everything that is wrong is told at once', () => {
    expect(problemsOf(/evaluator: [\s\S]*/, 'evaluater: x\n').length).toBeGreaterThan(4);
  });

  test('an answer that nobody gave cannot be quoted', () => {
    expect(problemsOf(/answer: \|[\s\S]*?\n\n/, 'answer: ""\n\n').join()).toContain('the answer is missing');
  });
});

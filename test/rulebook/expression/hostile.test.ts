import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../../../src/rulebook/expression/compile.ts';
import { dealScope, holds, problemsOf } from './deal-scope.ts';

describe('a hostile expression', () => {
  it.each([
    ['brackets', `${'('.repeat(1900)}1${')'.repeat(1900)}`],
    ['negations', `${'!'.repeat(3900)}true`],
    ['sums', `1${'+1'.repeat(1900)}`],
    ['lists', `${'['.repeat(1900)}${']'.repeat(1900)}`],
    ['branches', `${'true ? 1 : '.repeat(300)}1`],
    ['fields', `record${'.a'.repeat(1900)}`],
  ])('nested too deeply is refused: %s', (_, source) => {
    expect(problemsOf(source)).toHaveLength(1);
  });

  it('is refused when it is too long', () => {
    expect(problemsOf(`deal.amount == 1 ${' '.repeat(4000)}`)).toEqual([
      '1: the expression is longer than 4000 characters',
    ]);
  });

  it('nests list functions two deep at most', () => {
    expect(problemsOf('lead.tags.all(a, lead.tags.all(b, lead.tags.all(c, true)))')).toEqual([
      '49: list functions nest two deep at most',
    ]);
  });

  it('with very many mistakes tells the first twenty', () => {
    expect(problemsOf(Array.from({ length: 150 }, (_, i) => `name${i}`).join(' || '))).toHaveLength(20);
  });

  it('of whatever text compiles or is a problem, and never throws anything else', () => {
    const pieces = fc.constantFrom(
      'record.isOpen',
      'deal.amount',
      'lead.tags',
      '.exists(x, ',
      'x',
      ')',
      '(',
      '[',
      ']',
      ' && ',
      ' == ',
      '!',
      '-',
      '1',
      '"a"',
      'null',
      ' in ',
      ' ? ',
      ' : ',
      '.',
      ',',
      'has(',
      'size(',
      '{',
      '__proto__',
      '.map(',
      '\\',
      "'",
      'date(',
      ' + ',
      '.matches(',
    );
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.array(pieces, { maxLength: 14 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (source) => {
        const compiled = compile(source, dealScope, 'any');
        if ('problems' in compiled) expect(compiled.problems.length).toBeGreaterThan(0);
        else expect(() => compiled.ok.evaluate({})).not.toThrow();
      }),
      { numRuns: 3000 },
    );
  });
});

describe('a hostile text', () => {
  it('does not hang a pattern that would backtrack', () => {
    const text = `${'a'.repeat(200_000)}!`;
    expect(holds('record.nextStep.text.matches("^(a+)+$")', { 'record.nextStep.text': text })).toBe(false);
    expect(holds('record.nextStep.text.matches("(a|aa)+$")', { 'record.nextStep.text': text })).toBe(false);
  });
});

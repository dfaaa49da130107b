import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openLexicons } from '../../src/commands/survey-source.ts';
import { placeLabel } from '../../src/survey/labels.ts';

const { statuses, stages, kinds } = openLexicons();

describe('a label of a lead status', () => {
  test.each([
    ['Attempted to Contact', 'working', 'sure'],
    ['02 - Contacted (EMEA)', 'working', 'likely'],
    ['In Bearbeitung', 'working', 'sure'],
    ['Pas intéressé', 'disqualified', 'sure'],
    ['Recycled', 'nurture', 'sure'],
    ['Nurturing - Q3', 'nurture', 'likely'],
    ['SQL', 'qualified', 'sure'],
    ['NOT_CONTACTED', 'new', 'sure'],
    ['Not Qualified', 'disqualified', 'sure'],
    ['新規', 'new', 'sure'],
  ])('%s is %s (%s)', (label, meaning, certainty) => {
    expect(placeLabel(label, statuses)).toMatchObject({ meaning, certainty });
  });

  test.each([
    ['Warm-ish', 'no word of it is known'],
    ['Contacted, not interested?', '"contacted" says working, "not interested" says disqualified'],
    ['Never contacted', '"never" turns it around'],
    ['', 'no word of it is known'],
  ])('%s is not placed: %s', (label, why) => {
    expect(placeLabel(label, statuses)).toEqual({ meaning: undefined, certainty: 'unplaced', why });
  });
});

describe('a label of a stage', () => {
  test.each([
    ['4. Angebot gesendet', 'late'],
    ['Démonstration produit', 'mid'],
    ['Cerrada ganada', 'won'],
    ['Closed - Lost', 'lost'],
    ['Discovery call', 'early'],
    ['Proof of Concept (technical)', 'mid'],
  ])('%s is %s', (label, meaning) => {
    expect(placeLabel(label, stages)).toMatchObject({ meaning });
  });

  test('that says won and lost is not placed', () => {
    expect(placeLabel('Won or lost', stages)).toMatchObject({ meaning: undefined });
  });

  test('that turns a word around is not placed', () => {
    expect(placeLabel('Nicht gewonnen', stages)).toMatchObject({ meaning: undefined, why: '"nicht" turns it around' });
  });
});

test('kinds of activity are told in several languages', () => {
  expect(['Anruf', 'E-Mail', 'Réunion', 'To-Do'].map((label) => placeLabel(label, kinds).meaning)).toEqual([
    'call',
    'email',
    'meeting',
    'task',
  ]);
});

test('case, signs and accents of a label never matter', () => {
  const label = fc.constantFrom('Attempted to Contact', 'Pas interesse', 'Long term nurture', 'Warm-ish', 'Closed Won');
  fc.assert(
    fc.property(label, fc.constantFrom(' ', '_', ' - ', '/'), (text, sign) => {
      const other = text.toUpperCase().replaceAll(' ', sign);
      expect(placeLabel(other, statuses).meaning).toBe(placeLabel(text, statuses).meaning);
    }),
  );
});

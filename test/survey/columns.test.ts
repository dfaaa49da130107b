import { describe, expect, test } from 'vitest';
import { openLexicons } from '../../src/commands/survey-source.ts';
import { findColumns } from '../../src/survey/columns.ts';
import { fileTypeOf } from '../../src/survey/file-type.ts';
import { foldName } from '../../src/survey/lexicon.ts';
import type { Sample } from '../../src/survey/sample.ts';

const { columns: lexicon } = openLexicons();

const sample = (name: string, columns: Readonly<Record<string, readonly string[]>>): Sample => ({
  name,
  columns: Object.entries(columns).map(([column, values]) => ({ name: column, values })),
  rows: 2,
});

const found = (columns: Readonly<Record<string, readonly string[]>>, type: 'lead' | 'deal' | 'account') =>
  Object.fromEntries(findColumns(sample('x.csv', columns), type, lexicon).map((one) => [one.field, one.column]));

test.each(['Next_Step__c', 'nextStep', 'Next step', 'NEXT-STEP', ' next  step '])('%j folds to one name', (name) => {
  expect(foldName(name)).toBe('next step');
});

describe('columns of a field', () => {
  test.each([
    'Next_Step__c',
    'Next Steps',
    'Nächster Schritt',
    'Prochaine étape',
    'Próximo paso',
    'Volgende stap',
    '次のステップ',
  ])('%s is the next step', (column) => {
    expect(found({ [column]: ['Call Dana on Friday'] }, 'deal')).toEqual({ nextStep: column });
  });

  test('are told apart by what they hold', () => {
    expect(found({ Owner: ['ann@seller.example', 'bob@seller.example'] }, 'deal')).toEqual({ ownerEmail: 'Owner' });
    expect(found({ Owner: ['Ann Lee', 'Bob Ray'] }, 'deal')).toEqual({ ownerName: 'Owner' });
    expect(found({ Owner: ['0055f000000i3tBAAQ'] }, 'deal')).toEqual({ ownerId: 'Owner' });
  });

  test('are no dates where they hold none, and no texts where they hold dates', () => {
    expect(found({ 'Close Date': ['soon', 'later'] }, 'deal')).toEqual({});
    expect(found({ Wiedervorlage: ['12.03.2026'], 'Next Step': ['2026-03-12'] }, 'deal')).toEqual({
      nextStepDate: 'Wiedervorlage',
    });
  });

  test('are likely where a longer name contains a known one, and no more than two words longer', () => {
    const [one] = findColumns(sample('x.csv', { 'Sales Next Step (EMEA)': ['Call'] }), 'lead', lexicon);
    expect(one).toMatchObject({ field: 'nextStep', certainty: 'likely', why: 'contains "next step"' });
    expect(found({ 'How to fill in the next step of a deal': ['Call'] }, 'lead')).toEqual({});
  });

  test('serve one field each, the best first', () => {
    expect(found({ Stage: ['New'], 'Deal Stage': ['New'] }, 'deal')).toEqual({ stage: 'Stage' });
  });
});

describe('a file', () => {
  test('of deals is known by its stages and close dates, whatever it is called', () => {
    const file = sample('crm_export.csv', {
      Vorgang: ['A-1', 'A-2'],
      Phase: ['Angebot', 'Neu'],
      Betrag: ['100', '200'],
      Abschlussdatum: ['12.03.2026', '13.03.2026'],
    });
    expect(fileTypeOf(file, lexicon)).toMatchObject({ type: 'deal' });
  });

  test('of products or of nothing in particular is not placed', () => {
    expect(
      fileTypeOf(sample('products.csv', { product: ['a'], series: ['b'], sales_price: ['1'] }), lexicon),
    ).toBeUndefined();
    expect(fileTypeOf(sample('data.csv', { a: ['1'], b: ['2'] }), lexicon)).toBeUndefined();
    expect(fileTypeOf(sample('deals.csv', { x: ['1'] }), lexicon)).toBeUndefined();
  });
});

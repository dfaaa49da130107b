import { describe, expect, it } from 'vitest';
import { holds, resultOf, type View } from './deal-scope.ts';

const DAY = 86_400_000;
/** 2026-11-18 in days since 1970-01-01. */
const NOV_18 = 20775;

describe('comparing', () => {
  it('numbers are one type, whole or not', () => {
    expect(holds('deal.amount == 0', { 'deal.amount': 0 })).toBe(true);
    expect(holds('deal.amount * 2 >= 2.5', { 'deal.amount': 1.25 })).toBe(true);
    expect(holds('deal.amount < -1', { 'deal.amount': -1.5 })).toBe(true);
  });

  it.each([
    ['<', true, false, false],
    ['<=', true, true, false],
    ['>', false, false, true],
    ['>=', false, true, true],
  ])('%s puts numbers, texts, dates and durations in order', (operator, below, same, above) => {
    const pairs = [
      ['1', '2'],
      ['"Zoe"', '"adam"'],
      ['date("2026-11-17")', 'date("2026-11-18")'],
      ['duration("23h")', 'duration("1d")'],
      ['instant("2026-11-18T00:00:00Z")', 'instant("2026-11-18T00:00:00.001Z")'],
      ['duration("2bd")', 'duration("3bd")'],
    ];
    for (const [low, high] of pairs) {
      expect(holds(`${low} ${operator} ${high}`)).toBe(below);
      expect(holds(`${low} ${operator} ${low}`)).toBe(same);
      expect(holds(`${high} ${operator} ${low}`)).toBe(above);
    }
  });

  it.each([
    ['<', true, false, false],
    ['<=', true, true, false],
    ['>', false, false, true],
    ['>=', false, true, true],
  ])('%s compares two fields', (operator, below, same, above) => {
    const compare = (amount: number) =>
      holds(`deal.amount ${operator} params.most`, { 'deal.amount': amount, 'params.most': 2 });
    expect([compare(1), compare(2), compare(3)]).toEqual([below, same, above]);
    const blank: View = { 'deal.amount': null, 'params.most': 2 };
    expect([
      holds(`deal.amount ${operator} params.most`, blank),
      holds(`params.most ${operator} deal.amount`, blank),
    ]).toEqual([false, false]);
    expect(holds(`deal.amount ${operator} 2`, blank)).toBe(false);
  });

  it('a blank equals blank only, whatever the type', () => {
    const blank: View = {
      'deal.amount': null,
      'record.nextStep.text': null,
      'deal.closeDate': null,
      'params.limit': null,
      'lead.tags': null,
    };
    for (const path of Object.keys(blank)) {
      expect(holds(`${path} == null`, blank)).toBe(true);
      expect(holds(`null != ${path}`, blank)).toBe(false);
    }
    expect(holds('deal.amount == 0 || record.nextStep.text == "" || params.limit == duration("0d")', blank)).toBe(
      false,
    );
    expect(holds('deal.amount != params.most', { 'deal.amount': null, 'params.most': null })).toBe(false);
    expect(holds('deal.amount != params.most', { 'deal.amount': null, 'params.most': 1 })).toBe(true);
    expect(holds('params.limit < duration("1d") || "a" > record.nextStep.text', blank)).toBe(false);
  });

  it('an instant is compared with a date by the local day it falls on', () => {
    const view = { 'record.createdAt': NOV_18 * DAY + DAY - 1, 'deal.closeDate': NOV_18 };
    expect(holds('record.createdAt == deal.closeDate', view)).toBe(true);
    expect(holds('deal.closeDate < record.createdAt', view)).toBe(false);
    expect(holds('record.createdAt >= date("2026-11-18") && record.createdAt < date("2026-11-19")', view)).toBe(true);
    expect(holds('record.createdAt == deal.closeDate', { ...view, 'record.createdAt': null })).toBe(false);
  });

  it('durations are equal when they are as long, and business time does not compare with plain time', () => {
    expect(holds('duration("24h") == duration("1d") && duration("2w") == duration("14d")')).toBe(true);
    expect(holds('duration("2d") != duration("48h")')).toBe(false);
    expect(holds('duration("2bd") == duration("2d")')).toBe(undefined);
    expect(holds('duration("2bd") < duration("2w")')).toBe(undefined);
    expect(holds('params.limit in [duration("7d")]', { 'params.limit': { amount: 1, unit: 'w' } })).toBe(true);
  });
});

describe('arithmetic', () => {
  it('follows the usual precedence', () => {
    expect(resultOf('2 + 3 * 4 - -1')).toBe(15);
    expect(resultOf('7 % 4 / 2')).toBe(1.5);
    expect(resultOf('-deal.amount', { 'deal.amount': 3 })).toBe(-3);
  });

  it('gives blank for a blank operand and for a result that is no number', () => {
    const view = { 'deal.amount': null };
    expect(
      [
        'deal.amount + 1',
        '2 * deal.amount',
        '-deal.amount',
        'abs(deal.amount)',
        'min(1, deal.amount)',
        '1 / 0',
        '0 % 0',
        '1e308 * 10',
      ].map((source) => resultOf(source, view)),
    ).toEqual(Array(8).fill(null));
    expect(resultOf('deal.amount + params.most', view)).toBe(undefined);
  });

  it('takes differences of instants in minutes and of dates in days', () => {
    const view = {
      asOf: 10 * DAY,
      'record.createdAt': 9 * DAY + 1000,
      'deal.closeDate': 3,
      'params.limit': { amount: 23, unit: 'h' },
    } as const;
    expect(holds('asOf - record.createdAt > params.limit', view)).toBe(true);
    expect(holds('asOf - record.createdAt < duration("1d")', view)).toBe(true);
    expect(resultOf('date("1970-01-10") - deal.closeDate', view)).toEqual({ amount: 6, unit: 'd' });
    expect(resultOf('asOf - deal.closeDate', view)).toEqual({ amount: 7, unit: 'd' });
  });

  it('moves dates and instants by a duration', () => {
    expect(resultOf('deal.closeDate + duration("3d")', { 'deal.closeDate': 4 })).toBe(7);
    expect(resultOf('asOf - duration("3d")', { asOf: 4 * DAY })).toBe(DAY);
    expect(
      resultOf('deal.closeDate + params.limit', { 'deal.closeDate': null, 'params.limit': { amount: 1, unit: 'd' } }),
    ).toBe(null);
  });

  it('knows abs, min and max of numbers and of times', () => {
    expect(resultOf('abs(-3) + min(4, 2, 3) + max(1, 5)')).toBe(10);
    expect(resultOf('max(deal.closeDate, date("1970-01-03"))', { 'deal.closeDate': 1 })).toBe(2);
  });
});

describe('literals', () => {
  it('are read when the rule is loaded', () => {
    expect(resultOf('date("2026-11-18")')).toBe(NOV_18);
    expect(resultOf('instant("2026-11-18T17:00:00+01:00")')).toBe(NOV_18 * DAY + 16 * 3_600_000);
    expect(resultOf('duration("2bd")')).toEqual({ amount: 2, unit: 'bd' });
    expect(resultOf('[1, null, 2]')).toEqual([1, null, 2]);
    expect(resultOf("'it\\'s' + r\"\\d\"")).toBe("it's\\d");
  });
});

describe('texts', () => {
  const view = { 'record.nextStep.text': '  Call DANA on 11/24 – Ärger ' };

  it('are searched and changed', () => {
    expect(resultOf('record.nextStep.text.trim().lowerAscii()', view)).toBe('call dana on 11/24 – Ärger');
    expect(resultOf('"straße".upperAscii()')).toBe('STRAßE');
    expect(
      holds('record.nextStep.text.trim().startsWith("Call") && record.nextStep.text.endsWith("Ärger ")', view),
    ).toBe(true);
    expect(holds('record.nextStep.text.contains("call")', view)).toBe(false);
    expect(holds('record.nextStep.text.matches(r"\\b\\d{1,2}/\\d{1,2}\\b")', view)).toBe(true);
    expect(holds('record.nextStep.text.matches("^\\\\d+$")', view)).toBe(false);
  });

  it('are measured in characters', () => {
    expect(resultOf('size("né😀") + "".size()')).toBe(3);
  });

  it('that are blank contain nothing, have size 0 and stay blank when changed', () => {
    const blank = { 'record.nextStep.text': null };
    expect(
      ['startsWith("")', 'endsWith("")', 'contains("")', 'matches("")'].map((method) =>
        holds(`record.nextStep.text.${method}`, blank),
      ),
    ).toEqual([false, false, false, false]);
    expect(resultOf('size(record.nextStep.text)', blank)).toBe(0);
    expect(resultOf('record.nextStep.text.trim().lowerAscii()', blank)).toBe(null);
    expect(resultOf('"a" + record.nextStep.text', blank)).toBe(null);
    expect(holds('"abc".contains(record.nextStep.text)', blank)).toBe(false);
  });
});

describe('functions of the domain', () => {
  it('get their arguments, blank ones included', () => {
    const view: View = { asOf: 20 * DAY, 'record.createdAt': 5 * DAY, 'params.limit': { amount: 14, unit: 'd' } };
    expect(holds('olderThan(record.createdAt, params.limit)', view)).toBe(true);
    expect(holds('olderThan(record.createdAt, duration("15d"))', view)).toBe(false);
    expect(holds('olderThan(record.createdAt, params.limit)', { ...view, 'record.createdAt': null })).toBe(true);
    expect(resultOf('clamp(1, deal.amount, 3)', { 'deal.amount': 9 })).toBe(3);
  });
});

describe('a name of any type', () => {
  it('counts as unknown where its value is of the wrong kind', () => {
    const view = { 'lead.custom': 'high' };
    expect(
      [
        'lead.custom > 3',
        'lead.custom && true',
        'lead.custom * 2 == 4',
        'lead.custom.exists(x, x == 1)',
        '3 in lead.custom',
      ].map((source) => holds(source, view)),
    ).toEqual(Array(5).fill(undefined));
    expect(holds('lead.custom == "high" && lead.custom > "hig" && size(lead.custom) == 4', view)).toBe(true);
    expect(holds('lead.custom.level == 2', { 'lead.custom': { level: 2 } })).toBe(true);
    expect(holds('lead.custom.constructor == null', { 'lead.custom': {} })).toBe(undefined);
  });
});

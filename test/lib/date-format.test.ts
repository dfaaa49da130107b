import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'date-fns/parse';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { compileDateFormat, type DateFormat, type DateFormatOptions } from '../../src/lib/date-format.ts';
import { dayOf, formatDay, formatInstant } from '../../src/lib/time.ts';
import { createZone, UTC } from '../../src/lib/time-zone.ts';

const asOf = Date.UTC(2026, 10, 18, 17);

function compile(pattern: string, options: Partial<DateFormatOptions> = {}): DateFormat {
  const format = compileDateFormat(pattern, { asOf, ...options });
  if ('message' in format) throw new Error(`${format.message}: ${format.hint}`);
  return format;
}

function day(pattern: string, text: string, options: Partial<DateFormatOptions> = {}): string | undefined {
  const read = compile(pattern, options).day(text);
  return read === undefined ? undefined : formatDay(read);
}

function instant(pattern: string, text: string, options: Partial<DateFormatOptions> = {}): string | undefined {
  const read = compile(pattern, options).instant(text);
  return read === undefined ? undefined : formatInstant(read);
}

const newYork = createZone('America/New_York');
const inNewYork = 'message' in newYork ? {} : { zone: newYork };

test.each([
  ['dd-MM-yy', '05-11-26'],
  ['dd-MM-yy', '5-11-26'],
  ['M/d/yyyy', '11/5/2026'],
  ['M/d/yyyy', ' 11/05/2026 '],
  ['yyyyMMdd', '20261105'],
  ['ddMMyy', '051126'],
  ['d MMM yyyy', '5 Nov 2026'],
  ['d MMMM yyyy', '5 NOVEMBER 2026'],
  ['EEE, d MMM yyyy', 'Thu, 5 Nov 2026'],
  ["yyyy 'on' MM-dd", '2026 on 11-05'],
  ["d 'o''clock' M yyyy", "5 o'clock 11 2026"],
  ['do MMMM yyyy', '5th November 2026'],
  ["yyyy-'W'MM-dd", '2026-W11-05'],
  ["RRRR-'W'II-i", '2026-W45-4'],
  ['LLLL d, yyyy', 'November 5, 2026'],
])('by %s, %j is 5 November 2026', (pattern, text) => expect(day(pattern, text)).toBe('2026-11-05'));

test.each([
  ['yyyy-MM-dd HH:mm', '2026-11-05 14:30', '2026-11-05T19:30:00.000Z'],
  ['M/d/yyyy h:mm a', '11/5/2026 2:30 PM', '2026-11-05T19:30:00.000Z'],
  ['M/d/yyyy h:mm a', '11/5/2026 12:05 am', '2026-11-05T05:05:00.000Z'],
  ['M/d/yyyy h:mm a', '11/5/2026 12:05 p.m.', '2026-11-05T17:05:00.000Z'],
  ["yyyy-MM-dd'T'HH:mm:ss.SSSXXX", '2026-11-05T14:30:00.250+01:00', '2026-11-05T13:30:00.250Z'],
  ["yyyy-MM-dd'T'HH:mm:ssX", '2026-11-05T14:30:00Z', '2026-11-05T14:30:00.000Z'],
  ['dd.MM.yyyy', '05.11.2026', '2026-11-05T05:00:00.000Z'],
  ['do MMM yyyy HH:mm', '5th Nov 2026 14:30', '2026-11-05T19:30:00.000Z'],
  ['t', '1793889000', '2026-11-05T14:30:00.000Z'],
])('by %s, %j in New York is %s', (pattern, text, expected) =>
  expect(instant(pattern, text, inNewYork)).toBe(expected),
);

test.each([
  ['dd-MM-yy', '31-11-26'],
  ['dd-MM-yy', '05-11-2026'],
  ['dd-MM-yy', '05/11/26'],
  ['dd-MM-yy', '5-11-6'],
  ['M/d/yyyy', '13/5/2026'],
  ['M/d/yyyy', '11/5/26'],
  ['M/d/yyyy', '11/5/2026 x'],
  ['M/d/yyyy', ''],
  ['yyyyMMdd', '2026115'],
  ['d MMM yyyy', '5 Nop 2026'],
  ['yyyy-MM-dd HH:mm', '2026-11-05 24:00'],
  ['M/d/yyyy h:mm a', '11/5/2026 13:05 PM'],
  ['do MMMM yyyy', '31st November 2026'],
])('by %s, %j is no date', (pattern, text) => expect(instant(pattern, text)).toBeUndefined());

test.each([
  ['auto', '2026-11-05'],
  ['auto', '2026-11-05T23:30:00'],
  ['auto', '2026-11-06T03:30:00Z'],
  ['auto', '2026-11-05T00:00:00.000Z'],
  ['auto', `${Date.UTC(2026, 10, 5)}`],
  ['auto', '5.11.2026'],
  ['auto', '05.11.26 14:30'],
  ['auto', '2026/11/05'],
  ['auto', '20261105'],
  ['auto', '5 Nov 2026'],
  ['auto', '05-Nov-26'],
  ['auto', 'Nov 5, 2026'],
  ['auto', 'November 5, 2026, 2:30 PM'],
  ['auto', '11/5/2026'],
  ['auto', '11/5/26 2:30:15 PM'],
  ['auto', '11-05-2026 14:30'],
])('%s reads %j as 5 November 2026 in New York, months first', (pattern, text) =>
  expect(day(pattern, text, { ...inNewYork, dateOrder: 'mdy' })).toBe('2026-11-05'),
);

test('whether 11/5 is November or May follows the date order, and without one is not guessed', () => {
  expect(day('auto', '11/5/2026', { dateOrder: 'dmy' })).toBe('2026-05-11');
  expect(day('auto', '11/5/2026')).toBeUndefined();
  expect(day('auto', '11/18/2026')).toBe('2026-11-18');
  expect(day('auto', '11/11/2026')).toBe('2026-11-11');
  expect(day('auto', '11/18/2026', { dateOrder: 'dmy' })).toBeUndefined();
  expect(day('auto', '5.11.2026', { dateOrder: 'mdy' })).toBe('2026-11-05');
});

test.each(['', 'soon', '24/7', '11/2026', '2026', '5 Nov', '5.11.', '12345', '2026-11-31', '5.11.2026 25:00'])(
  'auto reads nothing from %j',
  (text) => expect(instant('auto', text, { dateOrder: 'dmy' })).toBeUndefined(),
);

test('a clock time is a day by the wall it hangs on, a moment is a day by the zone', () => {
  expect(day('auto', '2026-11-05T19:00:00', inNewYork)).toBe('2026-11-05');
  expect(day('auto', '2026-11-06T00:30:00Z', inNewYork)).toBe('2026-11-05');
});

test('two-digit years lie within fifty years of as-of, as date-fns has it', () => {
  expect([76, 75, 26, 0].map((yy) => day('dd-MM-yy', `01-01-${`${yy}`.padStart(2, '0')}`))).toEqual([
    '1976-01-01',
    '2075-01-01',
    '2026-01-01',
    '2000-01-01',
  ]);
  const years = fc.integer({ min: 1960, max: 2140 });
  fc.assert(
    fc.property(years, fc.integer({ min: 0, max: 99 }), (asOfYear, yy) => {
      const text = `01-02-${`${yy}`.padStart(2, '0')}`;
      const format = compile('dd-MM-yy', { asOf: Date.UTC(asOfYear, 6) });
      const oracle = parse(text, 'dd-MM-yy', new Date(asOfYear, 6, 1));
      expect(format.day(text)).toBe(dayOf(oracle.getFullYear(), 2, 1));
    }),
  );
});

test('our matcher reads the numbers that date-fns reads', () => {
  const parts = fc.tuple(
    fc.integer({ min: 1971, max: 2080 }),
    fc.integer({ min: 0, max: 14 }),
    fc.integer({ min: 0, max: 33 }),
    fc.boolean(),
  );
  const format = compile('yyyy/MM/dd');
  fc.assert(
    fc.property(parts, ([year, month, date, padded]) => {
      const two = (value: number) => `${value}`.padStart(padded ? 2 : 1, '0');
      const text = `${year}/${two(month)}/${two(date)}`;
      const oracle = parse(text, 'yyyy/MM/dd', new Date(2026, 0, 1));
      const expected = Number.isNaN(oracle.getTime()) ? undefined : dayOf(year, month, date);
      expect(format.day(text)).toBe(expected);
    }),
  );
});

test.each([
  ['DD/MM/YYYY', 'years are yyyy or yy'],
  ['DD/MM/yyyy', 'days of the month are dd or d'],
  ['dd/mm/yyyy', 'months are MM; mm are minutes'],
  ['dd/MM', 'it names no year (yyyy or yy)'],
  ['yyyy', 'it names no month (MM or MMM)'],
  ["yyyy-MM-dd'T", "a quote is left open; write '' for a quote itself"],
  ['', 'it names no year (yyyy or yy)'],
])('%j is not a date format: %s', (pattern, hint) =>
  expect(compileDateFormat(pattern, { asOf })).toEqual({ message: `"${pattern}" is not a date format`, hint }),
);

test.each(['yyyy-MM-dd n', 'yyyy-MM-dd yyyy-QQQ', 'yyyy-MM-dd P'])('%j is refused with the reason', (pattern) =>
  expect(compileDateFormat(pattern, { asOf })).toMatchObject({ hint: expect.stringMatching(/\w/) }),
);

test('the time zone of the process does not matter, even to rare patterns', () => {
  // 02:30 does not exist on that day in New York.
  vi.stubEnv('TZ', 'America/New_York');
  const behind = new Date('2026-07-01T00:00:00Z').getTimezoneOffset();
  const rare = instant('do MMM yyyy HH:mm', '8th Mar 2026 02:30', { zone: UTC });
  const common = instant('d MMM yyyy HH:mm', '8 Mar 2026 02:30', { zone: UTC });
  vi.unstubAllEnvs();
  expect([behind, rare, common]).toEqual([240, '2026-03-08T02:30:00.000Z', '2026-03-08T02:30:00.000Z']);
});

test('the same text is read alike however often, and long text is never read', () => {
  const format = compile('dd-MM-yy');
  const texts = ['05-11-26', 'x', '05-11-26', 'x', `05-11-26${' '.repeat(100)}`];
  expect(texts.map((text) => format.day(text) === dayOf(2026, 11, 5))).toEqual([true, false, true, false, false]);
});

const pipelines = '../shared/data/maven';

test.skipIf(!existsSync(pipelines))('a pipeline exported in three date formats has the same dates in each', () => {
  const columns = (folder: string, pattern: string) => {
    const format = compile(pattern, { dateOrder: 'mdy' });
    const rows = readFileSync(`${pipelines}/${folder}/sales_pipeline.csv`, 'utf8').trim().split(/\r?\n/).slice(1);
    return rows.map((row) => row.split(',')).map((row) => [row[0], format.day(row[5] ?? ''), format.day(row[6] ?? '')]);
  };
  const iso = columns('iso_dates', 'yyyy-MM-dd');
  expect(iso.length).toBeGreaterThan(8000);
  expect(iso.filter(([, engaged]) => engaged !== undefined).length).toBeGreaterThan(8000);
  expect(columns('eu_dates', 'dd-MM-yy')).toEqual(iso);
  expect(columns('us_dates', 'M/d/yyyy')).toEqual(iso);
  expect(columns('us_dates', 'auto')).toEqual(iso);
  expect(columns('iso_dates', 'auto')).toEqual(iso);
});

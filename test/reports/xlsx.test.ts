import { describe, expect, it } from 'vitest';
import { isPlainUrl } from '../../src/lib/plain-url.ts';
import { styleOf } from '../../src/lib/xlsx/cell.ts';
import { writeWorkbook } from '../../src/lib/xlsx/write-workbook.ts';
import type { AuditResult } from '../../src/model/audit-result.ts';
import { xlsx } from '../../src/reports/xlsx.ts';
import { corpus, hostileResult, own } from './hostile.ts';
import { finding, rep, sample } from './sample.ts';
import { type ReadSheet, readWorkbook, unzip } from './workbook.ts';

function bytesOf(result: AuditResult): Buffer {
  const rendered = xlsx.render(result, { width: 100, isColored: false });
  if (typeof rendered === 'string' || rendered instanceof Uint8Array) return Buffer.from(rendered);
  return Buffer.concat([...rendered].map((piece) => Buffer.from(piece)));
}

const sheetsOf = (result: AuditResult) => readWorkbook(bytesOf(result));

async function sheet(result: AuditResult, name: string): Promise<ReadSheet> {
  const found = (await sheetsOf(result)).find((one) => one.name === name);
  if (found === undefined) throw new Error(`no sheet ${name}`);
  return found;
}

/** The cells under a heading. */
function column({ rows }: ReadSheet, name: string) {
  const letter = rows[0]?.find(({ value }) => value === name)?.at.replace(/\d+/, '');
  if (letter === undefined) throw new Error(`no column ${name}`);
  return rows.slice(1).map((row) => row.find(({ at }) => at.replace(/\d+/, '') === letter));
}

describe('the workbook', () => {
  it('has its sheets, each with a filter over all of it and its first row in sight', async () => {
    const sheets = await sheetsOf(sample());
    expect(sheets.map(({ name }) => name)).toEqual([
      'Overview',
      'Criteria',
      'Findings',
      'Not evaluable',
      'Proposals',
      'About',
    ]);
    for (const { rows, filter, elements } of sheets) {
      expect(filter).toBe(`A1:${rows[0]?.at(-1)?.at.replace(/\d+/, '')}${rows.length}`);
      expect(elements).toContain('pane');
      expect(rows[0]?.every(({ style }) => style === styleOf.head)).toBe(true);
    }
  });

  it('has a row for each rep, criterion, finding and gap', async () => {
    const { reps } = sample();
    const rowsIn = async (name: string) => (await sheet(sample(), name)).rows.length - 1;
    expect(await rowsIn('Overview')).toBe(reps.length);
    expect(await rowsIn('Criteria')).toBe(reps.flatMap(({ areas }) => areas).length);
    expect(await rowsIn('Findings')).toBe(reps.flatMap(({ findings }) => findings).length);
    expect(await rowsIn('Not evaluable')).toBe(reps.flatMap(({ notEvaluable }) => notEvaluable).length);
  });

  it('writes scores, shares, amounts and dates as numbers of their kind', async () => {
    const until = '2026-12-31';
    const waiver = { id: 'w', reason: 'other', text: 'Moved', approver: 'helen', until };
    const one = finding({ waiver, exposure: { amount: -12.5, currency: 'USD' } });
    const result = sample({ reps: [rep({ score: 91.3, evaluability: 0.97, findings: [one] })] });
    const [score] = column(await sheet(result, 'Overview'), 'Score');
    const [evaluable] = column(await sheet(result, 'Overview'), 'Evaluable');
    const findings = await sheet(result, 'Findings');
    expect(score).toMatchObject({ type: 'number', value: '91.3', style: styleOf.decimal });
    expect(evaluable).toMatchObject({ type: 'number', value: '0.97', style: styleOf.share });
    expect(column(findings, 'Amount')[0]).toMatchObject({ type: 'number', value: '-12.5', style: styleOf.amount });
    // 31 December 2026 as spreadsheets count days.
    expect(column(findings, 'Waived until')[0]).toMatchObject({ type: 'number', value: '46387', style: styleOf.date });
    const [asOf] = column(await sheet(result, 'About'), 'Value');
    expect(Number(asOf?.value)).toBeCloseTo(46344 + 17 / 24, 5);
  });

  it('leads to records by links of the format, where an address is a plain one', async () => {
    const findings = await sheet(hostileResult(), 'Findings');
    const targets = [...findings.links.values()];
    expect(targets).toHaveLength(
      hostileResult().reps[0]?.findings.filter(({ record }) => record.url !== null && isPlainUrl(record.url)).length ??
        0,
    );
    expect(targets.length).toBeGreaterThan(10);
    for (const target of targets) expect(target).toMatch(/^https:\/\//);
    for (const { rows, links } of await sheetsOf(hostileResult()))
      for (const { at, style } of rows.flat()) expect(style === styleOf.link).toBe(links.has(at));
  });

  it('holds nothing that a spreadsheet would evaluate, whatever the CRM holds', async () => {
    const sheets = await sheetsOf(hostileResult());
    const elements = new Set(sheets.flatMap((one) => [...one.elements]));
    expect([...elements].sort()).toEqual([
      'autoFilter',
      'c',
      'col',
      'cols',
      'hyperlink',
      'hyperlinks',
      'is',
      'pane',
      'row',
      'selection',
      'sheetData',
      'sheetFormatPr',
      'sheetView',
      'sheetViews',
      't',
      'v',
      'worksheet',
    ]);
    const texts = sheets.flatMap(({ rows }) => rows.flat()).filter(({ type }) => type === 'text');
    for (const { value, at } of texts) {
      expect(value, at).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
      expect(value.length).toBeLessThanOrEqual(32_767);
    }
    expect(column(await sheet(hostileResult(), 'Findings'), 'Message')).toHaveLength(corpus.length);
  });

  it('shows what was written: formulas as text, phone numbers, and codes in low lines', async () => {
    const shown = [...own.filter((text) => text.startsWith('=') || text.startsWith('+')), '_x000D_ and _x0041_'];
    const findings = await sheet(hostileResult(shown), 'Findings');
    expect(column(findings, 'Record').map((cell) => cell?.value)).toEqual(shown);
  });

  it('cuts text that no cell can hold, and keeps the book readable', async () => {
    const findings = await sheet(hostileResult(['<&"'.repeat(20_000)]), 'Findings');
    const [cell] = column(findings, 'Record');
    expect(cell?.value).toHaveLength(32_766);
    expect(cell?.value.endsWith('…')).toBe(true);
  });

  it('is the same to the byte for equal results, on any day', async () => {
    expect(bytesOf(sample()).equals(bytesOf(sample()))).toBe(true);
    const bytes = bytesOf(sample());
    expect([bytes.readUInt16LE(10), bytes.readUInt16LE(12)]).toEqual([0, 0x21]);
  });

  it('ends links and rows where spreadsheets would call the file damaged', async () => {
    const rows = Array.from({ length: 66_000 }, (_, i) => [{ text: 'x', url: `https://a.example/${i % 3}` }]);
    const bytes = Buffer.concat([...writeWorkbook([{ name: 'Many', columns: [{ name: 'A', width: 9 }], rows }])]);
    const [many] = await readWorkbook(bytes);
    expect(many?.rows).toHaveLength(66_001);
    expect(many?.links.size).toBe(65_530);
    const links = (await unzip(bytes)).get('xl/worksheets/_rels/sheet1.xml.rels') ?? '';
    expect(links.match(/<Relationship /g)).toHaveLength(3);
  });
});

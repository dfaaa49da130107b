import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { readCsv } from '../../src/lib/csv/read-csv.ts';
import type { AuditResult, Finding } from '../../src/model/audit-result.ts';
import * as reports from '../../src/reports/index.ts';
import type { Report } from '../../src/reports/report.ts';
import { corpus, hostileResult, own } from './hostile.ts';
import { finding, rep, sample } from './sample.ts';

const options = { width: 100, isColored: false };

function textOf(report: Report, result: AuditResult): string {
  const rendered = report.render(result, options);
  if (typeof rendered === 'string') return rendered;
  const pieces = rendered instanceof Uint8Array ? [rendered] : [...rendered];
  return pieces.map((piece) => (typeof piece === 'string' ? piece : new TextDecoder().decode(piece))).join('');
}

const waiver: Finding['waiver'] = {
  id: 'w1',
  reason: 'data-migration',
  text: 'Moved last week',
  approver: 'helen@brightwater.example',
  until: '2026-12-31',
};
const appeal: Finding['appeal'] = {
  status: 'overturned',
  reason: 'It has a date',
  by: 'jonah@brightwater.example',
  at: '2026-11-10T10:00:00.000Z',
  ruledBy: 'helen@brightwater.example',
  ruling: 'The date stands in the note',
};
const settled = (): AuditResult =>
  sample({ reps: [rep({ findings: [finding({ waiver }), finding({ appeal, fingerprint: 'b'.repeat(20) })] })] });

async function rowsOf(text: string): Promise<readonly (readonly (string | undefined)[])[]> {
  const bytes = (async function* () {
    yield new TextEncoder().encode(text);
  })();
  const csv = await readCsv(bytes, { file: 'report.csv', columns: (header) => header.map((_, i) => i) });
  const rows: (readonly (string | undefined)[])[] = [csv.header];
  for await (const batch of csv.batches()) rows.push(...batch.rows);
  return rows;
}

describe('every format of text', () => {
  const textual = Object.values(reports).filter((one): one is Report => 'render' in one && one.isBinary !== true);
  it.each(textual.map((report) => [report.name, report] as const))(
    '%s gives equal text for equal results',
    (_, report) => {
      expect(textOf(report, sample())).toBe(textOf(report, sample()));
    },
  );

  it.each(textual.map((report) => [report.name, report] as const))(
    '%s holds nothing that a terminal obeys',
    (_, report) => {
      expect(textOf(report, hostileResult())).not.toMatch(
        /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/,
      );
    },
  );
});

describe('CSV', () => {
  it('has a row for each finding under its columns', async () => {
    const [header = [], ...rows] = await rowsOf(textOf(reports.csv, sample()));
    const findings = sample().reps.flatMap((one) => one.findings);
    expect(rows).toHaveLength(findings.length);
    expect(rows.map((row) => row[header.indexOf('fingerprint')])).toEqual(
      findings.map(({ fingerprint }) => fingerprint),
    );
    expect(rows.find((row) => row[header.indexOf('amount')] === '240000')?.[header.indexOf('currency')]).toBe('USD');
  });

  it('opens again with no cell that a spreadsheet would evaluate', async () => {
    const [, ...rows] = await rowsOf(textOf(reports.csv, hostileResult()));
    expect(rows).toHaveLength(corpus.length);
    for (const cell of rows.flat())
      if (!/^[+-]?\d+(?:[.,]\d+)*\s?%?$/.test(cell ?? '')) expect(cell ?? '').not.toMatch(/^[\s]*[=+\-@\t\r＝＋－＠]/);
  });

  it('leaves negative amounts numbers and phone numbers readable', async () => {
    const text = textOf(reports.csv, hostileResult());
    expect(text).toContain(',-12.5,');
    expect(text).toContain(`"'+49 30 901820"`);
  });
});

describe('JSON Lines', () => {
  it('has a line for each finding, with its owner', () => {
    const lines = textOf(reports.jsonl, sample())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toHaveLength(sample().reps.flatMap((one) => one.findings).length);
    expect(lines[0]).toMatchObject({
      asOf: '2026-11-18T17:00:00.000Z',
      rep: { name: 'Inbound Queue' },
      rule: 'ownership/unowned',
    });
  });

  it('gives back hostile text as it was', () => {
    const lines = textOf(reports.jsonl, hostileResult(own))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ record }) => record.name)).toEqual(own);
  });
});

/** Elements and attributes of a document, or the error of the first thing that is not well-formed. */
function parseXml(text: string) {
  const parser = new SaxesParser();
  const elements: { readonly name: string; readonly attributes: Readonly<Record<string, string>> }[] = [];
  parser.on('opentag', ({ name, attributes }) => elements.push({ name, attributes }));
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(text).close();
  return elements;
}

describe('JUnit', () => {
  it('has a suite for each rep, and counts its failures and skips', () => {
    const elements = parseXml(textOf(reports.junit, sample()));
    const suites = elements.filter(({ name }) => name === 'testsuite');
    expect(suites.map(({ attributes }) => attributes.name)).toEqual(sample().reps.map(({ name }) => name));
    const sum = (key: string) => suites.reduce((total, { attributes }) => total + Number(attributes[key]), 0);
    expect(sum('tests')).toBe(elements.filter(({ name }) => name === 'testcase').length);
    expect(sum('failures')).toBe(elements.filter(({ name }) => name === 'failure').length);
    expect(sum('skipped')).toBe(elements.filter(({ name }) => name === 'skipped').length);
  });

  it('skips what is waived, overturned or not evaluable, and never fails for it', () => {
    const elements = parseXml(textOf(reports.junit, settled()));
    expect(elements.filter(({ name }) => name === 'failure')).toHaveLength(0);
    const messages = elements.filter(({ name }) => name === 'skipped').map(({ attributes }) => attributes.message);
    expect(messages).toEqual([
      'waived until 2026-12-31 by helen@brightwater.example: Moved last week',
      'overturned by helen@brightwater.example',
    ]);
  });

  it('is well-formed whatever the CRM holds', () => {
    const cases = parseXml(textOf(reports.junit, hostileResult())).filter(({ name }) => name === 'testcase');
    expect(cases.length).toBeGreaterThan(corpus.length);
  });
});

describe('SARIF', () => {
  const require = createRequire(import.meta.url);
  const folder = require.resolve('@microsoft/jest-sarif').replace(/lib[\\/]index\.js$/, 'lib/schemas/');
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  formats.default(ajv);
  // The schema calls itself draft 4, and uses nothing in which that differs from later ones but the names of itself.
  const { $schema: _draft, id: _id, ...schema } = JSON.parse(readFileSync(`${folder}sarif-2.1.0-rtm.5.json`, 'utf8'));
  const validate = ajv.compile(schema);

  it.each([
    ['a usual result', sample()],
    ['waived and overturned findings', settled()],
    ['hostile text', hostileResult()],
  ])('is valid by the published schema: %s', (_, result) => {
    validate(JSON.parse(textOf(reports.sarif, result)));
    expect(validate.errors).toBeNull();
  });

  it('names rules, fingerprints and why a finding is suppressed', () => {
    const [run] = JSON.parse(textOf(reports.sarif, settled())).runs;
    expect(run.tool.driver.rules[run.results[0].ruleIndex].id).toBe('next-steps/undated');
    expect(run.results[0].partialFingerprints).toEqual({ 'threadcount/v1': finding().fingerprint });
    expect(
      run.results.map(({ suppressions }: { suppressions: { status: string }[] }) => suppressions[0]?.status),
    ).toEqual(['accepted', 'accepted']);
  });
});

describe('GitHub annotations', () => {
  it('are commands, one a line, at most ten of a kind, and end with the verdicts', () => {
    const lines = textOf(reports.github, sample()).trimEnd().split('\n');
    for (const line of lines) expect(line).toMatch(/^::(error|warning|notice) title=[^:]*::/);
    for (const kind of ['error', 'warning', 'notice'])
      expect(lines.filter((line) => line.startsWith(`::${kind} `)).length).toBeLessThanOrEqual(10);
    expect(lines.at(-1)).toContain('Kelsey Brandt: CRM hygiene not certified');
  });

  it('no text from a CRM begins a command of its own', () => {
    const lines = textOf(reports.github, hostileResult()).trimEnd().split('\n');
    for (const line of lines) {
      expect(line).toMatch(/^::(error|warning|notice) title=/);
      expect(line).not.toContain('\r');
    }
  });
});

describe('Markdown', () => {
  it('shows everyone in a table, by name', () => {
    const text = textOf(reports.markdown, sample());
    expect(text).toContain('| Owner | Score | CRM hygiene | Multi\\-threading | Critical | Errors | Warnings |');
    expect(text).toContain('| Kelsey Brandt | 61.8 | ❌ not certified, 11 of 24 |');
  });

  it('tells of waived and overturned findings apart', () => {
    expect(textOf(reports.markdown, settled())).toMatch(
      /\*\*Waived or overturned\*\*\n\n {2}- \[Sandpiper Elevators\]/,
    );
  });

  it('text from a CRM is no markup: no tag, link, image, mention or address of its own', () => {
    const text = textOf(reports.markdown, hostileResult())
      .replace(/\]\(<https:\/\/acme\.my\.example\/[\w/]+>\)/g, '')
      .replace(/<\/?(?:details|summary|b|sub)>/g, '');
    expect(text).not.toMatch(/<[a-z!/]/i);
    expect(text).not.toMatch(/\]\(/);
    expect(text).not.toMatch(/https?:\/\//);
    expect(text).not.toMatch(/(?<![\w&;#])@/);
    expect(text).not.toContain('www.');
  });

  it('stops before a job summary would be cut, and says so', () => {
    const many = Array.from({ length: 900 }, (_, i) => rep({ ...sample().reps[2], id: `r${i}`, name: `Rep ${i}` }));
    const text = textOf(reports.markdown, sample({ reps: many }));
    expect(text.length).toBeLessThan(1_000_000);
    expect(text).toMatch(/There is no room for \d+ more owners/);
  });
});

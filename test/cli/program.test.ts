import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acceleratorsSchema } from '../../src/model/accelerators.ts';
import { backtestSchema, thresholdsSchema } from '../../src/model/backtest.ts';
import { calibrationResultSchema } from '../../src/model/calibration.ts';
import { confidenceSchema } from '../../src/model/confidence.ts';
import { recertificationSchema } from '../../src/model/recertification.ts';
import { reviewSchema } from '../../src/model/review.ts';
import { validationSchema } from '../../src/model/validation.ts';
import { yieldSchema } from '../../src/model/yield.ts';
import { openStore } from '../../src/stores/index.ts';
import { runMain } from '../support/run-main.ts';

const cwd = mkdtempSync(join(tmpdir(), 'threadcount-program-'));
const fixture = (name: string): string => join(import.meta.dirname, '../../fixtures/program', name);
const write = (name: string, text: string): void => writeFileSync(join(cwd, name), text);
const run = (...args: readonly string[]) => runMain(args, { cwd });
const priya = { id: '0055f000000i3tYAAQ', name: 'Priya Raman', email: 'priya.raman@brightwater.example' };

const decision = (over = {}) => ({
  id: 'TC-0123456789AB',
  content: {
    subject: { rep: priya, role: null },
    decision: {
      certification: { id: 'crm-hygiene', title: 'CRM hygiene' },
      verdict: 'certified',
      total: 19,
      outOf: 24,
      threshold: 18,
      marks: [],
      evaluator: 'Helen Marchetti',
      asOf: '2026-06-01T17:00:00.000Z',
      validUntil: '2027-06-01',
      ...over,
    },
    criteria: [{ id: 'status', level: 3 }],
    standards: { rubric: { version: '1.0.0' }, packs: [] },
  },
});

beforeAll(async () => {
  await run('snapshot', '--source', 'demo', '--quiet');
  const store = await openStore({ kind: 'sqlite', path: join(cwd, '.threadcount/threadcount.db') });
  await store.append({ kind: 'decision', rep: priya.id, at: '2026-06-01T17:00:00.000Z', body: decision() });
  await store.close();
}, 60_000);
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

describe('the program around certificates, on the demo org', () => {
  it('gives JSON of the published form for every command', async () => {
    const json = async (...args: readonly string[]): Promise<unknown> => {
      const { code, stdout, stderr } = await run(...args, '--format', 'json');
      expect({ args, code, stderr }).toEqual({ args, code: 0, stderr: '' });
      return JSON.parse(stdout);
    };
    const program = ['--program', fixture('program.yaml')];

    recertificationSchema.parse(await json('program', 'recert', ...program));
    yieldSchema.parse(await json('program', 'yield'));
    acceleratorsSchema.parse(await json('program', 'accelerators', '--period', '2026-Q3', ...program));
    validationSchema.parse(await json('program', 'validate', '--rep', 'Priya Raman'));
    confidenceSchema.parse(
      await json(
        'program',
        'confidence',
        '--survey',
        fixture('survey.yaml'),
        '--practice',
        fixture('practice.yaml'),
        '--rep',
        'Jonah Whitlock',
      ),
    );
    reviewSchema.parse(await json('program', 'review'));
    backtestSchema.parse(await json('rules', 'backtest'));
    thresholdsSchema.parse(await json('rules', 'calibrate-thresholds'));
  }, 120_000);

  it('fails the gate once a certificate is due, and says since when', async () => {
    const fine = await run('program', 'recert', '--fail-on', 'due');
    const due = await run('program', 'recert', '--fail-on', 'due', '--due-within', '52w');

    expect([fine.code, due.code]).toEqual([0, 1]);
    expect(due.stderr).toBe('failed: due (1 of 1 certificates)\n');
    expect(due.stdout).toContain('valid until 2027-06-01');
  }, 60_000);

  it('pays for deals that were won with three people engaged while the certificate was in force', async () => {
    write('pay.yaml', 'accelerators: [{ name: threads, certification: crm-hygiene, rate: 0.01 }]\n');
    const { stdout } = await run(
      'program',
      'accelerators',
      '--period',
      '2026-06-01..2026-11-18',
      '--program',
      'pay.yaml',
      '--format',
      'csv',
    );
    const [head, ...rows] = stdout.trim().split('\r\n');

    expect(head).toMatch(/^accelerator,dealId,deal,/);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every((row) => row.includes('Priya Raman') && row.includes('TC-0123456789AB'))).toBe(true);
  }, 60_000);

  it('shows the answers of a survey to their own rep alone', async () => {
    const { stdout } = await run('program', 'confidence', '--survey', fixture('survey.yaml'));

    expect(stdout).not.toMatch(/Priya|Jonah|Kelsey|of 5/);
  }, 60_000);

  it('draws the same sample for two evaluators and the rules, and compares what they made of it', async () => {
    const asked = [
      '--evaluator',
      'Helen Marchetti',
      '--evaluator',
      'Lena Fitch',
      '--sample',
      '3',
      '--seed',
      '7',
      '--source',
      'demo',
      '--rep',
      'Jonah Whitlock',
    ];
    const made = await run('program', 'calibrate', '--new', ...asked);
    const again = await run('program', 'calibrate', '--new', ...asked);
    const form = readFileSync(join(cwd, 'calibration/helen-marchetti.yaml'), 'utf8');
    write('scored.yaml', form.replaceAll('status: null', 'status: 1'));
    const compared = await run(
      'program',
      'calibrate',
      '--compare',
      'scored.yaml',
      'calibration/tool.yaml',
      '--format',
      'json',
    );

    expect(made.stdout).toContain(
      'calibration/helen-marchetti.yaml, calibration/lena-fitch.yaml, calibration/tool.yaml',
    );
    expect(again).toMatchObject({ code: 2, stderr: expect.stringContaining('is there already') });
    expect(calibrationResultSchema.parse(JSON.parse(compared.stdout)).criteria[0]).toMatchObject({
      criterion: 'status',
      pairs: 3,
    });
  }, 60_000);
});

describe('wrong input', () => {
  const refused = async (args: readonly string[], ...said: readonly string[]): Promise<void> => {
    const { code, stdout, stderr } = await run(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    for (const words of said) expect(stderr).toContain(words);
  };

  it('is named at its line and column, all of it at once', async () => {
    write(
      'survey.yaml',
      'survey:\n  - { rep: Priya Raman, criterion: status, confidence: 7, date: 2026-11-01 }\n  - { rep: Priya Raman, criterion: status, confidence: 2, dat: 2026-11-01 }\n',
    );

    await refused(
      ['program', 'confidence', '--survey', 'survey.yaml'],
      'survey.yaml:2:',
      'from 1 (not at all) to 5 (fully)',
      'survey.yaml:3:',
      'did you mean "date"?',
    );
  }, 60_000);

  it('is a rep or a criterion that nobody knows', async () => {
    write('who.yaml', '- { rep: Nobody Here, criterion: staus, confidence: 3, date: 2026-11-01 }\n');

    await refused(
      ['program', 'confidence', '--survey', 'who.yaml'],
      'who.yaml:1:',
      'no rep "Nobody Here"',
      'no criterion "staus"',
    );
    await refused(
      ['program', 'recert', '--rep', 'Nobody Here'],
      'neither the ledger nor the stored runs know "Nobody Here"',
    );
    await refused(['program', 'validate', '--rep', 'Nobody Here'], 'the ledger has no decision on "Nobody Here"');
  }, 60_000);

  it('is an accelerator that holds twice on one day', async () => {
    write(
      'twice.yaml',
      'accelerators:\n  - { name: a, certification: crm-hygiene, rate: 0.01, to: 2026-08-31 }\n  - { name: a, certification: crm-hygiene, rate: 0.02, from: 2026-08-31 }\n',
    );

    await refused(
      ['program', 'accelerators', '--period', '2026-Q3', '--program', 'twice.yaml'],
      'twice.yaml:3:',
      'its dates overlap',
    );
  });

  it('is an evaluator who scores records of their own', async () => {
    await refused(
      [
        'program',
        'calibrate',
        '--new',
        '--evaluator',
        'Jonah Whitlock',
        '--evaluator',
        'Lena Fitch',
        '--source',
        'demo',
        '--out',
        'own',
      ],
      'would score records of their own',
    );
  }, 60_000);

  it.each([
    [['program', 'accelerators', '--period', '2026-Q5'], 'is no period'],
    [['program', 'accelerators', '--period', '2026-09-30..2026-09-01'], 'ends before it begins'],
    [['program', 'yield', '--certification', 'crm-hygeine'], 'did you mean "crm-hygiene"?'],
    [['program', 'recert', '--fail-on', 'never'], 'no condition "never"'],
    [['program', 'calibrate'], 'either --new or --compare'],
    [['program', 'validate'], '--rep is missing'],
    [['rules', 'backtest', '--minimum', '0'], 'no whole number from 1'],
    [
      ['rules', 'calibrate-thresholds', '--write', '--source', 'demo', '--minimum', '3'],
      'no threadcount.yaml of your own',
    ],
  ])(
    '%j is refused',
    async (args, said) => {
      await refused(args, said);
    },
    60_000,
  );
});

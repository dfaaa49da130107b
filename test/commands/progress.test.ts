import { describe, expect, it } from 'vitest';
import { main } from '../../src/cli.ts';
import { progressLine, withProgress } from '../../src/commands/progress.ts';
import { type Dataset, empty, type Wants } from '../../src/model/dataset.ts';
import { lead } from '../support/records.ts';

describe('a line of progress', () => {
  const pace = { type: 'activity', count: 120_000, expected: 1_040_000, elapsed: 24_000 } as const;

  it.each([
    [pace, 'reading activities: 120,000 of 1,040,000, about 4 min left'],
    [{ ...pace, count: 1_000_000 }, 'reading activities: 1,000,000 of 1,040,000, about 10 s left'],
    [{ ...pace, count: 1_000 }, 'reading activities: 1,000 of 1,040,000, about 7 h left'],
    [{ ...pace, elapsed: 900 }, 'reading activities: 120,000 of 1,040,000'],
    [{ ...pace, expected: undefined }, 'reading activities: 120,000'],
    // Rows may come meanwhile.
    [{ ...pace, expected: 100_000 }, 'reading activities: 120,000'],
    [{ ...pace, count: 1_040_000 }, 'reading activities: 1,040,000 of 1,040,000'],
  ])('tells what is known: %j', (given, line) => {
    expect(progressLine(given)).toBe(line);
  });
});

describe('progress', () => {
  const leads = async function* () {
    for (let i = 0; i < 4; i++) yield Array.from({ length: 500 }, (_, n) => lead({ id: `${i}-${n}` }));
  };

  const dataset: Dataset = {
    kind: 'salesforce',
    label: 'salesforce',
    streams: {
      person: empty(),
      account: empty(),
      contact: empty(),
      contactRole: empty(),
      history: empty(),
      activity: empty(),
      lead: leads(),
      deal: empty(),
    },
    has: () => true,
    gaps: () => [],
    columnOf: () => undefined,
    urlOf: () => undefined,
    hash: () => '',
    expects: (type) => (type === 'lead' ? 2_000 : undefined),
    close: async () => {},
  };

  it('counts against what the source expects, in lines where a CI system listens', async () => {
    let now = 0;
    let written = '';
    const write = (text: string): void => {
      written += text;
    };
    const tick = (): number => {
      now += 2_500;
      return now;
    };
    const stderr = { isTTY: false, columns: undefined, write };
    const io = {
      cwd: '',
      env: { CI: 'true' },
      stdout: stderr,
      stderr,
      stdin: empty<never>(),
      now: tick,
    };
    const wants: Wants = {
      asOf: 0,
      fields: {
        person: new Set(),
        account: new Set(),
        contact: new Set(),
        contactRole: new Set(),
        history: new Set(),
        activity: new Set(),
        lead: new Set(),
        deal: new Set(),
      },
    };
    const read = withProgress(async () => dataset, { ...io, stdin: (async function* () {})() }, { isOff: false });
    const { streams } = await read(wants);
    for await (const _ of streams.lead);
    expect(written.split('\n')[0]).toBe('reading leads: 500 of 2,000, about 10 s left');
  });
});

it('is taken from the line before an error is told', async () => {
  let written = '';
  const write = (text: string): void => {
    written += text;
  };
  const terminal = { isTTY: true, columns: 80, write };
  const io = { cwd: import.meta.dirname, env: {}, stdout: terminal, stderr: terminal, now: () => 0 };
  const code = await main(['audit', '--source', 'nowhere/'], { ...io, stdin: (async function* () {})() });
  expect([code, written]).toEqual([2, '\r\u001b[2Kno such file or folder: nowhere/\n']);
});

import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Pull } from '../../../src/sources/live/pull.ts';
import type { PullKey } from '../../../src/sources/live/pull-file.ts';
import { createPulls, type PullsOptions } from '../../../src/sources/live/pulls.ts';
import { resumableAsOf } from '../../../src/sources/live/resumable-as-of.ts';

let cwd = '';
let now = 0;
let told: string[] = [];

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'threadcount-pulls-'));
  now = Date.UTC(2026, 10, 18, 14, 2);
  told = [];
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const key: PullKey = {
  source: 'salesforce',
  org: '00D5g000004ABCD',
  apiVersion: '66.0',
  asOf: Date.UTC(2026, 10, 18),
  query: "SELECT Id FROM Task WHERE Subject = 'a\u2028b'",
};

const folder = (): string => join(cwd, '.threadcount', 'pulls');

const pulls = (own: Partial<PullsOptions> = {}) =>
  createPulls({
    folder: folder(),
    run: 'everything of everybody',
    now: () => now,
    notify: (line) => void told.push(line),
    policy: { after: 60_000, mostHeld: 3, maxAge: 86_400_000 },
    ...own,
  });

const rowsIn = async (pull: Pull): Promise<readonly unknown[]> => {
  const rows: unknown[] = [];
  for await (const some of pull.arrived()) rows.push(...some);
  return rows;
};

const kept = (): string => {
  const [run = ''] = readdirSync(folder()).filter((name) => name !== '.gitignore');
  const [file = ''] = readdirSync(join(folder(), run));
  return join(folder(), run, file);
};

const pages = [
  [{ Id: '1', Subject: 'line\nbreak \u2028 "quoted"' }, { Id: '2' }],
  [{ Id: '3' }, { Id: '4' }],
];

/** Two pages, then the program is killed: nothing is tidied. */
async function interrupted(own: Partial<PullsOptions> = {}): Promise<void> {
  const pull = await pulls(own).open(key, 'activities');
  await pull.keep(pages[0] ?? [], '/query/01g-2000');
  await pull.keep(pages[1] ?? [], '/query/01g-4000');
}

describe('a pull that was interrupted', () => {
  it('goes on where its last whole page ended, with the rows that were there', async () => {
    await interrupted();
    now += 3_600_000;
    const pull = await pulls().open(key, 'activities');
    expect([pull.cursor, pull.rows, await rowsIn(pull)]).toEqual(['/query/01g-4000', 4, pages.flat()]);
    expect(told).toEqual(['resuming activities: a pull of 14:02 UTC, 4 rows there']);
  });

  it('can be interrupted again, and again', async () => {
    await interrupted();
    const second = await pulls().open(key, 'activities');
    await second.keep([{ Id: '5' }], '/query/01g-5000');
    const third = await pulls().open(key, 'activities');
    await third.keep([{ Id: '6' }], null);
    const last = await pulls().open(key, 'activities');
    expect([last.cursor, await rowsIn(last)]).toEqual([null, [...pages.flat(), { Id: '5' }, { Id: '6' }]]);
  });

  it('drops a page that was not there whole', async () => {
    await interrupted();
    const pull = await pulls().open(key, 'activities');
    await pull.keep([{ Id: '5' }]);
    const next = await pulls().open(key, 'activities');
    expect([next.cursor, next.rows]).toEqual(['/query/01g-4000', 4]);
    await next.keep([{ Id: '5b' }], null);
    expect((await rowsIn(await pulls().open(key, 'activities'))).at(-1)).toEqual({ Id: '5b' });
  });

  it.each([
    '[{"Id":"5"',
    '[{"Id":"5"}]\n{"page":{"rows":1,"cur',
    '[{"Id":"5"}]\n{"page":{"rows":2,"cursor":"x"}}\n',
    'nonsense\n',
  ])('drops what was torn: %j', async (torn) => {
    await interrupted();
    appendFileSync(kept(), torn);
    const pull = await pulls().open(key, 'activities');
    await pull.keep([{ Id: '5' }], null);
    const last = await pulls().open(key, 'activities');
    expect([last.cursor, await rowsIn(last)]).toEqual([null, [...pages.flat(), { Id: '5' }]]);
  });

  it('cut off at any byte, never gives a row twice, a row that was not kept, or a cursor that does not fit its rows', async () => {
    await interrupted();
    const whole = readFileSync(kept());
    const path = kept();
    for (let length = 0; length <= whole.length; length += 1) {
      rmSync(path, { force: true });
      appendFileSync(path, whole.subarray(0, length));
      const pull = await pulls().open(key, 'activities');
      const rows = await rowsIn(pull);
      const expected = pull.cursor === undefined ? 0 : pull.cursor === '/query/01g-2000' ? 2 : 4;
      expect(rows).toEqual(pages.flat().slice(0, expected));
    }
  });

  it.each([
    ['of another org', { org: '00D5g000009ZZZZ' }],
    ['with another query', { query: 'SELECT Id FROM Event' }],
    ['as of another moment', { asOf: 5 }],
    ['over another version of the API', { apiVersion: '65.0' }],
  ])('is not taken for one %s', async (_, other) => {
    await interrupted();
    const pull = await pulls().open({ ...key, ...other }, 'activities');
    expect([pull.cursor, pull.rows, await rowsIn(pull)]).toEqual([undefined, 0, []]);
  });

  it('is not taken up after a day, and is removed', async () => {
    await interrupted();
    utimesSync(kept(), now / 1000, now / 1000);
    now += 86_400_001;
    const pull = await pulls().open(key, 'activities');
    expect([pull.cursor, existsSync(folder()) && readdirSync(folder()).length > 1]).toEqual([undefined, false]);
  });

  it('tells the next run, and no other, as of when it asked', async () => {
    await interrupted();
    const options = { folder: folder(), run: 'everything of everybody', now: () => now };
    expect(resumableAsOf(options)).toBe(key.asOf);
    expect(resumableAsOf({ ...options, run: 'only Ana' })).toBeUndefined();
    expect(resumableAsOf({ ...options, now: () => now + 86_400_001 })).toBeUndefined();
  });
});

describe('what is kept', () => {
  it('is nothing of a pull that is short', async () => {
    const pull = await pulls().open(key, 'users');
    await pull.keep([{ Id: '1' }], null);
    expect(existsSync(folder())).toBe(false);
  });

  it('begins with the first row once the pull has lasted', async () => {
    const pull = await pulls().open(key, 'activities');
    await pull.keep([{ Id: '1' }], 'a');
    expect(existsSync(folder())).toBe(false);
    now += 60_000;
    await pull.keep([{ Id: '2' }], 'b');
    expect(await rowsIn(await pulls().open(key, 'activities'))).toEqual([{ Id: '1' }, { Id: '2' }]);
  });

  it('is for nobody else to read, nor for a repository to take up', async () => {
    await interrupted();
    expect([statSync(kept()).mode & 0o777, statSync(join(kept(), '..')).mode & 0o777]).toEqual([0o600, 0o700]);
    expect(readFileSync(join(folder(), '.gitignore'), 'utf8')).toBe('*\n');
  });

  it('is removed with its folders when the run has everything', async () => {
    await interrupted();
    await pulls().finish();
    expect(readdirSync(cwd)).toEqual([]);
  });

  it('leaves alone what another run keeps', async () => {
    await interrupted();
    await pulls({ run: 'only Ana' }).finish();
    expect((await pulls().open(key, 'activities')).rows).toBe(4);
  });

  it('is given up where another run goes on with it', async () => {
    await interrupted();
    const first = await pulls().open(key, 'activities');
    const second = await pulls().open(key, 'activities');
    await second.keep([{ Id: '5' }], 'second');
    await first.keep([{ Id: '5' }], 'first');
    expect(told.at(-1)).toBe(
      'what is pulled cannot be kept (it changed meanwhile): an interrupted run would begin anew',
    );
    expect((await pulls().open(key, 'activities')).cursor).toBe('second');
  });

  it('is given up, and told once, where the disk refuses', async () => {
    writeFileSync(join(cwd, 'file'), '');
    const unwritable = pulls({ folder: join(cwd, 'file', 'pulls') });
    const pull = await unwritable.open(key, 'activities');
    await pull.keep([1, 2, 3, 4], 'a');
    await pull.keep([5], 'b');
    expect(told).toHaveLength(1);
  });
});

import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { SourceError } from '../../src/lib/errors.ts';
import type { AuditResult } from '../../src/model/audit-result.ts';
import type { Run } from '../../src/model/run.ts';
import { openStore } from '../../src/stores/index.ts';
import type { Store } from '../../src/stores/store.ts';
import { runMain } from '../support/run-main.ts';
import { demoResult, draft, weekly } from '../support/runs.ts';
import { outputOf, startWriter } from './reliability.ts';

let demo: AuditResult;
let folder: string;
let path: string;

const open = (): Promise<Store> => openStore({ kind: 'sqlite', path }, { patience: 300 });

async function withStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const store = await open();
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** What a store that cannot be used says. */
async function refusal(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
  } catch (error) {
    if (error instanceof SourceError) return error.message;
    throw error;
  }
  throw new Error('nothing was refused');
}

/** Statements of somebody who comes with tools of their own. */
function tamper(...statements: readonly string[]): void {
  const database = new Libsql(path);
  for (const statement of statements) database.exec(statement);
  database.close();
}

const fill = (): Promise<void> =>
  withStore(async (store) => {
    for (const week of [1, 2]) await store.keep(weekly(demo, week));
    for (const rep of ['ana', 'bo', 'cleo']) await store.append(draft({ rep }));
  });

beforeAll(async () => {
  const whole = await demoResult();
  demo = { ...whole, reps: whole.reps.slice(0, 3) };
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'threadcount-trouble-'));
  path = join(folder, 'threadcount.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a store that cannot be opened says why', () => {
  test('where a file stands in place of the folder', async () => {
    writeFileSync(join(folder, 'file'), '');
    path = join(folder, 'file', 'threadcount.db');
    expect(await refusal(open)).toMatch(/^the store file\/threadcount\.db cannot be made: /);
  });

  test('where nothing may be written', async () => {
    path = '/proc/threadcount.db';
    expect(await refusal(open)).toMatch(/^the store proc\/threadcount\.db cannot be made: /);
  });

  test('where the file is none of a database', async () => {
    writeFileSync(path, 'id,name\n'.repeat(1_000));
    expect(await refusal(open)).toContain('its first page is damaged (nothing of it can be read: put a backup');
  });

  test('where the database is of another program', async () => {
    tamper('create table invoices (id integer)');
    expect(await refusal(open)).toContain('is a database of another program');
    expect(readFileSync(path).includes('invoices')).toBe(true);
  });

  test('where a newer threadcount has written it', async () => {
    await fill();
    tamper('update schema_version set version = 99');
    expect(await refusal(open)).toMatch(
      /has version 99; this threadcount knows versions up to \d+ \(it was written by/,
    );
  });

  test('where another process keeps it to itself', async () => {
    await fill();
    const other = new Libsql(path);
    other.exec('begin immediate');
    const message = await refusal(() => withStore((store) => store.append(draft())));
    const entries = await withStore((store) => store.entries());
    other.close();
    expect(message).toContain('is held by another process for too long');
    expect(entries).toHaveLength(3);
  });
});

test('a full disk stops a run with a clear word, and loses nothing of what was there', async () => {
  await fill();
  const full = Math.ceil(statSync(path).size / 512) + 40;
  const said = await outputOf(startWriter({ kind: 'sqlite', path }, 10, 50, `trap '' XFSZ; ulimit -f ${full}`));
  expect(said.at(-1)).toMatch(/^failed SourceError: the store .* cannot (grow|be written): the disk is full/);
  const kept = said.filter((line) => line.startsWith('kept')).length;
  await withStore(async (store) => {
    expect(await store.check()).toEqual([]);
    expect(await store.runs()).toHaveLength(2 + kept);
    expect(await store.run(weekly(demo, 1).head.id)).toEqual(weekly(demo, 1));
    await store.append(draft());
  });
});

test('a file system that can only be read is told from a full one', async () => {
  await fill();
  execFileSync('chmod', ['a-w', path, folder]);
  // Rights do not bind root.
  if (process.getuid?.() === 0) return;
  expect(await refusal(() => withStore((store) => store.append(draft())))).toContain('read-only');
});

describe('the ledger cannot be changed unseen', () => {
  beforeEach(fill);
  const withoutGuard = (statement: string) =>
    tamper('drop trigger ledger_no_update', 'drop trigger ledger_no_delete', statement);
  const problems = async () => (await withStore((store) => store.check())).map(({ message }) => message);

  test.each(['update ledger set kind = kind', 'delete from ledger where seq = 2'])(
    'SQLite refuses: %s',
    (statement) => {
      expect(() => tamper(statement)).toThrow('the ledger is append-only');
    },
  );

  test('an entry with another content is named', async () => {
    withoutGuard(`update ledger set entry = replace(entry, '"bo"', '"eve"') where seq = 2`);
    expect(await problems()).toEqual(['ledger entry 2: its content does not match its hash']);
  });

  test('an entry that is gone is named', async () => {
    withoutGuard('delete from ledger where seq = 2');
    expect(await problems()).toEqual(['ledger entry 3: entry 2 is missing before it']);
  });

  test('an entry that no longer can be read is named, by everything that reads it', async () => {
    withoutGuard("update ledger set entry = '{' where seq = 3");
    expect(await problems()).toEqual([expect.stringContaining('ledger entry 3 cannot be read')]);
    expect(await refusal(() => withStore((store) => store.append(draft())))).toContain('ledger entry 3 cannot be read');
  });
});

/** Turns over one byte of the file. */
function flip(at: number): void {
  const bytes = readFileSync(path);
  bytes[at] = (bytes[at] ?? 0) ^ 0x5a;
  writeFileSync(path, bytes);
}

/** Where in the file a page of a run lies. */
function placeOf(run: string, kind: string): number {
  const database = new Libsql(path);
  const [row] = database
    .prepare(
      `select substr(bytes, 200, 60) as part from pages join run_pages on page = hash
       where run = ? and kind = ? order by position`,
    )
    .all(run, kind);
  database.close();
  const part = typeof row === 'object' && row !== null ? Reflect.get(row, 'part') : undefined;
  if (!(part instanceof ArrayBuffer)) throw new Error('there is no such page');
  return readFileSync(path).indexOf(new Uint8Array(part));
}

describe('damage is found, and there is a way out', () => {
  let runs: readonly Run[];
  beforeEach(async () => {
    runs = [weekly(demo, 1), weekly(demo, 2)];
    await fill();
  });

  test('a page with one byte turned over spoils its run alone, and the check names both', async () => {
    flip(placeOf('000000000002', 'finding'));
    // Both weeks found the same, so they share the page.
    const found = await withStore((store) => store.check());
    expect(found.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /^page [0-9a-f]{12} is damaged: run 000000000001 \(finding\), run 000000000002 \(finding\)$/,
      ),
    ]);
    expect(await refusal(() => withStore((store) => store.run('000000000002')))).toContain(
      'the run 000000000002 is damaged (threadcount store check tells what is; threadcount store export --salvage',
    );
    const check = await runMain(['store', 'check', '--store', path]);
    expect(check).toMatchObject({ code: 3, stdout: '' });
    expect(check.stderr).toContain('threadcount store export FOLDER --salvage');
  });

  test('an export refuses what is damaged, and salvages the rest when asked', async () => {
    flip(placeOf('000000000002', 'result'));
    const target = join(folder, 'rescued');
    const refused = await runMain(['store', 'export', target, '--store', path]);
    expect(refused).toMatchObject({ code: 3 });
    expect(() => statSync(target)).toThrow();
    const { code, stderr } = await runMain(['store', 'export', target, '--salvage', '--store', path]);
    expect(code).toBe(3);
    expect(stderr).toMatch(/^left out: the store \S+: the run 000000000002 is damaged\n$/);
    const rescued = readFileSync(join(target, 'runs', '2026-01-12-000000000001.jsonl'), 'utf8');
    expect(JSON.parse(rescued.split('\n', 1)[0] ?? '')).toEqual({ head: runs[0]?.head });
    expect(readFileSync(join(target, 'ledger.jsonl'), 'utf8').trimEnd().split('\n')).toHaveLength(3);
  });

  test('a file that was cut short is found out', async () => {
    truncateSync(path, Math.floor(statSync(path).size / 2 / 4096) * 4096);
    const message = await refusal(async () => {
      const problems = await withStore((store) => store.check());
      if (problems.length > 0) throw new SourceError(problems);
    });
    expect(message).toMatch(/damaged|is no database|malformed/);
  });

  test('no byte of the file can be turned over without notice where it would change what is read', async () => {
    const whole = join(folder, 'whole.db');
    copyFileSync(path, whole);
    const { size } = statSync(path);
    const entries = await withStore((store) => store.entries());
    let unnoticed = 0;
    for (let i = 0; i < 80; i++) {
      // A file of its own each time: libsql lets go of one only when its statements are collected.
      path = join(folder, `damaged-${i}.db`);
      copyFileSync(whole, path);
      // Half of them in the first pages, where the engine keeps its own.
      flip(i % 2 === 0 ? (i * 1_021) % Math.min(size, 40_960) : Math.floor((i * size) / 80));
      try {
        await withStore(async (store) => {
          if ((await store.check()).length > 0) return;
          expect(await store.runs()).toEqual(runs.map(({ head }) => head));
          for (const run of runs) expect(await store.run(run.head.id)).toEqual(run);
          expect(await store.entries()).toEqual(entries);
          unnoticed++;
        });
      } catch (error) {
        if (!(error instanceof SourceError)) throw error;
      }
    }
    expect(unnoticed).toBeLessThan(80);
  });
});

import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Libsql from 'libsql';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore } from '../../src/stores/index.ts';
import { migrate } from '../../src/stores/migrate.ts';
import { migrations } from '../../src/stores/migrations/index.ts';
import { openSqlite } from '../../src/stores/sqlite.ts';
import { runMain } from '../support/run-main.ts';

const fixtures = fileURLToPath(new URL('../../fixtures/stores/', import.meta.url));
const newest = migrations.length;
const versions = readdirSync(fixtures).flatMap((file) => /^v(\d+)\.db$/.exec(file)?.[1] ?? []);

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'threadcount-migrate-'));
  path = join(folder, 'threadcount.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('there is a fixture of every version', () => {
  expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, i) => i + 1));
  expect(versions.map(Number).sort((a, b) => a - b)).toEqual(migrations.map((_, i) => i + 1));
});

describe.each(versions)('a store of version %s', (version) => {
  const content = JSON.parse(readFileSync(join(fixtures, `v${version}.json`), 'utf8'));
  beforeEach(() => copyFileSync(join(fixtures, `v${version}.db`), path));

  test('is brought forward when it is opened, with everything in it', async () => {
    const store = await openStore({ kind: 'sqlite', path });
    expect(store.schema).toEqual({ found: Number(version), version: newest });
    const ids = (await store.runs()).map(({ id }) => id);
    const runs = [];
    for (const id of ids) runs.push(await store.run(id));
    expect({ runs, levels: await store.levels(ids), entries: await store.entries() }).toEqual(content);
    expect(await store.check()).toEqual([]);
    await store.append({ kind: 'revocation', rep: 'rep1@seller.example', at: '2026-02-02T09:00:00.000Z', body: {} });
    expect(await store.check()).toEqual([]);
    await store.close();
  });

  test('is brought forward by the command too', async () => {
    const { code, stdout } = await runMain(['store', 'migrate', '--store', path]);
    const said = Number(version) === newest ? 'nothing to do' : `brought forward from version ${version}`;
    expect(code).toBe(0);
    expect(stdout).toContain(`: ${said}, version ${newest}\n`);
  });

  test('is brought forward once when two open it at the same time', async () => {
    const both = [openStore({ kind: 'sqlite', path }), openStore({ kind: 'sqlite', path })];
    const [one, two] = await Promise.all(both);
    expect(await one?.check()).toEqual([]);
    expect(await two?.runs()).toEqual(await one?.runs());
    await one?.close();
    await two?.close();
  });
});

test('a migration that fails leaves the store as it was', async () => {
  copyFileSync(join(fixtures, 'v1.db'), path);
  const database = await openSqlite(path, {});
  const sql = { sqlite: ['drop table ledger', 'create table runs (id text)'], postgres: [] };
  await expect(migrate(database, [...migrations, { version: newest + 1, sql }])).rejects.toThrow('already exists');
  await database.close();
  const raw = new Libsql(path);
  expect(raw.prepare('select version from schema_version').all([])).toEqual([{ version: 1 }]);
  expect(raw.prepare('select count(*) as entries from ledger').all([])).toEqual([{ entries: 3 }]);
  raw.close();
});

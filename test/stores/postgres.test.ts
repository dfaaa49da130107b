import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { SourceError, UserError } from '../../src/lib/errors.ts';
import type { AuditResult } from '../../src/model/audit-result.ts';
import { openStore } from '../../src/stores/index.ts';
import { type Server, startServer } from '../support/postgres-server.ts';
import { demoResult, draft, weekly } from '../support/runs.ts';
import { storeContract } from './contract.ts';
import { mirrorContract } from './mirrors.ts';
import { storeReliability } from './reliability.ts';

const server = await startServer();
if (server === undefined) console.warn('skipped: PostgreSQL is not installed, and THREADCOUNT_TEST_PG names no server');

afterAll(async () => server?.stop());

/** Nothing but the server that the test starts itself has users and rules of its own. */
const isOwn = server !== undefined && (process.env.THREADCOUNT_TEST_PG ?? '') === '';

/** What a store that cannot be used says. */
async function refusal(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
  } catch (error) {
    if (error instanceof SourceError || error instanceof UserError) return error.message;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe.skipIf(server === undefined)('PostgreSQL', () => {
  const running = (): Server => {
    if (server === undefined) throw new Error('there is no server');
    return server;
  };

  for (const contract of [storeContract, mirrorContract])
    contract('PostgreSQL', async () => {
      const url = await running().createDatabase();
      return {
        open: () => openStore({ kind: 'postgres', url }),
        clear: () => running().admin(`drop database ${new URL(url).pathname.slice(1)} with (force)`),
      };
    });

  const address = async () => ({ kind: 'postgres' as const, url: await running().createDatabase() });

  storeReliability('PostgreSQL', address, { kills: 8 });

  const open = (url: string, mustExist = false) => openStore({ kind: 'postgres', url }, { mustExist, patience: 300 });

  /** The URL with something else in it. */
  function changed(url: string, change: (parts: URL) => void): string {
    const parts = new URL(url);
    change(parts);
    return parts.href;
  }

  async function tamper(url: string, ...statements: readonly string[]): Promise<void> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      for (const statement of ['set search_path = threadcount', ...statements]) await client.query(statement);
    } finally {
      await client.end();
    }
  }

  describe('a store that cannot be opened says why', () => {
    let url: string;
    beforeAll(async () => {
      url = await running().createDatabase();
    });
    afterEach(() => vi.unstubAllEnvs());

    test.skipIf(!isOwn)('where the password is wrong, or none is given', async () => {
      await running().admin("create role locked login password 'right' superuser");
      const locked = changed(url, (parts) => {
        parts.username = 'locked';
      });
      const wrong = changed(locked, (parts) => {
        parts.password = 's3cret';
      });
      for (const one of [wrong, locked]) {
        const message = await refusal(() => open(one));
        expect(message).toMatch(/^the store postgres:\/\/127\.0\.0\.1:\d+\/\w+ refuses the user or the password \(/);
        expect(message).not.toContain('s3cret');
      }
      vi.stubEnv('PGPASSWORD', 'right');
      await (await open(locked)).close();
    });

    test('where there is no such database, and no such server', async () => {
      const elsewhere = changed(url, (parts) => {
        parts.pathname = '/nowhere';
      });
      expect(await refusal(() => open(elsewhere))).toContain('there is no such database');
      expect(await refusal(() => open('postgres://127.0.0.1:1/audits'))).toContain('no server answers there');
      expect(await refusal(() => open('postgres://db.invalid/audits'))).toMatch(
        /there is no such host|no server answers/,
      );
    });

    test('where the user may not make a schema', async () => {
      await running().admin('do $$ begin create role guest login; exception when duplicate_object then null; end $$');
      const guest = changed(url, (parts) => {
        parts.username = 'guest';
      });
      if (isOwn) expect(await refusal(() => open(guest))).toContain('the user lacks a right');
    });

    test('where nobody has made one, and it must be there', async () => {
      const empty = await running().createDatabase();
      expect(await refusal(() => open(empty, true))).toMatch(/^there is no store in postgres:/);
      await (await open(empty)).close();
      await (await open(empty, true)).close();
    });

    test('where a newer threadcount has written it', async () => {
      const newer = await running().createDatabase();
      await (await open(newer)).close();
      await tamper(newer, 'update schema_version set version = 99');
      expect(await refusal(() => open(newer))).toMatch(/has version 99; this threadcount knows versions up to \d+/);
    });

    test('where another process keeps it to itself', async () => {
      const store = await open(url);
      const other = new pg.Client({ connectionString: url });
      await other.connect();
      await other.query('begin');
      await other.query(`select pg_advisory_xact_lock(${0x74687264})`);
      const message = await refusal(() => store.append(draft()));
      const entries = await store.entries();
      await other.end();
      await store.close();
      expect(message).toContain('is held by another process for too long');
      expect(entries).toEqual([]);
    });
  });

  describe('what is changed behind the back of a store', () => {
    let demo: AuditResult;
    let url: string;
    beforeAll(async () => {
      const whole = await demoResult();
      demo = { ...whole, reps: whole.reps.slice(0, 3) };
    });
    beforeEach(async () => {
      url = await running().createDatabase();
      const store = await open(url);
      for (const week of [1, 2]) await store.keep(weekly(demo, week));
      for (const rep of ['ana', 'bo', 'cleo']) await store.append(draft({ rep }));
      await store.close();
    });

    async function problems(): Promise<readonly string[]> {
      const store = await open(url);
      try {
        return (await store.check()).map(({ message }) => message);
      } finally {
        await store.close();
      }
    }

    test.each(['update ledger set kind = kind', 'delete from ledger where seq = 2', 'truncate ledger'])(
      'is refused by the ledger: %s',
      async (statement) => {
        await expect(tamper(url, statement)).rejects.toThrow('the ledger is append-only');
        expect(await problems()).toEqual([]);
      },
    );

    test('is named by the check, entry by entry and run by run', async () => {
      await tamper(
        url,
        'alter table ledger disable trigger user',
        `update ledger set entry = replace(entry, '"bo"', '"eve"') where seq = 2`,
        `update pages set bytes = set_byte(bytes, 40, get_byte(bytes, 40) # 90)
         where hash = (select page from run_pages where run = '000000000002' and kind = 'result')`,
        `update runs set head = replace(head, '"records":', '"records":1') where id = '000000000001'`,
      );
      expect(await problems()).toEqual([
        expect.stringMatching(/^page [0-9a-f]{12} is damaged: run 000000000002 \(result\)$/),
        'run 000000000001: its head or its pages were changed',
        'ledger entry 2: its content does not match its hash',
      ]);
      const store = await open(url);
      for (const week of [1, 2])
        expect(await refusal(() => store.run(`00000000000${week}`))).toContain(`the run 00000000000${week} is damaged`);
      await store.close();
    });

    test('a connection that breaks is told, and the next one finds everything', async () => {
      const store = await open(url);
      await tamper(
        url,
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'threadcount' and datname = current_database()",
      );
      expect(await refusal(() => store.append(draft()))).toMatch(/broke off|was shut down/);
      await store.close();
      expect(await problems()).toEqual([]);
    });
  });
});

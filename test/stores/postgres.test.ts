import { afterAll, describe } from 'vitest';
import { openStore } from '../../src/stores/index.ts';
import { type Server, startServer } from '../support/postgres-server.ts';
import { storeContract } from './contract.ts';
import { storeReliability } from './reliability.ts';

const server = await startServer();
if (server === undefined) console.warn('skipped: PostgreSQL is not installed, and THREADCOUNT_TEST_PG names no server');

afterAll(async () => server?.stop());

describe.skipIf(server === undefined)('PostgreSQL', () => {
  const running = (): Server => {
    if (server === undefined) throw new Error('there is no server');
    return server;
  };

  storeContract('PostgreSQL', async () => {
    const url = await running().createDatabase();
    return {
      open: () => openStore({ kind: 'postgres', url }),
      clear: () => running().admin(`drop database ${new URL(url).pathname.slice(1)} with (force)`),
    };
  });

  const address = async () => ({ kind: 'postgres' as const, url: await running().createDatabase() });

  storeReliability('PostgreSQL', address, { kills: 8 });
});

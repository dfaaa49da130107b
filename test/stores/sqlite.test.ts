import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openStore } from '../../src/stores/index.ts';
import { storeContract } from './contract.ts';
import { mirrorContract } from './mirrors.ts';
import { storeReliability } from './reliability.ts';

const temporary = (): string => mkdtempSync(join(tmpdir(), 'threadcount-store-'));

for (const contract of [storeContract, mirrorContract])
  contract('SQLite', async () => {
    const folder = temporary();
    return {
      open: () => openStore({ kind: 'sqlite', path: join(folder, 'threadcount.db') }),
      clear: async () => rmSync(folder, { recursive: true }),
    };
  });

test('the folder of a store is made when it is needed, and nobody else may look into it', async () => {
  const folder = temporary();
  const path = join(folder, 'deep', '.threadcount', 'threadcount.db');
  await (await openStore({ kind: 'sqlite', path })).close();
  const modes = [join(path, '..'), path].map((one) => (statSync(one).mode & 0o777).toString(8));
  rmSync(folder, { recursive: true });
  expect(modes).toEqual(['700', '600']);
});

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

storeReliability(
  'SQLite',
  async () => {
    const folder = temporary();
    folders.push(folder);
    return { kind: 'sqlite', path: join(folder, 'threadcount.db') };
  },
  { kills: 20 },
);

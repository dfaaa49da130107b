import type { Database } from './database.ts';
import type { Store, StoreAddress, StoreOptions } from './store.ts';

async function openDatabase(address: StoreAddress, options: StoreOptions): Promise<Database> {
  switch (address.kind) {
    case 'sqlite':
      return (await import('./sqlite.ts')).openSqlite(address.path, options);
    case 'postgres':
      return (await import('./postgres.ts')).openPostgres(address.url, options);
  }
}

/** Opens a store, makes it where there is none, and brings an older one to the newest version. */
export async function openStore(address: StoreAddress, options: StoreOptions = {}): Promise<Store> {
  const [{ migrate }, { migrations }, { createStore }] = await Promise.all([
    import('./migrate.ts'),
    import('./migrations/index.ts'),
    import('./sql-store.ts'),
  ]);
  const database = await openDatabase(address, options);
  try {
    return createStore(database, await migrate(database, migrations));
  } catch (error) {
    await database.close();
    throw error;
  }
}

import type { Store, StoreAddress, StoreOptions } from './store.ts';

/** Opens a store, makes it where there is none, and brings an older one to the newest version. */
export async function openStore(address: StoreAddress, options: StoreOptions = {}): Promise<Store> {
  const [{ migrate }, { migrations }, { createStore }] = await Promise.all([
    import('./migrate.ts'),
    import('./migrations/index.ts'),
    import('./sql-store.ts'),
  ]);
  if (address.kind === 'postgres') throw new Error('later');
  const { openSqlite } = await import('./sqlite.ts');
  const database = await openSqlite(address.path, options);
  try {
    await migrate(database, migrations);
    return createStore(database);
  } catch (error) {
    await database.close();
    throw error;
  }
}

import type { Config } from '../config/config.ts';
import { resolveStore, storeProblem } from '../config/store-address.ts';
import { UserError } from '../lib/errors.ts';
import type { Io } from '../lib/io.ts';
import { demoConfigFile } from '../sources/demo.ts';
import { openStore as openAt } from '../stores/index.ts';
import type { Store, StoreAddress, StoreOptions } from '../stores/store.ts';
import { oneOf, type Typed } from './command.ts';

/** Where the demo keeps its runs: in the working directory, since its own configuration is shipped. */
const DEMO_STORE = '.threadcount/threadcount.db';

/** The store that `--store` names, else the configuration. */
export function storeAddress(typed: Typed, { file, store }: Pick<Config, 'file' | 'store'>, { cwd }: Io): StoreAddress {
  const written = oneOf(typed, 'store');
  if (written !== undefined) {
    const problem = storeProblem(written);
    if (problem !== undefined) throw new UserError({ ...problem, message: `--store: ${problem.message}` });
    return resolveStore(written, cwd);
  }
  return file === demoConfigFile ? resolveStore(DEMO_STORE, cwd) : store;
}

/** Opens the store for as long as the work takes. */
export async function withStore<T>(
  address: StoreAddress,
  options: StoreOptions,
  work: (store: Store) => Promise<T>,
): Promise<T> {
  const store = await openAt(address, options);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

import { type Appeal, appealsOf } from '../program/appeals.ts';
import type { StoreAddress } from '../stores/store.ts';
import { readLedger } from './open-ledger.ts';

/** The contested findings that a store knows of; none where there is no store, which is not made. */
export const readAppeals = (address: StoreAddress): Promise<ReadonlyMap<string, Appeal>> =>
  readLedger<ReadonlyMap<string, Appeal>>(address, new Map(), async (store) =>
    appealsOf(await store.entries(['appeal', 'ruling'])),
  );

import { existsSync } from 'node:fs';
import type { AuditRequest } from '../audit/request.ts';
import type { Config } from '../config/config.ts';
import { UserError } from '../lib/errors.ts';
import type { Io } from '../lib/io.ts';
import type { Entry } from '../model/ledger.ts';
import type { Store, StoreAddress } from '../stores/store.ts';
import type { Typed } from './command.ts';

const spoken = (store: Store): Promise<readonly Entry[]> => store.entries(['appeal', 'ruling', 'evaluation']);

/** Entries of a ledger as `read` asks for them; none where there is no store, which is not made. */
export async function readLedger<T>(address: StoreAddress, nothing: T, read: (store: Store) => Promise<T>): Promise<T> {
  if (address.kind === 'sqlite' && !existsSync(address.path)) return nothing;
  const { withStore } = await import('./open-store.ts');
  try {
    return await withStore(address, { mustExist: true }, read);
  } catch (error) {
    if (error instanceof UserError && error.message.startsWith('there is no store')) return nothing;
    throw error;
  }
}

/** The request with what reps contest, managers ruled and evaluators scored. */
export async function withEntries(request: AuditRequest, entries: readonly Entry[]): Promise<AuditRequest> {
  if (entries.length === 0) return request;
  const [{ appealsOf, shownAppeal }, { evaluationsOf }] = await Promise.all([
    import('../program/appeals.ts'),
    import('../certify/evaluation-entry.ts'),
  ]);
  const appeals = new Map([...appealsOf(entries)].map(([key, appeal]) => [key, shownAppeal(appeal)]));
  const evaluations = evaluationsOf(entries);
  return {
    ...request,
    ...(appeals.size > 0 && { appeals }),
    ...(evaluations.length > 0 && { evaluations }),
  };
}

/** The request with what the ledger of an open store says. */
export const withLedgerIn = async (request: AuditRequest, store: Store): Promise<AuditRequest> =>
  withEntries(request, await spoken(store));

/** The request with what the ledger says: of the store of the configuration, or of `--store`. */
export async function withLedger(
  request: AuditRequest,
  typed: Typed,
  { config, io }: { readonly config: Pick<Config, 'file' | 'store'>; readonly io: Io },
): Promise<AuditRequest> {
  const { storeAddress } = await import('./open-store.ts');
  return withEntries(request, await readLedger(storeAddress(typed, config, io), [], spoken));
}

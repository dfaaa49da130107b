import { existsSync } from 'node:fs';
import type { AuditRequest } from '../audit/request.ts';
import type { Config } from '../config/config.ts';
import { UserError } from '../lib/errors.ts';
import type { Io } from '../lib/io.ts';
import { type Appeal, appealsOf, shownAppeal } from '../program/appeals.ts';
import type { Store, StoreAddress } from '../stores/store.ts';
import type { Typed } from './command.ts';

const appealsIn = async (store: Store): Promise<ReadonlyMap<string, Appeal>> =>
  appealsOf(await store.entries(['appeal', 'ruling']));

/** The contested findings that a store knows of; none where there is no store, which is not made. */
export async function readAppeals(address: StoreAddress): Promise<ReadonlyMap<string, Appeal>> {
  if (address.kind === 'sqlite' && !existsSync(address.path)) return new Map();
  const { withStore } = await import('./open-store.ts');
  try {
    return await withStore(address, { mustExist: true }, appealsIn);
  } catch (error) {
    if (error instanceof UserError && error.message.startsWith('there is no store')) return new Map();
    throw error;
  }
}

const contested = (request: AuditRequest, appeals: ReadonlyMap<string, Appeal>): AuditRequest =>
  appeals.size === 0
    ? request
    : { ...request, appeals: new Map([...appeals].map(([key, appeal]) => [key, shownAppeal(appeal)])) };

/** The request with what reps contest and managers ruled, as a store that is open has it. */
export const withAppealsIn = async (request: AuditRequest, store: Store): Promise<AuditRequest> =>
  contested(request, await appealsIn(store));

/** The request with what reps contest and managers ruled, as the store of the configuration (or `--store`) has it. */
export async function withAppeals(
  request: AuditRequest,
  typed: Typed,
  { config, io }: { readonly config: Pick<Config, 'file' | 'store'>; readonly io: Io },
): Promise<AuditRequest> {
  const { storeAddress } = await import('./open-store.ts');
  return contested(request, await readAppeals(storeAddress(typed, config, io)));
}

import type { AuditRequest } from '../audit/request.ts';
import type { Config } from '../config/config.ts';
import type { Side } from '../history/changes.ts';
import { scopeLine } from '../history/run.ts';
import { UserError } from '../lib/errors.ts';
import type { Io } from '../lib/io.ts';
import type { RunHead } from '../model/run.ts';
import { oneOf, type Typed } from './command.ts';
import { covering, lastBefore, needsStore, openSide, openStored, scopeWords } from './find-run.ts';
import { storeAddress, withStore } from './open-store.ts';

/** Finds the run that a fresh one is held against, once it is known what that one is. */
export type FindEarlier = (head: RunHead) => Promise<Side>;

function none(scope: string, label: string): UserError {
  return new UserError({
    message: `no earlier run of ${scopeWords(scope)} in the store ${label} to compare with`,
    hint: 'threadcount snapshot stores one; --baseline names another run, or a saved report',
  });
}

/**
 * The run that `--baseline` names, else the last stored one of the same scope and source before this one. Throws a
 * `UserError` before anything is read from the CRM where it can be told already that there is none.
 */
export async function openEarlier(
  typed: Typed,
  { config, request }: { readonly config: Config; readonly request: AuditRequest },
  io: Io,
): Promise<FindEarlier> {
  const baseline = oneOf(typed, 'baseline');
  const where = { cwd: io.cwd, zone: request.setting.calendar.zone };
  if (baseline !== undefined && !needsStore(baseline)) {
    const side = await openSide(baseline, undefined, where);
    return async (head) => covering(side, head);
  }
  const address = storeAddress(typed, config, io);
  return withStore(address, { mustExist: true }, async (store): Promise<FindEarlier> => {
    if (baseline !== undefined) {
      const side = await openSide(baseline, store, where);
      return async (head) => covering(side, head);
    }
    const { reps, teams } = request.scope;
    const scope = scopeLine({ reps: [...reps, ...teams], only: [...request.only] });
    const heads = await store.runs();
    const { label } = store;
    if (!heads.some((head) => head.scope === scope)) throw none(scope, label);
    return async (head) => {
      const last = lastBefore(heads, head, head.asOf);
      if (last === undefined) throw none(scope, label);
      return withStore(address, { mustExist: true }, (again) => openStored(last, again));
    };
  });
}

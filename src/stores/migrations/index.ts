import { runsAndLedger } from './001-runs-and-ledger.ts';
import { seals } from './002-seals.ts';
import { mirrors } from './003-mirrors.ts';
import type { Migration } from './migration.ts';

/** Every version of the schema, in order. */
export const migrations: readonly Migration[] = [runsAndLedger, seals, mirrors];

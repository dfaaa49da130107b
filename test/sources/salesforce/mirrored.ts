import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { audit } from '../../../src/audit.ts';
import { startMirroring } from '../../../src/commands/mirroring.ts';
import { pin } from '../../../src/history/pinned.ts';
import { runOf } from '../../../src/history/run.ts';
import type { AuditResult } from '../../../src/model/audit-result.ts';
import type { CallUsage } from '../../../src/model/dataset.ts';
import type { JudgedRecord } from '../../../src/model/run.ts';
import { readSalesforce, type SalesforceOptions } from '../../../src/sources/salesforce/read-salesforce.ts';
import { openStore } from '../../../src/stores/index.ts';
import type { Store } from '../../../src/stores/store.ts';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce.mjs';
import { demoBench, liveOptions } from './live.ts';

/** A store that lasts as long as the test. */
export async function temporaryStore(): Promise<Store> {
  const folder = mkdtempSync(join(tmpdir(), 'threadcount-mirror-'));
  const store = await openStore({ kind: 'sqlite', path: join(folder, 'threadcount.db') });
  onTestFinished(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });
  return store;
}

export interface Snapshot {
  readonly result: AuditResult;
  readonly calls: number;
  /** What was told on standard error. */
  readonly notes: readonly string[];
}

/** Audits an org as of its own clock, on top of what the store holds where there is one, and keeps the run in it. */
export async function snapshotOf(
  org: SalesforceEmulator,
  store: Store | undefined,
  over: Partial<SalesforceOptions> & { readonly only?: readonly string[] } = {},
): Promise<Snapshot> {
  const { only = [], ...more } = over;
  const asOf = new Date(org.clock.now()).toISOString();
  const { config, request } = demoBench({ asOf, ...(only.length > 0 && { only: [...only] }) });
  const notes: string[] = [];
  const notify = (line: string): void => void notes.push(line);
  const now = org.clock.now;
  const mirroring = store && startMirroring({ store, request, isAnew: false, now, notify });
  const options: SalesforceOptions = {
    ...liveOptions(org.env, { edges: { now, sleep: async () => {} }, notify }),
    zone: request.setting.calendar.zone,
    mirrors: mirroring?.mirrors,
    fewRows: 40,
    ...more,
  };
  const before = org.calls();
  let usage: CallUsage | undefined;
  const records: JudgedRecord[] = [];
  const result = await audit({
    ...request,
    keep: (record) => void records.push(record),
    read: async (wants) => {
      const dataset = await readSalesforce(options)(wants);
      return {
        ...dataset,
        close: async () => {
          await dataset.close();
          usage = dataset.usage?.();
        },
      };
    },
  });
  if (store !== undefined && mirroring !== undefined && usage?.stopped === null) {
    const line = mirroring.end(usage);
    if (line !== undefined) notes.push(line);
    await store.keep(runOf({ result, records, pinned: pin(config, request.only, '.') }), mirroring.draft());
  }
  return { result, calls: org.calls() - before, notes };
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { AuditRequest } from '../../../src/audit/request.ts';
import { wantsOf } from '../../../src/audit/wants.ts';
import { audit } from '../../../src/audit.ts';
import type { Typed } from '../../../src/commands/command.ts';
import { startMirroring } from '../../../src/commands/mirroring.ts';
import type { Workbench } from '../../../src/commands/workbench.ts';
import { pin } from '../../../src/history/pinned.ts';
import { runOf } from '../../../src/history/run.ts';
import type { AuditResult } from '../../../src/model/audit-result.ts';
import type { CallUsage } from '../../../src/model/dataset.ts';
import type { JudgedRecord, Run } from '../../../src/model/run.ts';
import { readSalesforce, type SalesforceOptions } from '../../../src/sources/salesforce/read-salesforce.ts';
import { openStore } from '../../../src/stores/index.ts';
import type { Store } from '../../../src/stores/store.ts';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce.mjs';
import { demoResult, weekly } from '../../support/runs.ts';
import { readDataset } from '../read-export.ts';
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

type Over = Partial<SalesforceOptions> & { readonly only?: readonly string[] };

/** What an org is read with, on top of what the store holds where there is one. */
function startReading(
  org: SalesforceEmulator,
  store: Store | undefined,
  { request, over }: { readonly request: AuditRequest; readonly over: Partial<SalesforceOptions> },
) {
  const notes: string[] = [];
  const notify = (line: string): void => void notes.push(line);
  const now = org.clock.now;
  const mirroring = store && startMirroring({ store, request, isAnew: false, now, notify });
  const options: SalesforceOptions = {
    ...liveOptions(org.env, { edges: { now, sleep: async () => {} }, notify }),
    zone: request.setting.calendar.zone,
    mirrors: mirroring?.mirrors,
    fewRows: 40,
    ...over,
  };
  const before = org.calls();
  return {
    options,
    notes,
    calls: () => org.calls() - before,
    /** Keeps the run, and what was read for it where that is everything. */
    keep: async (run: Run, usage: CallUsage | undefined): Promise<void> => {
      if (usage?.stopped !== null) return;
      const line = mirroring?.end(usage);
      if (line !== undefined) notes.push(line);
      await store?.keep(run, mirroring?.draft());
    },
  };
}

const benches = new Map<string, Workbench>();

/** Those who read the same after one another share what is laid out for it, which takes a quarter of an audit. */
function benchOf(options: Typed['options']): Workbench {
  const key = JSON.stringify(options);
  const bench = benches.get(key) ?? demoBench(options);
  benches.clear();
  benches.set(key, bench);
  return bench;
}

/** Audits an org as of its own clock, on top of what the store holds where there is one, and keeps the run in it. */
export async function snapshotOf(
  org: SalesforceEmulator,
  store: Store | undefined,
  { only = [], ...over }: Over = {},
): Promise<Snapshot> {
  const asOf = new Date(org.clock.now()).toISOString();
  const { config, request } = benchOf({ asOf, ...(only.length > 0 && { only: [...only] }) });
  const { options, notes, calls, keep } = startReading(org, store, { request, over });
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
  await keep(runOf({ result, records, pinned: pin(config, request.only, '.') }), usage);
  return { result, calls: calls(), notes };
}

export interface Read extends Omit<Snapshot, 'result'> {
  /** Everything that an audit stands on, as lines in an order of their own. */
  readonly data: readonly string[];
}

/** Any run will do to keep a mirror with. */
let anyRun: Promise<Run> | undefined;

/** Reads what an audit of an org asks for, as `snapshotOf` does, and judges nothing of it, which takes most of the time. */
export async function readingOf(org: SalesforceEmulator, store: Store | undefined): Promise<Read> {
  const { request } = benchOf({});
  const { rulebook, setting, scope } = request;
  const { options, notes, calls, keep } = startReading(org, store, { request, over: {} });
  const wants = wantsOf(rulebook, { ...setting, asOf: org.clock.now() }, scope);
  const { dataset, gaps, hash, parts, ...rows } = await readDataset(await readSalesforce(options)(wants));
  anyRun ??= demoResult().then((result) => weekly(result, 1));
  await keep(await anyRun, dataset.usage?.());
  const lines = Object.entries(rows).flatMap(([type, all]) => all.map((row) => `${type} ${JSON.stringify(row)}`));
  return { data: [...lines.sort(), JSON.stringify({ gaps, hash, parts })], calls: calls(), notes };
}

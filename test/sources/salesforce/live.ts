import { onTestFinished } from 'vitest';
import type { AuditRequest } from '../../../src/audit/request.ts';
import { audit } from '../../../src/audit.ts';
import type { Typed } from '../../../src/commands/command.ts';
import { openWorkbench, type Workbench } from '../../../src/commands/workbench.ts';
import { loadConfig } from '../../../src/config/load.ts';
import type { Io } from '../../../src/lib/io.ts';
import { UTC } from '../../../src/lib/time-zone.ts';
import type { AuditResult } from '../../../src/model/audit-result.ts';
import { demoAsOf, demoConfigFile } from '../../../src/sources/demo.ts';
import type { LiveOptions } from '../../../src/sources/live/live.ts';
import type { Pull } from '../../../src/sources/live/pull.ts';
import { readSalesforce } from '../../../src/sources/salesforce/read-salesforce.ts';
import {
  type SalesforceEmulator,
  type SalesforceOptions,
  startSalesforce,
} from '../../emulators/salesforce/salesforce.mjs';

/** An emulated org that lasts as long as the test, and that must not have been written to. */
export async function startOrg(options: SalesforceOptions = {}): Promise<SalesforceEmulator> {
  const org = await startSalesforce(options);
  onTestFinished(() => org.close());
  return org;
}

/** A pull that keeps nothing. */
const noPull: Pull = {
  cursor: undefined,
  rows: 0,
  startedAt: 0,
  arrived: async function* () {},
  keep: async () => {},
};

/** What the source is given in these tests: no wait takes any time. */
export const liveOptions = (
  env: LiveOptions['env'],
  over: Partial<LiveOptions> = {},
): LiveOptions & { readonly notes: string[] } => {
  const notes: string[] = [];
  return {
    config: loadConfig({ flag: demoConfigFile, cwd: import.meta.dirname }),
    zone: UTC,
    env,
    edges: { now: () => Date.now(), sleep: async () => {} },
    limits: { maxCalls: undefined, reserve: 0.1 },
    targetOrg: undefined,
    runFile: async () => undefined,
    pulls: { open: async () => noPull, finish: async () => {} },
    notify: (line) => void notes.push(line),
    notes,
    ...over,
  };
};

const io: Io = {
  cwd: import.meta.dirname,
  env: {},
  now: () => demoAsOf,
  stdin: process.stdin,
  stdout: { isTTY: false, columns: undefined, write: () => undefined },
  stderr: { isTTY: false, columns: undefined, write: () => undefined },
};

/** Everything laid out for an audit of the demo. */
export const demoBench = (options: Typed['options'] = {}): Workbench =>
  openWorkbench({ args: [], options: { source: 'demo', ...options } }, io);

/** The request of an audit of the demo, for everybody or for some. */
export const demoRequest = (reps: readonly string[] = []): AuditRequest =>
  demoBench(reps.length > 0 ? { rep: [...reps] } : {}).request;

/** The demo org, audited as its export and through the API. */
export async function auditLive(options: LiveOptions, reps: readonly string[] = []): Promise<AuditResult> {
  const request = demoRequest(reps);
  return audit({ ...request, read: readSalesforce({ ...options, zone: request.setting.calendar.zone }) });
}

export const auditDemo = (reps: readonly string[] = []): Promise<AuditResult> => audit(demoRequest(reps));

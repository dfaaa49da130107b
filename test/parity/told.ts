import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeExports } from '../../fixtures/demo-org/exports.mjs';
import type { AuditRequest } from '../../src/audit/request.ts';
import { audit } from '../../src/audit.ts';
import { openWorkbench } from '../../src/commands/workbench.ts';
import { loadConfig } from '../../src/config/load.ts';
import type { Io } from '../../src/lib/io.ts';
import { UTC } from '../../src/lib/time-zone.ts';
import type { AuditResult } from '../../src/model/audit-result.ts';
import type { Outcome } from '../../src/model/verdict.ts';
import { readHubspot } from '../../src/sources/hubspot/read-hubspot.ts';
import type { LiveOptions } from '../../src/sources/live/live.ts';
import { readSalesforce } from '../../src/sources/salesforce/read-salesforce.ts';
import type { Source } from '../../src/sources/source.ts';
import { type Hubspot, type HubspotOptions, startHubspot } from '../emulators/hubspot/hubspot.mjs';
import { type SalesforceOptions, startSalesforce } from '../emulators/salesforce/salesforce.mjs';
import { asOf, canonicalOf, writeConfigurations, writeForm } from '../support/demo-forms.ts';

/** One org, told in every way in which a CRM can be read. */
export const ways = [
  'salesforce',
  'hubspot',
  'hubspot-leads',
  'data-loader',
  'weekly',
  'hubspot-export',
  'canonical',
] as const;
export type Way = (typeof ways)[number];

/** What an audit came to, with records called by the stories that they tell: ids differ from CRM to CRM. */
export interface Told {
  /** Outcomes by rule and record. */
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly result: AuditResult;
}

/** Where files and configurations lie while a test runs. */
export async function openFolder(): Promise<{ readonly root: string; readonly close: () => void }> {
  const root = mkdtempSync(join(tmpdir(), 'threadcount-parity-'));
  const { dataLoader, weekly, hubspot } = writeExports();
  writeConfigurations(root);
  writeForm(root, 'data-loader', dataLoader);
  writeForm(root, 'weekly', weekly);
  writeForm(root, 'hubspot-export', hubspot);
  writeFileSync(join(root, 'canonical.jsonl'), await canonicalOf(root, 'data-loader'));
  return { root, close: () => rmSync(root, { recursive: true, force: true }) };
}

const CONFIG: { readonly [W in Way]: string } = {
  salesforce: 'salesforce',
  hubspot: 'hubspot-live',
  'hubspot-leads': 'hubspot-live',
  'data-loader': 'salesforce',
  weekly: 'salesforce',
  'hubspot-export': 'hubspot',
  canonical: 'canonical',
};

const silent = { isTTY: false, columns: undefined, write: () => undefined };

/** The request of an audit of a folder of files, or of whatever source it is given instead. */
export function requestFor(root: string, way: Way, reps: readonly string[] = []): AuditRequest {
  const io: Io = {
    cwd: root,
    env: {},
    now: () => Date.parse(asOf),
    stdin: process.stdin,
    stdout: silent,
    stderr: silent,
  };
  const file = way === 'canonical' ? 'canonical.jsonl' : way;
  const isFile = !['salesforce', 'hubspot', 'hubspot-leads'].includes(way);
  const source = isFile ? join(root, file) : join(root, 'data-loader');
  const options = {
    config: join(root, `${CONFIG[way]}.yaml`),
    source,
    asOf,
    ...(reps.length > 0 && { rep: [...reps] }),
  };
  return openWorkbench({ args: [], options }, io).request;
}

async function* nothing(): AsyncGenerator<readonly unknown[]> {}

/** What a live source is given: no wait takes any time, nothing is kept. */
export function liveOptions(root: string, way: Way, env: LiveOptions['env']): LiveOptions {
  let ahead = 0;
  const config = loadConfig({ flag: join(root, `${CONFIG[way]}.yaml`), cwd: root, hasOtherSource: true });
  return {
    config: { ...config, source: { kind: way === 'salesforce' ? 'salesforce' : 'hubspot' } },
    zone: UTC,
    cwd: root,
    env,
    edges: {
      now: () => Date.now() + ahead,
      sleep: async (milliseconds) => {
        ahead += milliseconds;
      },
    },
    limits: { maxCalls: undefined, reserve: 0 },
    targetOrg: undefined,
    runFile: async () => undefined,
    pulls: {
      open: async () => ({
        cursor: undefined,
        rows: 0,
        startedAt: 0,
        arrived: nothing,
        keep: async () => undefined,
        close: async () => undefined,
      }),
      finish: async () => undefined,
    },
    notify: () => undefined,
  };
}

/** An audit under a request, with another source where there is one. */
export async function tell(request: AuditRequest, read: Source = request.read): Promise<Told> {
  const outcomes = new Map<string, Outcome>();
  const watch: AuditRequest['watch'] = ({ rule, outcome }, { record }) => {
    const story = record.type === 'lead' ? record.companyName : record.name;
    const check = `${rule.id} ${record.type} ${story}`;
    if (outcomes.has(check)) throw new Error(`two records tell one story: ${check}`);
    outcomes.set(check, outcome);
  };
  return { outcomes, result: await audit({ ...request, read, watch }) };
}

/** An account that lasts as long as the work with it, and that must not have been written to. */
async function withHubspot<T>(options: HubspotOptions, work: (hub: Hubspot) => Promise<T>): Promise<T> {
  const hub = await startHubspot({ limits: { isOff: true }, ...options });
  try {
    const done = await work(hub);
    if (hub.writes().length > 0) throw new Error(`written: ${hub.writes().join(', ')}`);
    return done;
  } finally {
    await hub.close();
  }
}

/** The org through Salesforce's API, with whatever it does not show. */
export async function tellSalesforce(
  root: string,
  shown: SalesforceOptions = {},
  request = requestFor(root, 'salesforce'),
): Promise<Told> {
  const org = await startSalesforce(shown);
  try {
    const options = { ...liveOptions(root, 'salesforce', org.env), zone: request.setting.calendar.zone };
    const told = await tell(request, readSalesforce(options));
    if (org.writes().length > 0) throw new Error('something was written');
    return told;
  } finally {
    await org.close();
  }
}

/** The org through HubSpot's API, with whatever it does not show. */
function tellHubspot(root: string, way: 'hubspot' | 'hubspot-leads', shown: HubspotOptions = {}): Promise<Told> {
  return withHubspot({ leads: way === 'hubspot' ? 'contacts' : 'objects', ...shown }, (hub) =>
    tellAccount(root, way, hub.env),
  );
}

/** An account that is there already, as a token sees it. */
export const tellAccount = (
  root: string,
  way: 'hubspot' | 'hubspot-leads',
  env: LiveOptions['env'],
  request = requestFor(root, way),
): Promise<Told> => tell(request, readHubspot({ ...liveOptions(root, way, env), zone: request.setting.calendar.zone }));

/** The org as one of the ways tells it. */
export function tellBy(root: string, way: Way): Promise<Told> {
  if (way === 'salesforce') return tellSalesforce(root);
  return way === 'hubspot' || way === 'hubspot-leads' ? tellHubspot(root, way) : tell(requestFor(root, way));
}

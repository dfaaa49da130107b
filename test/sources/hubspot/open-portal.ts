import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { loadConfig } from '../../../src/config/load.ts';
import { createZone, UTC } from '../../../src/lib/time-zone.ts';
import type { Dataset, Gap, Wants, Whose } from '../../../src/model/dataset.ts';
import type { Rows } from '../../../src/model/records.ts';
import { readHubspot } from '../../../src/sources/hubspot/read-hubspot.ts';
import type { LiveOptions } from '../../../src/sources/live/live.ts';
import { everything } from '../read-export.ts';

/** 2026-11-18T17:00:00Z, a Wednesday. */
export const asOf = Date.UTC(2026, 10, 18, 17);

export interface Opening {
  readonly url: string;
  readonly token?: string;
  readonly whose?: Whose;
  readonly source?: Extract<LiveOptions['config']['source'], { kind: 'hubspot' }>;
  readonly maxCalls?: number;
  readonly fields?: LiveOptions['config']['fields'];
  readonly zone?: string;
  /** Where lists are kept that an interruption cuts short. */
  readonly pulls?: LiveOptions['pulls'];
  /** Waits are passed over, and told here. */
  readonly waits?: number[];
  /** Where the last reading left what it read. */
  readonly mirrors?: LiveOptions['mirrors'];
  readonly now?: () => number;
  readonly asOf?: number;
  /** Lines for people. */
  readonly lines?: string[];
}

const wantsOf = ({ whose, asOf: instant = asOf }: Opening): Wants => ({
  asOf: instant,
  fields: everything,
  ...(whose && { whose }),
});

/** A clock that jumps over every wait. */
function skipping({ waits, now = Date.now }: Opening): LiveOptions['edges'] {
  let ahead = 0;
  return {
    now: () => now() + ahead,
    sleep: async (milliseconds) => {
      waits?.push(milliseconds);
      ahead += milliseconds;
      await sleep(0);
    },
  };
}

export async function openPortal(opening: Opening): Promise<Dataset> {
  const config = loadConfig({ cwd: '/', ignoreDiscovered: true, hasOtherSource: true });
  const zone = opening.zone === undefined ? UTC : createZone(opening.zone);
  if (!('toDay' in zone)) throw new Error(zone.message);
  const dataset = await readHubspot({
    config: { ...config, source: opening.source ?? { kind: 'hubspot' }, fields: opening.fields ?? {} },
    zone,
    cwd: '/',
    env: { HUBSPOT_ACCESS_TOKEN: opening.token ?? 'pat-test-token', HUBSPOT_API_URL: opening.url },
    edges: skipping(opening),
    limits: { maxCalls: opening.maxCalls, reserve: 0 },
    targetOrg: undefined,
    runFile: async () => undefined,
    pulls: opening.pulls ?? noPulls,
    mirrors: opening.mirrors,
    notify: (line) => void opening.lines?.push(line),
  })(wantsOf(opening));
  onTestFinished(() => dataset.close());
  return dataset;
}

async function* nothing(): AsyncGenerator<readonly unknown[]> {}

/** Nothing is kept between runs. */
const noPulls: LiveOptions['pulls'] = {
  open: async () => ({ cursor: undefined, rows: 0, startedAt: 0, arrived: nothing, keep: async () => undefined }),
  finish: async () => undefined,
};

type All = { -readonly [T in keyof Rows]: Rows[T][] };

export interface Read {
  readonly rows: Readonly<All>;
  readonly gaps: readonly Gap[];
  readonly dataset: Dataset;
}

/** Everything, in the order in which an audit reads it. */
export async function readPortal(opening: Opening): Promise<Read> {
  const dataset = await openPortal(opening);
  const { streams } = dataset;
  const rows: All = {
    person: [],
    account: [],
    contact: [],
    contactRole: [],
    history: [],
    activity: [],
    lead: [],
    deal: [],
  };
  for await (const batch of streams.person) rows.person.push(...batch);
  for await (const batch of streams.account) rows.account.push(...batch);
  for await (const batch of streams.contact) rows.contact.push(...batch);
  for await (const batch of streams.contactRole) rows.contactRole.push(...batch);
  for await (const batch of streams.history) rows.history.push(...batch);
  for await (const batch of streams.activity) rows.activity.push(...batch);
  for await (const batch of streams.lead) rows.lead.push(...batch);
  for await (const batch of streams.deal) rows.deal.push(...batch);
  return { rows, gaps: dataset.gaps(), dataset };
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../config/config.ts';
import { terminalSafe } from '../lib/escape.ts';
import type { Io } from '../lib/io.ts';
import { redactSecrets, secretsOf } from '../lib/redact-secrets.ts';
import type { Zone } from '../lib/time-zone.ts';
import type { Dataset, Stream } from '../model/dataset.ts';
import { usageLine } from '../reports/call-usage.ts';
import type { LiveOptions } from '../sources/live/live.ts';
import { createPulls, type PullsOptions } from '../sources/live/pulls.ts';
import { runFile } from '../sources/live/run-file.ts';
import type { Source } from '../sources/source.ts';
import type { LiveChoice } from './live-source.ts';
import type { Mirroring } from './mirroring.ts';

/** What a live source is opened with. */
export interface LiveOpening {
  readonly choice: LiveChoice;
  readonly config: Config;
  readonly zone: Zone;
  readonly targetOrg: string | undefined;
  readonly maxCalls: number | undefined;
  readonly pulls: Omit<PullsOptions, 'notify'>;
  readonly isQuiet: boolean;
  /** Where the last snapshot left what it read; absent: everything is read, and nothing is left. */
  readonly mirroring?: Mirroring | undefined;
}

/** The share of the daily limit that is left to everybody else. */
const RESERVE = 0.1;

/** A line for people on standard error, on a line of its own also where progress is being drawn. */
export const notifier =
  ({ stderr, env }: Io, isQuiet: boolean) =>
  (line: string): void => {
    if (isQuiet) return;
    const safe = terminalSafe(redactSecrets(line, secretsOf(env)));
    stderr.write(`${stderr.isTTY ? '\r\u001b[2K' : ''}${safe}\n`);
  };

/** What the source of a CRM is given: it touches nothing else of the world. */
export function liveOptions(opening: LiveOpening, io: Io): LiveOptions {
  const { choice, config, zone, targetOrg, maxCalls, isQuiet } = opening;
  const notify = notifier(io, isQuiet);
  return {
    config: { ...config, source: choice },
    zone,
    cwd: io.cwd,
    env: io.env,
    edges: { now: io.now, sleep: (milliseconds) => sleep(milliseconds) },
    limits: { maxCalls, reserve: RESERVE },
    targetOrg,
    runFile,
    pulls: createPulls({ ...opening.pulls, notify }),
    mirrors: opening.mirroring?.mirrors,
    notify,
  };
}

async function sourceFor(options: LiveOptions, { kind }: LiveChoice): Promise<Source> {
  if (kind === 'salesforce') {
    const { readSalesforce } = await import('../sources/salesforce/read-salesforce.ts');
    return readSalesforce(options);
  }
  const { readHubspot } = await import('../sources/hubspot/read-hubspot.ts');
  return readHubspot(options);
}

/** Says at the end what the reading cost, and clears away what was kept once everything is there. */
function attended(dataset: Dataset, opening: LiveOpening, { pulls, notify }: LiveOptions): Dataset {
  let hasEnded = false;
  const { streams, usage, close } = dataset;
  return {
    ...dataset,
    streams: {
      ...streams,
      deal: watched(streams.deal, () => {
        hasEnded = true;
      }),
    },
    close: async () => {
      await close();
      if (usage === undefined) return;
      const cost = usage();
      notify(usageLine(opening.choice.kind, cost));
      if (!hasEnded || cost.stopped !== null) return;
      await pulls.finish();
      const line = opening.mirroring?.end(cost);
      if (line !== undefined) notify(line);
    },
  };
}

async function* watched<T>(stream: Stream<T>, atEnd: () => void): AsyncGenerator<readonly T[]> {
  yield* stream;
  atEnd();
}

/** A CRM over its API. */
export const openLive =
  (opening: LiveOpening, io: Io): Source =>
  async (wants) => {
    const options = liveOptions(opening, io);
    const source = await sourceFor(options, opening.choice);
    return attended(await source(wants), opening, options);
  };

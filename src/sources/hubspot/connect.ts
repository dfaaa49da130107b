import { createHash } from 'node:crypto';
import { createHttp } from '../../lib/http/create-http.ts';
import type { HttpEdges } from '../../lib/http/http.ts';
import { type CallBudget, createCallBudget } from '../live/call-budget.ts';
import type { LiveOptions } from '../live/live.ts';
import type { Pull } from '../live/pull.ts';
import { pullPolicy } from '../live/pulls.ts';
import { type Ask, createAsk } from './ask.ts';
import { credentialsFrom } from './credentials.ts';
import { startLimits } from './limits.ts';
import { policyOf } from './policy.ts';

/** A way to the account, not used yet. */
export interface Connection {
  readonly ask: Ask;
  readonly budget: CallBudget;
  /** Tells which account it is, once that is known: what was kept of another is none of this. */
  readonly isOf: (portal: string) => void;
  /** Whoever reads: another token, which may be shown other records, is another one. Nothing of it can be told from this. */
  readonly reader: string;
  /**
   * When reading began, by the clock of the account, milliseconds since 1970: stamps go by it, and the clock of the
   * machine may be hours off.
   */
  readonly began: () => number;
  /** Since when what is read may have stood as it is read: kept parts of an interrupted run are older than this one. */
  readonly readFrom: () => number;
  readonly close: () => void;
}

const numberIn = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;

/** Opens the way that the environment and the configuration name. Throws a `UserError` for what is missing or wrong. */
export function connect({ env, edges, limits, config, pulls }: LiveOptions, asOf: number): Connection {
  const { root, token } = credentialsFrom(env);
  /** How far the clock of the account is ahead of the machine's, as far as its answers tell. */
  let ahead: number | undefined;
  const budget = createCallBudget(limits);
  // Waits are counted by a clock that nobody sets.
  const line: HttpEdges = { now: () => performance.now(), sleep: edges.sleep };
  const http = createHttp(
    policyOf({
      origin: new URL(root).origin,
      limits: startLimits(line),
      now: edges.now,
      admit: async () => budget.admit(),
      observe: (_request, { headers }) => {
        const remaining = numberIn(headers['x-hubspot-ratelimit-daily-remaining']);
        const limit = numberIn(headers['x-hubspot-ratelimit-daily']);
        if (remaining !== undefined && limit !== undefined) budget.note({ remaining, limit });
        const told = Date.parse(headers.date ?? '');
        if (!Number.isNaN(told)) ahead ??= told - edges.now();
      },
    }),
    line,
  );
  const version = config.source?.kind === 'hubspot' ? (config.source.api ?? 'v3') : 'v3';
  let org: string | undefined;
  const opened = edges.now();
  let isResumed = false;
  const openPull = async (query: string, what: string): Promise<Pull> => {
    if (org === undefined) throw new Error('a list was asked for before the account was known');
    const pull = await pulls.open({ source: 'hubspot', org, apiVersion: version, asOf, query }, what);
    isResumed ||= pull.cursor !== undefined;
    return pull;
  };
  const isOf = (portal: string): void => {
    org = portal;
  };
  const { exhaust, plan } = budget;
  const ask = createAsk({ http, root, token, version, exhaust, plan, openPull });
  const reader = createHash('sha256').update(`reader ${version} ${token}`).digest('hex').slice(0, 24);
  const began = (): number => opened + (ahead ?? 0);
  const readFrom = (): number => (isResumed ? began() - pullPolicy.maxAge : began());
  return { ask, budget, isOf, reader, began, readFrom, close: http.close };
}

// An account read under HubSpot's limits by a clock that skips every wait.

import { loadConfig } from '../../dist/config/load.js';
import { UTC } from '../../dist/lib/time-zone.js';
import { canon } from '../../dist/model/fields.js';
import { readHubspot } from '../../dist/sources/hubspot/read-hubspot.js';
import { startHubspot } from '../emulators/hubspot/hubspot.mjs';

export const AS_OF = Date.parse('2026-11-18T17:00:00Z');
const realNow = performance.now.bind(performance);
const IDLE = 3;

/** Time passes when nobody is busy: then the wait that ends first is over. */
function skippingClock() {
  let now = AS_OF;
  let timer;
  const waits = [];
  const turn = () => {
    waits.sort((a, b) => a.due - b.due);
    const next = waits.shift();
    if (next === undefined) return;
    now = Math.max(now, next.due);
    next.resolve();
    touch();
  };
  const touch = () => {
    clearTimeout(timer);
    timer = setTimeout(turn, IDLE);
  };
  return {
    now: () => now,
    /** Lets time pass between two readings. */
    pass: (milliseconds) => {
      now += milliseconds;
    },
    touch,
    sleep: (milliseconds) =>
      new Promise((resolve) => {
        waits.push({ due: now + milliseconds, resolve });
        touch();
      }),
  };
}

const nothing = async function* () {};
const pull = { cursor: undefined, rows: 0, arrived: nothing, keep: async () => {}, close: async () => {} };

const types = ['person', 'account', 'contact', 'contactRole', 'history', 'activity', 'lead', 'deal'];

/** Opens an account that is read whenever `read` is called: of everybody, or of some reps, or on top of a mirror. */
export async function openAccount({ portal, plan }) {
  const clock = skippingClock();
  const hub = await startHubspot({ portal, limits: { plan }, clock, latency: async () => clock.touch() });
  const defaults = loadConfig({ cwd: '/', ignoreDiscovered: true, hasOtherSource: true });
  const config = { ...defaults, source: { kind: 'hubspot' } };
  const fields = Object.fromEntries(Object.entries(canon).map(([type, all]) => [type, new Set(Object.keys(all))]));

  const read = async ({ reps = [], mirrors } = {}) => {
    const source = readHubspot({
      config,
      zone: UTC,
      cwd: '/',
      env: hub.env,
      edges: { now: clock.now, sleep: clock.sleep },
      limits: { maxCalls: undefined, reserve: 0 },
      targetOrg: undefined,
      runFile: async () => undefined,
      pulls: { open: async () => pull, finish: async () => {}, asOf: async () => undefined },
      mirrors,
      notify: (line) => process.stdout.write(`  ${line}\n`),
    });
    const whose = reps.length > 0 ? { whose: { reps, teams: [], closedSince: 0 } } : {};
    const began = { real: realNow(), at: clock.now(), requests: hub.requests().length };
    // Waits are measured by the monotonic clock.
    performance.now = () => clock.now() - AS_OF;
    const dataset = await source({ asOf: AS_OF, fields, ...whose });
    const counts = {};
    for (const type of types)
      for await (const batch of dataset.streams[type]) counts[type] = (counts[type] ?? 0) + batch.length;
    const gaps = dataset.gaps().filter(({ isIncomplete }) => isIncomplete);
    await dataset.close();
    performance.now = realNow;
    const asked = hub.requests().slice(began.requests);
    const answered = asked.filter(({ status }) => status < 400);
    const tally = {};
    for (const { kind } of asked) tally[kind] = (tally[kind] ?? 0) + 1;
    return {
      counts,
      gaps,
      refused: asked.filter(({ status }) => status === 429).length,
      tally,
      hash: dataset.hash(),
      searches: answered.filter(({ kind }) => kind === 'search').length,
      others: answered.filter(({ kind }) => kind !== 'search').length,
      seconds: (clock.now() - began.at) / 1000,
      real: (realNow() - began.real) / 1000,
    };
  };
  return { hub, clock, read, close: hub.close };
}

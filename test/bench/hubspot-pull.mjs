// How long an account takes to read under HubSpot's limits, against what those limits allow, by a clock that skips
// every wait: npm run -s build && node test/bench/hubspot-pull.mjs [deals]

import { loadConfig } from '../../dist/config/load.js';
import { UTC } from '../../dist/lib/time-zone.js';
import { canon } from '../../dist/model/fields.js';
import { readHubspot } from '../../dist/sources/hubspot/read-hubspot.js';
import { startHubspot, tellVolume } from '../emulators/hubspot/hubspot.mjs';

const AS_OF = Date.parse('2026-11-18T17:00:00Z');
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

/** Reads an account, or one rep's part of it, and tells calls and seconds. */
async function read({ portal, plan, reps = [] }) {
  const clock = skippingClock();
  const hub = await startHubspot({
    portal,
    limits: { plan },
    clock,
    latency: async () => clock.touch(),
  });
  const config = {
    ...loadConfig({ cwd: '/', ignoreDiscovered: true, hasOtherSource: true }),
    source: { kind: 'hubspot' },
  };
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
    notify: () => {},
  });
  const fields = Object.fromEntries(Object.entries(canon).map(([type, all]) => [type, new Set(Object.keys(all))]));
  const whose = reps.length > 0 ? { whose: { reps, teams: [], closedSince: 0 } } : {};
  // Waits are measured by the monotonic clock.
  performance.now = () => clock.now() - AS_OF;
  const began = realNow();
  const dataset = await source({ asOf: AS_OF, fields, ...whose });
  const counts = {};
  for (const type of ['person', 'account', 'contact', 'contactRole', 'history', 'activity', 'lead', 'deal'])
    for await (const batch of dataset.streams[type]) counts[type] = (counts[type] ?? 0) + batch.length;
  const gaps = dataset.gaps().filter(({ isIncomplete }) => isIncomplete);
  await dataset.close();
  await hub.close();
  performance.now = realNow;
  const refused = hub.requests().filter(({ status }) => status === 429).length;
  const requests = hub.requests().filter(({ status }) => status < 400);
  return {
    counts,
    gaps,
    refused,
    tally: hub.tally(),
    searches: requests.filter(({ kind }) => kind === 'search').length,
    others: requests.filter(({ kind }) => kind !== 'search').length,
    seconds: (clock.now() - AS_OF) / 1000,
    real: (realNow() - began) / 1000,
  };
}

const show = (number) => number.toLocaleString('en', { maximumFractionDigits: 1 });

function report(title, { counts, gaps, refused, tally, searches, others, seconds, real }, perTenSeconds) {
  // A window of ten seconds may be used up at once, and so may a second of searches.
  const least = Math.max(Math.max(0, others - perTenSeconds) / (perTenSeconds / 10), Math.max(0, searches - 5) / 5);
  const kinds = Object.entries(tally).map(([kind, count]) => `${kind} ${count}`);
  process.stdout.write(
    [
      title,
      `  rows ${JSON.stringify(counts)}; gaps ${gaps.length}; refused ${refused}`,
      `  calls ${show(searches + others)} (${kinds.join(', ')})`,
      `  ${show(seconds)} s under the limits, ${show(least)} s at ${perTenSeconds} in ten seconds: ratio ${show(seconds / least)}`,
      `  (${show(real)} s of this machine)`,
      '',
    ].join('\n'),
  );
}

const deals = Number(process.argv[2] ?? 50_000);
const only = { contactsPerDeal: 1, perDeal: 0 };
report(
  `${show(deals)} deals, Professional`,
  await read({ portal: tellVolume({ deals, ...only }), plan: 'professional' }),
  190,
);
report(
  'One rep with 500 leads and 200 deals',
  await read({
    portal: tellVolume({ deals: 800, leads: 2000, contactsPerDeal: 3, perDeal: 2, perLead: 1 }),
    plan: 'professional',
    reps: ['rep0@brightwater.example'],
  }),
  190,
);

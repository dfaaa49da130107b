// A Salesforce org on 127.0.0.1, as far as a program that only reads can tell.

import { cursorTable } from './cursors.mjs';
import { faultTable } from './faults.mjs';
import { demoOrg } from './org/demo.mjs';
import { without } from './org/without.mjs';
import { listen } from './server.mjs';
import { tokenOf, userOf } from './users.mjs';

const SETTINGS = {
  versions: ['31.0', '50.0', '60.0', '64.0', '65.0', '66.0', '67.0'],
  audiences: ['https://login.salesforce.com', 'https://test.salesforce.com'],
  /** plain, per-app-first or absent */
  limitInfo: 'plain',
  /** Rows of a page; what the caller asks for when absent. */
  pageSize: undefined,
  /** Rows of each page in turn, instead. */
  pages: undefined,
  hasEmptyLastPage: false,
  /** Whether pages are now and then smaller than they could be. */
  isRagged: true,
  childPageSize: 200,
  mostUri: undefined,
  cursorLife: 15 * 60_000,
};
const BULK = { polls: 1, pageRows: 100_000, failure: undefined, hasNoLocator: false };

/** A clock that runs with the machine's until a test moves it, or stops it. */
function clockOf(start) {
  let ahead = start === undefined ? 0 : start - Date.now();
  let stopped;
  const now = () => stopped ?? Date.now() + ahead;
  return {
    now,
    stamp: () => new Date(now()).toISOString().replace('Z', '+0000'),
    set: (instant) => {
      ahead = instant - Date.now();
      if (stopped !== undefined) stopped = instant;
    },
    advance: (milliseconds) => {
      ahead += milliseconds;
      if (stopped !== undefined) stopped += milliseconds;
    },
    stop: (instant) => {
      stopped = instant ?? now();
    },
  };
}

function usersOf(org, { users = [], token, hidden, sees }) {
  const [first, ...more] = users.length > 0 ? users : [{ username: 'admin@emulated.example', token, hidden, sees }];
  return [first, ...more].map((user) => userOf(org, user));
}

/** Starts an org; see `salesforce.d.mts` for what can be set and asked. */
export async function startSalesforce(options = {}) {
  const { faults = [], settings = {}, bulk = {}, limits = {}, apps = [], seed = 1, now, port = 0 } = options;
  const clock = clockOf(now);
  const org = without(options.org ?? demoOrg(), options.without ?? []);
  const users = usersOf(org, options);
  const timers = new Set();
  const service = {
    org,
    clock,
    users,
    apps,
    seed,
    settings: { ...SETTINGS, ...settings, bulk: { ...BULK, ...bulk } },
    tokens: new Map(users.map((user) => [user.token, user])),
    ended: new Set(),
    limits: { max: 15_000, used: 0, ...limits },
    cursors: cursorTable({ now: clock.now, life: settings.cursorLife ?? SETTINGS.cursorLife }),
    faults: faultTable(faults),
    jobs: new Map(),
    queries: 0,
    grants: 0,
    requests: [],
    writes: [],
    bugs: [],
    isClosed: false,
    pause: (milliseconds) =>
      new Promise((done) => {
        const timer = setTimeout(() => {
          timers.delete(timer);
          done();
        }, milliseconds);
        timer.unref();
        timers.add(timer);
      }),
  };
  const server = await listen(service, port);
  return handleOf(service, server, timers);
}

function handleOf(service, server, timers) {
  const { clock, users, limits, cursors, org } = service;
  const change = (object, edit) => {
    const table = org.tables.get(object);
    edit(table.rows);
    table.touch();
  };
  return {
    url: service.url,
    token: users[0].token,
    env: { SF_INSTANCE_URL: service.url, SF_ACCESS_TOKEN: users[0].token },
    tokenOf: (username) => users.find((user) => user.username === username)?.token ?? tokenOf(org.id, username),
    org,
    clock,
    limits,
    faults: service.faults,
    change,
    calls: () => limits.used,
    requests: () => service.requests,
    writes: () => service.writes,
    bugs: () => service.bugs,
    jobs: () => [...service.jobs.values()].map(({ info }) => info),
    openCursors: () => cursors.size(),
    dropCursors: () => cursors.clear(),
    endSession: (token = users[0].token) => service.ended.add(token),
    close: async () => {
      service.isClosed = true;
      for (const timer of timers) clearTimeout(timer);
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

export { pickBelow } from './dice.mjs';
export { editing } from './edits.mjs';
export { FAULTS, withFaults } from './named-faults.mjs';
export { demoOrg, folderOrg } from './org/demo.mjs';
export { hostileOrg } from './org/hostile.mjs';
export { volumeOrg } from './org/volume.mjs';

import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { UserError } from '../../src/lib/errors.ts';
import type { Gap, Wants } from '../../src/model/dataset.ts';
import { readHubspot } from '../../src/sources/hubspot/read-hubspot.ts';
import { FAULTS, type Hubspot, type HubspotOptions, startHubspot } from '../emulators/hubspot/hubspot.mjs';
import { liveOptions, openFolder } from '../parity/told.ts';
import { runMain } from '../support/run-main.ts';
import { type AllRows, everything, readDataset } from './read-export.ts';

/** What a client of HubSpot has to survive, one after the other, through the source itself. */

let root = '';
let close: () => void = () => undefined;
beforeAll(async () => {
  ({ root, close } = await openFolder());
});
afterAll(() => close());

const asOf = Date.parse('2026-11-18T17:00:00Z');
const JONAH = 'jonah.whitlock@brightwater.example';

interface Options extends HubspotOptions {
  /** Whose records are asked for; nobody: everybody's. */
  readonly reps?: readonly string[];
}

interface Outcome {
  readonly hub: Hubspot;
  /** In milliseconds, as the source asked for them; none takes any time. */
  readonly waits: readonly number[];
  readonly rows: AllRows | undefined;
  readonly gaps: readonly Gap[];
  readonly stopped: string | undefined;
  readonly error: unknown;
  readonly notes: readonly string[];
  readonly said: string;
}

const messageOf = (error: unknown): string =>
  error instanceof UserError || error instanceof Error ? `${error.message} ${JSON.stringify(error)}` : String(error);

/** Reads under a fault, by a clock that the account and the source share and that waits turn at once. */
async function readUnder(fault: string | readonly string[], { reps = [], ...options }: Options = {}): Promise<Outcome> {
  let now = Date.parse('2026-11-22T12:00:00Z');
  const waits: number[] = [];
  const hub = await startHubspot({ fault, clock: { now: () => now }, ...options });
  onTestFinished(() => hub.close());
  const notes: string[] = [];
  const live = liveOptions(root, options.leads === 'objects' ? 'hubspot-leads' : 'hubspot', hub.env);
  const sleep = async (milliseconds: number): Promise<void> => {
    waits.push(milliseconds);
    now += milliseconds;
  };
  const source = readHubspot({ ...live, edges: { now: () => now, sleep }, notify: (line) => void notes.push(line) });
  const whose = { reps, teams: [], closedSince: 0 };
  const wants: Wants = { asOf, fields: everything, ...(reps.length > 0 && { whose }) };
  const rest = { hub, waits, notes };
  try {
    const dataset = await source(wants);
    const read = await readDataset(dataset);
    const stopped = dataset.usage?.().stopped ?? undefined;
    return {
      ...rest,
      rows: read,
      gaps: read.gaps,
      stopped,
      error: undefined,
      said: JSON.stringify([read.gaps, notes]),
    };
  } catch (error) {
    return { ...rest, rows: undefined, gaps: [], stopped: undefined, error, said: `${messageOf(error)} ${notes}` };
  } finally {
    expect(hub.writes()).toEqual([]);
    expect(waits.every((wait) => wait <= 300_000)).toBe(true);
  }
}

/** Nothing that a person is shown holds the token, or a body that was not meant for people. */
function expectDiscreet({ hub, said }: Outcome): void {
  expect(said).not.toContain(hub.token);
  expect(said).not.toMatch(/bearer|<html|cloudflare/i);
}

const reasons = ({ gaps }: Outcome): string => gaps.map(({ what, reason }) => `${what}: ${reason}`).join('\n');
const counts = ({ rows }: Outcome) =>
  rows && { leads: rows.lead.length, deals: rows.deal.length, activities: rows.activity.length };

let whole: ReturnType<typeof counts>;
let jonahs: ReturnType<typeof counts>;
let wholeGaps = '';

test('without a fault everything is read, and one rep costs a fraction', async () => {
  const all = await readUnder([]);
  const some = await readUnder([], { reps: [JONAH] });
  [whole, jonahs, wholeGaps] = [counts(all), counts(some), reasons(all)];
  expect(all.error ?? some.error).toBeUndefined();
  expect(whole?.leads).toBe(155);
  expect(jonahs?.leads).toBeLessThan(100);
  expect(all.hub.requests().every(({ status }) => status < 400 || status === 404)).toBe(true);
});

/** Read in the end as if nothing had happened. */
function expectWhole(outcome: Outcome, reps = false): void {
  expect(outcome.error).toBeUndefined();
  expect(counts(outcome)).toEqual(reps ? jonahs : whole);
  expectDiscreet(outcome);
}

describe('tokens', () => {
  test('1: one that is not accepted ends the run with one clear message', async () => {
    const outcome = await readUnder('unauthorized');
    expect(messageOf(outcome.error)).toMatch(/token is not accepted/);
    expectDiscreet(outcome);
    const { hub } = outcome;
    const run = await runMain(['audit', '--source', 'hubspot'], { cwd: root, env: hub.env });
    expect(run.code).toBe(3);
    expect(run.stderr).toContain('the token is not accepted');
    expect(run.stdout + run.stderr).not.toContain(hub.token);
  });

  test('2: one that expires on the way ends the run: what was read by then is kept, and the rest is a gap', async () => {
    const outcome = await readUnder('token-expires');
    expect(outcome.stopped).toMatch(/token has expired/);
    expect(reasons(outcome)).toMatch(/Notes: not read to the end: the token has expired/);
    expect(outcome.hub.requests().length).toBe(13);
    expectDiscreet(outcome);
  });

  test.each([
    [3, 'leads-scope', /scope crm\.objects\.leads\.read/],
    [4, 'leads-scope-oauth', /scope leads-read/],
    [5, 'no-leads-object', /does not have this object/],
    [5, 'no-leads-object-400', /does not have this object/],
  ])(
    '%i: without the Leads object (%s) contacts act as leads, and the reason is told',
    async (_number, fault, told) => {
      const outcome = await readUnder(fault);
      expectWhole(outcome);
      expect(reasons(outcome)).toMatch(told);
    },
  );
});

describe('limits', () => {
  test('6: of ten seconds are waited for', async () => {
    const outcome = await readUnder('ten-secondly-limit');
    expectWhole(outcome);
    expect(outcome.waits.filter((wait) => wait >= 1000).length).toBeGreaterThanOrEqual(2);
  });

  test('7: of searches, which say neither which nor how long, are waited for about a second', async () => {
    const outcome = await readUnder('search-limit', { reps: [JONAH] });
    expectWhole(outcome, true);
    expect(outcome.waits.filter((wait) => wait >= 900 && wait <= 10_000).length).toBeGreaterThanOrEqual(2);
  });

  test('8: of a day end the run: what was read by then is kept, and the rest is a gap', async () => {
    const outcome = await readUnder('daily-limit');
    expectDiscreet(outcome);
    expect(outcome.stopped).toMatch(/daily limit/);
    expect(counts(outcome)?.deals).toBe(whole?.deals);
    expect(reasons(outcome)).toMatch(/Notes: not read to the end/);
    const asked = outcome.hub.requests().filter(({ status }) => status === 429);
    expect(asked.length).toBeLessThan(5);
    expect(outcome.waits.every((wait) => wait < 60_000)).toBe(true);
  });

  test('9: a plausible Retry-After is honored, an absurd one is capped', async () => {
    const outcome = await readUnder('retry-after');
    expectWhole(outcome);
    expect(outcome.waits).toContain(3000);
    expect(Math.max(...outcome.waits)).toBe(120_000);
  });

  test('the real limits are kept: nothing is refused while the whole account is read', async () => {
    const outcome = await readUnder([], { limits: { plan: 'starter' } });
    expectWhole(outcome);
    expect(outcome.hub.requests().filter(({ status }) => status === 429)).toEqual([]);
  });
});

describe('an account that is busy, away or broken', () => {
  test('10: a lock is waited for, two seconds at least', async () => {
    const outcome = await readUnder('locked');
    expectWhole(outcome);
    expect(outcome.waits.some((wait) => wait >= 2000)).toBe(true);
  });

  test('11: a move to another data center ends the run at once and says how long', async () => {
    const outcome = await readUnder('migrating');
    expect(messageOf(outcome.error)).toMatch(/moved to another data center/);
    expect(messageOf(outcome.error)).toMatch(/60 minutes|hour/);
    expect(outcome.hub.requests().filter(({ status }) => status === 477).length).toBeLessThan(4);
    expectDiscreet(outcome);
  });

  test('12: pages of gateways and answers without a type are asked for again', async () => {
    expectWhole(await readUnder('bad-gateway'));
  });

  test('12: what stays down ends the run with its status', async () => {
    const outcome = await readUnder('down');
    expect(messageOf(outcome.error)).toMatch(/503/);
    expectDiscreet(outcome);
  });

  test('13: a connection that breaks once is opened again', async () => {
    expectWhole(await readUnder('reset-once'));
  });

  test.each(['reset-before', 'reset-chunked', 'reset-length'])(
    '13: one that breaks each time ends the run (%s)',
    async (fault) => {
      const outcome = await readUnder(fault);
      expect(outcome.error).toMatchObject({ name: 'HttpError' });
      expectDiscreet(outcome);
    },
  );

  test.each(['silent', 'trickle'])('14: an answer that does not end is given up (%s)', async (fault) => {
    const real = globalThis.setTimeout;
    const quick = (task: () => void, milliseconds?: number): NodeJS.Timeout =>
      real(task, (milliseconds ?? 0) >= 10_000 ? 100 : milliseconds);
    vi.stubGlobal('setTimeout', Object.assign(quick, real));
    onTestFinished(() => void vi.unstubAllGlobals());
    const outcome = await readUnder(fault);
    expect(outcome.error).toMatchObject({ name: 'HttpError', kind: 'timeout' });
    expectDiscreet(outcome);
  });

  test.each(['truncated', 'log-in-page'])('15: a 200 that is no answer is an error of its own (%s)', async (fault) => {
    const outcome = await readUnder(fault);
    expect(outcome.error).toMatchObject({ name: 'HttpError', kind: 'unreadable' });
    expectDiscreet(outcome);
  });
});

describe('pages', () => {
  test('16: a search that finds 12,345 is read whole, in windows', async () => {
    const outcome = await readUnder('many-deals', { reps: ['rep0@brightwater.example'], limits: { isOff: true } });
    expect(outcome.error).toBeUndefined();
    expect(outcome.rows?.deal.length).toBe(12_345);
    expect(new Set(outcome.rows?.deal.map(({ id }) => id)).size).toBe(12_345);
    expectDiscreet(outcome);
  });

  test.each(['repeated-cursor', 'empty-pages'])('17: pages without an end are left, and told (%s)', async (fault) => {
    for (const reps of [[], [JONAH]]) {
      const outcome = await readUnder(fault, { reps });
      expect(outcome.error).toBeUndefined();
      expect(reasons(outcome)).toMatch(/without an end/);
      expect(outcome.gaps.some(({ isIncomplete }) => isIncomplete)).toBe(true);
      expect(outcome.hub.requests().length).toBeLessThan(300);
    }
  });

  test('18: searches stay below 3,000 characters, however many are asked for', async () => {
    const outcome = await readUnder([], { reps: [JONAH, 'tom.halvorsen@brightwater.example'] });
    const searches = outcome.hub.requests().filter(({ kind }) => kind === 'search');
    expect(searches.length).toBeGreaterThan(1);
    expect(searches.every(({ text, status }) => text.length <= 3000 && status === 200)).toBe(true);
  });

  test('18: a search that is too long all the same is told, and does not end the run unseen', async () => {
    const outcome = await readUnder('short-searches', { reps: [JONAH] });
    expectDiscreet(outcome);
    const isTold =
      outcome.error !== undefined ||
      counts(outcome)?.leads === jonahs?.leads ||
      outcome.gaps.some(({ isIncomplete }) => isIncomplete);
    expect(isTold).toBe(true);
  });

  test('20: history that is refused in large batches is read in smaller ones', async () => {
    expectWhole(await readUnder('small-history'));
    expectWhole(await readUnder('small-history', { reps: [JONAH] }), true);
  });

  test('22: associations are followed to their last page', async () => {
    expectWhole(await readUnder('association-pages'));
    expectWhole(await readUnder('association-pages', { reps: [JONAH] }), true);
  });
});

describe('what does not fit together', () => {
  test('19: a deal that has moved is not taken for one of its former owner', async () => {
    const plain = await readUnder([], { reps: ['priya.raman@brightwater.example'] });
    const late = await readUnder('index-lag', { reps: ['priya.raman@brightwater.example'] });
    const { deals } = late.hub.portal.tables;
    const [moved = ''] = deals?.ids() ?? [];
    const priya = plain.rows?.person.find(({ email }) => email === 'priya.raman@brightwater.example')?.id;
    expect(plain.rows?.deal.find(({ id }) => id === moved)?.ownerId).toBe(priya);
    expect(late.rows?.deal.find(({ id }) => id === moved)?.ownerId).not.toBe(priya);
    // The list is never late.
    const listed = await readUnder('index-lag');
    expect(listed.rows?.deal.length).toBe((whole?.deals ?? 0) + 1);
  });

  test('21: no associations are told from associations that could not be looked up', async () => {
    const outcome = await readUnder('mixed-207');
    expect(outcome.error).toBeUndefined();
    expect(outcome.gaps.filter(({ isIncomplete }) => isIncomplete).length).toBeGreaterThan(0);
    expect(reasons(outcome)).toMatch(/HubSpot did not say/);
  });

  test('23: a property that is not defined is unknown, a blank one is blank, and what is no number is neither', async () => {
    const { rows, hub } = await readUnder('odd-values');
    const deals = hub.portal.tables.deals
      ?.ids()
      .slice(0, 6)
      .map((id) => rows?.deal.find((deal) => deal.id === id));
    expect(rows?.deal.every(({ nextStep }) => nextStep === undefined)).toBe(true);
    expect(deals?.slice(0, 3).map((deal) => deal?.amount)).toEqual([null, null, 0]);
    expect([null, undefined]).toContain(deals?.[3]?.amount);
    expect(deals?.[4]?.closeDate).toBe(Date.parse('2026-12-04') / 86_400_000);
    expect([null, undefined]).toContain(deals?.[5]?.closeDate);
  });

  test('23: instants as milliseconds are read like any other', async () => {
    const [plain, epochs] = [await readUnder([]), await readUnder('epochs')];
    expect(epochs.rows?.deal.map(({ createdAt }) => createdAt)).toEqual(
      plain.rows?.deal.map(({ createdAt }) => createdAt),
    );
    expect(epochs.rows?.activity.map(({ at }) => at)).toEqual(plain.rows?.activity.map(({ at }) => at));
  });

  test('24: owners who have left, are unknown, queues or nobody, and stages that are archived or unknown', async () => {
    const { rows, hub, error } = await readUnder('odd-owners');
    expect(error).toBeUndefined();
    const [gone, unknown, queue, nobody, stray] = (hub.portal.tables.deals?.ids() ?? []).map((id) =>
      rows?.deal.find((deal) => deal.id === id),
    );
    const personOf = (id: string | null | undefined) => rows?.person.find((person) => person.id === id);
    expect(personOf(gone?.ownerId)).toMatchObject({ kind: 'user', isActive: false });
    expect([unknown?.ownerId, personOf(unknown?.ownerId)]).toEqual(['99999999', undefined]);
    expect(personOf(queue?.ownerId)).toMatchObject({ kind: 'queue' });
    expect(nobody?.ownerId).toBeNull();
    expect(stray?.stage).toBe('55555555');
    expect(rows?.deal.some(({ stage }) => stage === 'Needs Analysis')).toBe(true);
  });

  test.each(['vanishing', 'absent-silently'])(
    '25: what is deleted or merged on the way is counted, and nothing breaks (%s)',
    async (fault) => {
      const outcome = await readUnder(fault, {
        reps: [
          'priya.raman@brightwater.example',
          'tom.halvorsen@brightwater.example',
          'renata.silveira@brightwater.example',
          JONAH,
        ],
      });
      expect(outcome.error).toBeUndefined();
      expect(reasons(outcome)).toMatch(/deleted or merged/);
      expectDiscreet(outcome);
    },
  );
});

describe('beyond the list', () => {
  test('a redirect to another host is refused', async () => {
    const outcome = await readUnder('other-host');
    expect(outcome.error).toMatchObject({ name: 'HttpError', kind: 'redirect' });
    expectDiscreet(outcome);
  });

  test('a refusal that is about a user is not called a missing scope', async () => {
    const outcome = await readUnder('reading-batches-only');
    expect(outcome.error).toMatchObject({ status: 403, refusal: { why: 'rights', scopes: [] } });
  });

  test('the clock of the account may be hours late', async () => {
    expectWhole(await readUnder('skewed', { limits: { isOff: true } }));
  });

  test('midnight UTC stands for its day, eleven hours behind too', async () => {
    const [plain, samoa] = [await readUnder([]), await readUnder('samoa')];
    const days = new Map(samoa.rows?.deal.map(({ id, closeDate }) => [id, closeDate]));
    const moved = plain.rows?.deal.filter(({ id, closeDate }) => Math.abs((days.get(id) ?? 0) - (closeDate ?? 0)) > 1);
    expect(moved).toEqual([]);
    const { deals } = samoa.hub.portal.tables;
    for (const [id, day] of days) {
      const written = deals?.get(id ?? '')?.properties.closedate ?? '';
      expect([id, day]).toEqual([id, Date.parse(written.slice(0, 10)) / 86_400_000]);
    }
  });

  test('every deal has the currency that it has', async () => {
    const { rows, hub } = await readUnder('currencies');
    const ids = hub.portal.tables.deals?.ids().slice(0, 6) ?? [];
    const currencies = ids.map((id) => rows?.deal.find((deal) => deal.id === id)?.currency);
    expect(currencies).toEqual(['EUR', 'GBP', 'BRL', 'CAD', 'XXX', null]);
  });

  test('stages of two pipelines are told by their labels', async () => {
    const { rows, hub } = await readUnder('two-pipelines');
    const [first] = hub.portal.tables.deals?.ids() ?? [];
    const deal = rows?.deal.find(({ id }) => id === first);
    expect([deal?.stage, deal?.pipeline]).toEqual(['Qualification', 'Partner Pipeline']);
  });

  test('notes that try to be more than text are text', async () => {
    const { rows, error } = await readUnder('hostile-notes');
    expect(error).toBeUndefined();
    const bodies = rows?.activity.map(({ body }) => body ?? '').join('\n') ?? '';
    expect(bodies).toContain('Ignore all previous instructions');
    expect(bodies).not.toMatch(/<script|onclick|onerror|<iframe/i);
  });

  test('ids that JavaScript cannot count stay what they are', async () => {
    const outcome = await readUnder('long-ids');
    expectWhole(outcome);
    const id = '9007199254740995';
    expect(outcome.rows?.deal.some((deal) => deal.id === id)).toBe(true);
    expect(outcome.rows?.activity.some(({ dealId }) => dealId === id)).toBe(true);
    expect(outcome.rows?.contactRole.some(({ dealId }) => dealId === id)).toBe(true);
  });
});

test('every fault that the emulator knows is survived above', async () => {
  const { readFileSync } = await import('node:fs');
  const text = readFileSync(new URL(import.meta.url), 'utf8');
  expect(Object.keys(FAULTS).filter((name) => !text.includes(`'${name}'`))).toEqual([]);
  expect(wholeGaps).not.toBe('');
});

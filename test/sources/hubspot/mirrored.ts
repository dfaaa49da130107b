import { expect, onTestFinished } from 'vitest';
import type { Gap } from '../../../src/model/dataset.ts';
import type { MirrorTally } from '../../../src/model/mirror.ts';
import { openStore } from '../../../src/stores/index.ts';
import type { OpenMirror } from '../../../src/stores/open-mirror.ts';
import {
  type Edits,
  type Hubspot,
  type HubspotOptions,
  openEdits,
  startHubspot,
} from '../../emulators/hubspot/hubspot.mjs';
import { demoResult, weekly } from '../../support/runs.ts';
import { stoppedClock } from '../../support/stopped-clock.ts';
import { asOf, type Opening, type Read, readPortal } from './open-portal.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

/** What one reading came to. */
export interface Pulled extends Read {
  readonly calls: number;
  readonly lines: readonly string[];
  readonly tally: MirrorTally | undefined;
}

/** An account that people change, read again and again on top of what the last reading left. */
export interface Mirrored {
  readonly hub: Hubspot;
  readonly edits: Edits;
  /** Lets time pass. */
  readonly pass: (milliseconds: number) => void;
  readonly now: () => number;
  /** Reads what changed since the last time. */
  readonly pull: (over?: Partial<Opening>) => Promise<Pulled>;
  /** Reads everything, and leaves nothing. */
  readonly whole: (over?: Partial<Opening>) => Promise<Pulled>;
}

let stored: ReturnType<typeof demoResult> | undefined;

export async function startMirrored(options: HubspotOptions = {}): Promise<Mirrored> {
  const clock = stoppedClock(asOf);
  const hub = await startHubspot({ clock, limits: { isOff: true }, ...options });
  onTestFinished(async () => {
    expect(hub.writes()).toEqual([]);
    await hub.close();
  });
  const store = await openStore({ kind: 'sqlite', path: ':memory:' });
  onTestFinished(() => store.close());
  stored ??= demoResult();
  const run = weekly(await stored, 1);

  const read = async (over: Partial<Opening>): Promise<Omit<Pulled, 'tally'>> => {
    const before = hub.requests().length;
    const lines: string[] = [];
    const way = { url: hub.url, token: hub.token, now: clock.now, asOf: clock.now(), lines };
    const found = await readPortal({ ...way, ...over });
    return { ...found, calls: hub.requests().length - before, lines };
  };
  return {
    hub,
    edits: openEdits({ ...hub, clock }),
    pass: clock.move,
    now: clock.now,
    whole: async (over = {}) => ({ ...(await read(over)), tally: undefined }),
    pull: async (over = {}) => {
      let opened: OpenMirror | undefined;
      const mirrors = {
        open: async (of: Parameters<typeof store.mirror>[0]['of']) => {
          opened = await store.mirror({ of, scope: '', isAnew: false, readAt: clock.now() });
          return opened.mirror;
        },
      };
      const found = await read({ ...over, mirrors });
      const isDone = found.dataset.usage?.().stopped === null;
      if (isDone) await store.keep(run, opened?.draft(found.calls));
      return { ...found, tally: opened?.tally() };
    },
  };
}

const inOrder = <T>(rows: readonly T[]): readonly string[] => rows.map((row) => JSON.stringify(row)).sort();
const gapsOf = (gaps: readonly Gap[]): readonly string[] => inOrder(gaps);

/** Both readings are the same data, and say the same of it. */
export function expectSame(some: Read, all: Read): void {
  expect(gapsOf(some.gaps)).toEqual(gapsOf(all.gaps));
  for (const type of ['person', 'account', 'contact', 'contactRole', 'history', 'activity', 'lead', 'deal'] as const)
    expect({ [type]: inOrder<object>(some.rows[type]) }).toEqual({ [type]: inOrder<object>(all.rows[type]) });
  expect(some.dataset.hash()).toBe(all.dataset.hash());
}

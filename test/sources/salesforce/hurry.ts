import { setTimeout as wait } from 'node:timers/promises';
import { vi } from 'vitest';
import type { LiveEdges } from '../../../src/sources/live/live.ts';

/** Seconds of the run that pass in five milliseconds of the test. */
const SECONDS = 1;

/**
 * Runs something in a hurry: what is waited for comes at once, and timeouts run down in a small part of their time.
 * Requests are sent and answered as ever.
 */
export async function hurry<T>(
  run: (edges: LiveEdges) => Promise<T>,
): Promise<{ readonly value: T; readonly took: number }> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const start = Date.now();
  let passed = 0;
  const edges: LiveEdges = {
    now: () => start + passed,
    sleep: async (milliseconds) => {
      passed += milliseconds;
    },
  };
  let hasEnded = false;
  const running = run(edges).finally(() => {
    hasEnded = true;
  });
  // What fails before it is waited for is reported where it is waited for.
  running.catch(() => undefined);
  try {
    while (!hasEnded) {
      await wait(5);
      passed += SECONDS * 1000;
      vi.advanceTimersByTime(SECONDS * 1000);
    }
    return { value: await running, took: passed };
  } finally {
    vi.useRealTimers();
  }
}

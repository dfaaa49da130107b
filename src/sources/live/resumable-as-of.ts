import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { byCodeUnit } from '../../lib/code-order.ts';
import { type Head, headOf, LONGEST_HEAD } from './pull-file.ts';
import { folderOf, type PullsOptions, pullPolicy } from './pulls.ts';

function readHead(path: string): Head | undefined {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(LONGEST_HEAD);
    return headOf(bytes.subarray(0, readSync(file, bytes, 0, LONGEST_HEAD, 0)));
  } finally {
    closeSync(file);
  }
}

/** What cannot be read is not there to be resumed. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

/**
 * The moment as of which an interrupted run asked: whoever asks the same again and names no moment goes on with it.
 * `undefined` where there is none, or none of today.
 */
export function resumableAsOf(options: Omit<PullsOptions, 'notify'>): number | undefined {
  const { now, policy = pullPolicy } = options;
  const own = folderOf(options);
  const names = attempt(() => readdirSync(own).filter((name) => name.endsWith('.jsonl'))) ?? [];
  const since = now() - policy.maxAge;
  const [newest] = names
    .toSorted(byCodeUnit)
    .map((name) => attempt(() => readHead(join(own, name))))
    .filter((head) => head !== undefined)
    .filter(({ startedAt }) => startedAt >= since && startedAt <= now())
    .toSorted((a, b) => b.startedAt - a.startedAt);
  return typeof newest?.key.asOf === 'number' ? newest.key.asOf : undefined;
}

import { availableParallelism, freemem } from 'node:os';
import { getHeapStatistics } from 'node:v8';
import { UserError } from '../lib/errors.ts';
import { dataSize } from '../sources/files/size.ts';
import { oneOf, type Typed } from './command.ts';
import { isLive } from './live-source.ts';
import type { Workbench } from './workbench.ts';

const MOST = 64;

/**
 * Four tenths of an audit are reading and comparing, which every thread does anew: of what threads can save, four save three
 * quarters, and each further one takes as much memory for less.
 */
const MOST_UNASKED = 4;

const MB = 2 ** 20;

/**
 * Of less data, another thread saves nothing, since it reads all of it as well. Measured on two cores with nothing else to
 * do, with one thread and with two: 12.3 and 13.9 s for 71 MB, 47 and 42 s for 285 MB, 133 and 114 s for 713 MB.
 */
const WORTH_IT = 150 * MB;

/**
 * What a thread takes: that of itself, and so many times the size of the files. Measured with one: 0.28 GB for 71 MB,
 * 0.54 GB for 285 MB, 0.98 GB for 713 MB; 0.25 GB for 40 MB of leads alone; with two, 0.9 GB for 285 MB.
 */
const MEMORY = { itself: 200 * MB, ofFiles: 1.25 } as const;

/** Of the memory that is free, the share that may be planned with. */
const PLANNED = 0.7;

type Asked = Pick<Workbench, 'choice' | 'request'>;

/** As many as there are cores, and as memory allows; one where there is little to share. */
function fitting({ choice, request }: Asked): number {
  const size = choice?.kind === 'path' ? dataSize(choice.path) : 0;
  if (size < WORTH_IT || request.scope.reps.length > 0) return 1;
  const room = (freemem() * PLANNED) / (MEMORY.itself + MEMORY.ofFiles * size);
  return Math.max(1, Math.min(availableParallelism(), Math.floor(room), MOST_UNASKED));
}

/** How many threads are to share an audit, by `--jobs` or by what there is to do. Throws a `UserError` for what makes no sense. */
export function jobsFrom(typed: Typed, bench: Asked): number {
  const written = oneOf(typed, 'jobs');
  if (written === undefined) return fitting(bench);
  const jobs = /^\d{1,3}$/.test(written) ? Number(written) : 0;
  if (jobs < 1 || jobs > MOST)
    throw new UserError({ message: `--jobs: expected a whole number from 1 to ${MOST}, found "${written}"` });
  if (jobs > 1 && isLive(bench.choice))
    throw new UserError({
      message: '--jobs: a live source is read once, by one job',
      hint: 'leave it out, or audit an export',
    });
  return jobs;
}

/** Megabytes that each of several threads may take: what one alone may, unless that were more than there is in all. */
export function heapOf(jobs: number): number {
  const alone = getHeapStatistics().heap_size_limit;
  return Math.floor(Math.min(alone, Math.max(freemem() / jobs, MEMORY.itself)) / MB);
}

import { availableParallelism, freemem } from 'node:os';
import { getHeapStatistics } from 'node:v8';
import { UserError } from '../lib/errors.ts';
import { demoFolder } from '../sources/demo.ts';
import { dataSize } from '../sources/files/size.ts';
import { oneOf, type Typed } from './command.ts';
import { isLive } from './live-source.ts';
import type { Workbench } from './workbench.ts';

const MOST = 64;
const MB = 2 ** 20;

/** Less data is judged within seconds, of which another thread would save few and start in one. */
const WORTH_IT = 24 * MB;

/** What a thread takes, measured: that of itself, and so many times the size of the files. */
const MEMORY = { itself: 200 * MB, ofFiles: 5 } as const;

/** Of the memory that is free, the share that may be planned with. */
const PLANNED = 0.7;

type Asked = Pick<Workbench, 'choice' | 'request'>;

const sizeOf = ({ choice }: Asked): number =>
  choice?.kind === 'path' ? dataSize(choice.path) : choice?.kind === 'demo' ? dataSize(demoFolder) : 0;

/** As many as there are cores, and as memory allows; one where there is little to share. */
function fitting(bench: Asked): number {
  const size = sizeOf(bench);
  const { reps } = bench.request.scope;
  if (size < WORTH_IT || reps.length > 0) return 1;
  const room = (freemem() * PLANNED) / (MEMORY.itself + MEMORY.ofFiles * size);
  return Math.max(1, Math.min(availableParallelism(), Math.floor(room), MOST));
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

/** Megabytes that each of several threads may take: what one alone might, unless that were more than there is in all. */
export function heapOf(jobs: number): number {
  const alone = getHeapStatistics().heap_size_limit;
  return Math.floor(Math.max(Math.min(alone, freemem() / jobs), MEMORY.itself) / MB);
}

import { Worker } from 'node:worker_threads';
import type { BoundedOrder, Told } from './bounded-worker.ts';
import { SourceError } from './lib/errors.ts';
import type { Io, Output } from './lib/io.ts';

const inWords = (mb: number): string => (mb < 1024 ? `${mb} MB` : `${(mb / 1024).toFixed(1)} GB`);

const memoryFull = (mb: number): SourceError =>
  new SourceError({
    message: `memory is full: more than the ${inWords(mb)} that the objects of one job may take are needed`,
    hint: 'allow more with --max-memory 12GB, judge part of the owners with snapshot --shard, or ask for less with --rep; docs/scale.md tells what an audit takes',
  });

const shapeOf = ({ isTTY, columns }: Output): Pick<Output, 'isTTY' | 'columns'> => ({ isTTY, columns });

/**
 * Runs a command line in a thread whose objects may take so many megabytes and no more. Node ends a process without a
 * word where that is too little; of a thread it tells. Gives the exit code; throws a `SourceError` where memory is full.
 */
export function runBounded(argv: readonly string[], io: Io, mb: number): Promise<number> {
  const { cwd, env, stdout, stderr } = io;
  const workerData: BoundedOrder = { argv, cwd, env: { ...env }, stdout: shapeOf(stdout), stderr: shapeOf(stderr) };
  const worker = new Worker(new URL('./bounded-worker.js', import.meta.url), {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: mb },
  });
  const take = async (told: Told, end: (exitCode: number) => void): Promise<void> => {
    if ('exitCode' in told) end(told.exitCode);
    else if ('text' in told) io[told.to].write(told.text);
    else {
      await io[told.drained].drain?.();
      worker.postMessage(told.drained);
    }
  };
  return new Promise((resolve, reject) => {
    worker.on('message', (told: Told) => void take(told, resolve).catch(reject));
    worker.on('error', (error: Error) => {
      const isFull = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      reject(isFull ? memoryFull(mb) : error);
    });
    worker.on('exit', () => reject(new Error('the thread of the command ended without a word')));
  });
}

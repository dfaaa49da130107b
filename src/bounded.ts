import { rmSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { BoundedOrder, Told } from './bounded-worker.ts';
import type { Io, Output } from './lib/io.ts';
import { isMemoryFull, memoryFull } from './lib/memory-full.ts';

const shapeOf = ({ isTTY, columns }: Output): Pick<Output, 'isTTY' | 'columns'> => ({ isTTY, columns });

/** Both commands that are run in a thread take it. */
const LESS = 'ask for less with --rep';

/**
 * Runs a command line in a thread whose objects may take so many megabytes and no more. Node ends a process without a
 * word where that is too little; of a thread it tells. Gives the exit code; throws a `SourceError` where memory is full.
 * A thread that is ended from outside, then or by a signal, may be writing: its drafts are removed.
 */
export function runBounded(argv: readonly string[], io: Io, mb: number): Promise<number> {
  const { cwd, env, stdout, stderr } = io;
  const workerData: BoundedOrder = { argv, cwd, env: { ...env }, stdout: shapeOf(stdout), stderr: shapeOf(stderr) };
  const worker = new Worker(new URL('./bounded-worker.js', import.meta.url), {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: mb },
  });
  let drafts: readonly string[] = [];
  let isStopped = false;
  io.onSignal?.(async () => {
    isStopped = true;
    await worker.terminate();
  });
  const take = async (told: Told, end: (exitCode: number) => void): Promise<void> => {
    if ('exitCode' in told) end(told.exitCode);
    else if ('drafts' in told) drafts = told.drafts;
    else if ('text' in told) io[told.to].write(told.text);
    else {
      await io[told.drained].drain?.();
      worker.postMessage(told.drained);
    }
  };
  return new Promise((resolve, reject) => {
    worker.on('message', (told: Told) => void take(told, resolve).catch(reject));
    worker.on('error', (error: Error) => reject(isMemoryFull(error) ? memoryFull(mb, LESS) : error));
    // Whatever the thread had told by then has been heard.
    worker.on('exit', () => {
      for (const draft of drafts) rmSync(draft, { force: true });
      if (!isStopped) reject(new Error('the thread of the command ended without a word'));
    });
  });
}

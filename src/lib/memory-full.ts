import { SourceError } from './errors.ts';

/** Whether Node has ended a thread since its objects took more than they may. */
export const isMemoryFull = (error: Error): boolean => 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';

const inWords = (mb: number): string => (mb < 1024 ? `${mb} MB` : `${(mb / 1024).toFixed(1)} GB`);

/** Says how many megabytes were not enough for the objects of one job, and what can be done instead of allowing more. */
export const memoryFull = (mb: number, instead: string): SourceError =>
  new SourceError({
    message: `memory is full: one job needs more than the ${inWords(mb)} that its objects may take`,
    hint: `allow more with --max-memory, or ${instead}; docs/scale.md tells what an audit takes`,
  });

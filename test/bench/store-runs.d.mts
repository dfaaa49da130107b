import type { Run } from '../../src/model/run.ts';

/** One weekly run of a year: most records of a week are those of the week before. */
export function weeklyRun(shape: { readonly reps: number; readonly findings: number; readonly week: number }): Run;

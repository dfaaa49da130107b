import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Ask } from './ask.ts';
import { inParallel } from './in-parallel.ts';

/** What is read part by part, and what an interrupted run is found again by. */
export interface PartsOptions<P, S extends z.ZodType> {
  readonly ask: Pick<Ask, 'openPull'>;
  /** Everything that decides what is read, beside the ids. */
  readonly query: Readonly<Record<string, unknown>>;
  /** What people call the rows. */
  readonly what: string;
  /** The ids that the parts hold together. */
  readonly ids: readonly string[];
  readonly parts: readonly P[];
  readonly schema: S;
  readonly read: (part: P) => Promise<readonly z.output<S>[]>;
}

const hashOf = (ids: readonly string[]): string => createHash('sha256').update(ids.join('\n')).digest('hex');

/**
 * The rows of all parts, in their order; parts that an interrupted run has kept are not read again. Parts are kept in
 * order, too: one that came early waits for those before it.
 */
export async function keptParts<P, S extends z.ZodType>(options: PartsOptions<P, S>): Promise<readonly z.output<S>[]> {
  const { ask, query, what, ids, parts, schema, read } = options;
  if (parts.length === 0) return [];
  const pull = await ask.openPull(JSON.stringify({ ...query, ids: hashOf(ids) }), what);
  const rows: z.output<S>[] = [];
  for await (const arrived of pull.arrived()) rows.push(...z.array(schema).parse(arrived));
  if (pull.cursor === null) return rows;
  const begun = Number(pull.cursor ?? 0);
  const early = new Map<number, readonly z.output<S>[]>();
  let next = begun;
  let keeping = Promise.resolve();
  const keepDue = async (): Promise<void> => {
    for (let due = early.get(next); due !== undefined; due = early.get(next)) {
      early.delete(next);
      next += 1;
      rows.push(...due);
      await pull.keep(due, next === parts.length ? null : String(next));
    }
  };
  await inParallel(
    parts.slice(begun).map((part, at) => [part, begun + at] as const),
    async ([part, at]) => {
      early.set(at, await read(part));
      keeping = keeping.then(keepDue);
      await keeping;
    },
  );
  return rows;
}

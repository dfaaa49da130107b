import type { Against, Whose } from '../../model/dataset.ts';
import type { CallBudget } from '../live/call-budget.ts';
import { type First, MOST_TOGETHER } from './first-pages.ts';
import type { HeldRows } from './held-rows.ts';
import { amongIds, readEach } from './id-chunks.ts';
import { hearing } from './kept-gaps.ts';
import type { KeptWalk } from './kept-walk.ts';
import type { Reads } from './read-query.ts';
import { isId, type Query } from './soql.ts';

/** Whose records are looked for, by id, and what they are held against. */
export interface Known {
  readonly owners: readonly string[];
  readonly whose: Whose;
  readonly against: Against | undefined;
  /** Fields of an object's history that the configuration maps: `Next_Step__c`. */
  readonly mapped: (history: string) => readonly string[];
}

/** One way through the records of some owners. */
export interface Walk {
  readonly held: HeldRows;
  /** Runs queries, those of objects that nobody asks for left out; `pages` are first pages that are there already. */
  readonly run: (queries: readonly Query[], pages?: readonly First[]) => Promise<void>;
  /** Queries for the rows of an object that refer to any of these. */
  readonly by: (object: string, field: string, ids: readonly string[], more?: Partial<Query>) => readonly Query[];
}

export interface Walking {
  readonly held: HeldRows;
  readonly kept: KeptWalk;
  readonly budget: Pick<CallBudget, 'plan'>;
}

/** Takes off the queries whose rows an interrupted run has left behind; hands back those that are to be asked. */
async function replayed(queries: readonly Query[], { held, kept }: Walking): Promise<readonly Query[]> {
  for (const [i, { object }] of queries.entries()) {
    const rows = kept.replay();
    if (rows === undefined) return queries.slice(i);
    for await (const some of rows) held.add(object, some);
  }
  return [];
}

export function startWalk(reads: Reads, walking: Walking): Walk {
  const { held, kept, budget } = walking;
  const heard = hearing(reads);
  return {
    held,
    by: (object, field, ids, more = {}) =>
      held.isWanted(object) ? amongIds(held.query(object, more), field, ids.filter(isId)) : [],
    run: async (queries, pages = []) => {
      const wanted = queries.filter(({ object }) => held.isWanted(object));
      const asked = await replayed(wanted, walking);
      budget.plan(Math.ceil((asked.length - pages.length) / MOST_TOGETHER));
      for await (const { object, rows, isLast } of readEach(heard.reads, asked, pages)) {
        held.add(object, rows);
        await kept.keep(rows, heard.taken(), isLast);
      }
    },
  };
}

/** Ids of the rows of an object, as far as they are known. */
export const idsOf = ({ held }: Walk, object: string): ReadonlySet<string> => new Set(held.values(object, 'Id'));

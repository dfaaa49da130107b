import type { Against, Whose } from '../../model/dataset.ts';
import type { CallBudget, CallsExhausted } from '../live/call-budget.ts';
import type { Pull } from '../live/pull.ts';
import { type Ask, exhausted, type Feed } from './feed.ts';
import { type HeldRows, holdRows } from './held-rows.ts';
import { keepWalk } from './kept-walk.ts';
import { ownersIn } from './owners.ts';
import type { Reads } from './read-query.ts';
import { look } from './size.ts';
import { startWalk, type Walk } from './walk.ts';
import { walkThrough } from './walk-through.ts';

export interface SomeOwners {
  readonly whose: Whose;
  readonly against: Against | undefined;
  /** Fields of an object's history that the configuration maps: `Next_Step__c`. */
  readonly mapped: (history: string) => readonly string[];
  readonly budget: CallBudget;
  readonly openPull: (query: string, what: string) => Promise<Pull>;
}

/** Rows of an object that are asked for. */
interface Asked {
  readonly object: string;
  readonly fields: readonly string[];
}

const sees =
  'records of others are not read: duplicates are looked for by e-mail address, and by last name at the same company';

/** Walks as far as calls go; why it ended before, where it did. */
async function walkOn(
  walk: Walk,
  { note }: Reads,
  { budget, ...options }: SomeOwners,
): Promise<CallsExhausted | undefined> {
  note({ what: 'Lead', reason: sees, hides: [], isIncomplete: false });
  try {
    await walkThrough(walk, { ...options, owners: ownersIn(walk.held, options.whose) });
    return undefined;
  } catch (error) {
    const end = exhausted(error, budget);
    if (end === undefined) throw error;
    return end;
  }
}

/** What decides which rows there are: a walk that differs in any of it cannot be gone on with. */
const keyOf = ({ whose, against }: SomeOwners, asked: readonly Asked[]): string =>
  JSON.stringify({ whose, against, asked });

/** Reads everything into `held`; a feed instead where the whole org costs no more. */
async function readAll(
  reads: Reads,
  held: HeldRows,
  { asked, whole, ...options }: SomeOwners & { readonly asked: readonly Asked[]; readonly whole: () => Feed },
): Promise<Feed | { readonly stopped: Promise<CallsExhausted | undefined> }> {
  const kept = keepWalk(await options.openPull(keyOf(options, asked), 'records'), reads.note);
  const walk = startWalk(reads, { held, kept, budget: options.budget });
  const people = [held.query('User'), held.query('Group')].filter(({ object }) => held.isWanted(object));
  const seen = kept.isBegun ? undefined : await look(reads, people);
  if (seen?.isSmall === true) return whole();
  const all = async (): Promise<CallsExhausted | undefined> => {
    const stopped = await walkOn(walk, reads, options);
    if (stopped === undefined) await kept.end();
    return stopped;
  };
  await walk.run(people, seen?.pages);
  return { stopped: all() };
}

/**
 * The records of some owners, and what rules hold them against: in as few calls as there can be, held in memory, and kept
 * where it takes longer than a minute. An org that costs no more is read whole instead: then nothing that they could be
 * held against is left out.
 */
export function someOwners(reads: Reads, options: SomeOwners, whole: () => Feed): Feed {
  const held = holdRows(reads.schema);
  const asked: Asked[] = [];
  let rest: Feed['rest'] = async () => 0;
  const begin = async (): Promise<readonly Ask[]> => {
    const all = await readAll(reads, held, { ...options, asked, whole });
    if ('ask' in all) rest = all.rest;
    if ('ask' in all) return asked.map(({ object, fields }) => all.ask(object, fields));
    return asked.map(
      ({ object, fields }) =>
        async function* () {
          const stopped = await all.stopped;
          yield* held.rows(object, fields);
          if (stopped !== undefined) throw stopped;
        },
    );
  };
  let begun: Promise<readonly Ask[]> | undefined;
  return {
    rest: () => rest(),
    ask: (object, fields) => {
      held.want(object, fields);
      const at = asked.push({ object, fields }) - 1;
      return async function* () {
        begun ??= begin();
        const ask = (await begun)[at];
        if (ask !== undefined) yield* ask();
      };
    },
  };
}

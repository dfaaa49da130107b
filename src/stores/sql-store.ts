import { byCodeUnit } from '../lib/code-order.ts';
import type { RunHead } from '../model/run.ts';
import { checkStore } from './check.ts';
import type { Database } from './database.ts';
import { appendEntry, appendEntryOnce, readEntries, restoreEntries } from './ledger.ts';
import { countMirrors, dropMirrors } from './mirrors.ts';
import { openMirror } from './open-mirror.ts';
import { dropRuns, keepRun, readFingerprints, readHeads, readLevels, readRun } from './runs.ts';
import type { Store } from './store.ts';
import { createTurns } from './turns.ts';

const byAsOf = (a: RunHead, b: RunHead): number => byCodeUnit(a.asOf, b.asOf) || byCodeUnit(a.id, b.id);

/** All but the newest of each scope and source: only such runs are compared with one another. */
function surplus(heads: readonly RunHead[], keep: number): readonly string[] {
  const left = new Map<string, number>();
  return [...heads].reverse().flatMap(({ id, scope, source }) => {
    const line = `${source} ${scope}`;
    const room = left.get(line) ?? keep;
    left.set(line, room - 1);
    return room > 0 ? [] : [id];
  });
}

/** The verbs of a store, over any engine. */
export function createStore(database: Database, schema: Store['schema']): Store {
  const turn = createTurns();
  const heads = async () => [...(await readHeads(database))].sort(byAsOf);
  return {
    label: database.label,
    schema,
    keep: (run, mirror) => turn(() => keepRun(database, run, mirror)),
    mirror: (choice) => openMirror(database, turn, choice),
    mirrors: () => turn(() => countMirrors(database)),
    forget: () =>
      turn(async () => {
        const dropped = await database.write(() => dropMirrors(database));
        if (dropped > 0) await database.shrink();
        return dropped;
      }),
    runs: () => turn(heads),
    run: (id) => turn(() => readRun(database, id)),
    fingerprints: (id) => turn(() => readFingerprints(database, id)),
    levels: (runs) => turn(() => readLevels(database, runs)),
    append: (draft) => turn(() => database.write(() => appendEntry(database, draft))),
    appendOnce: (draft) => turn(() => database.write(() => appendEntryOnce(database, draft))),
    entries: (kinds) => turn(() => readEntries(database, kinds)),
    restore: (entries) => turn(() => database.write(() => restoreEntries(database, entries))),
    check: () => turn(() => checkStore(database)),
    prune: (keep) =>
      turn(async () => {
        const dropped = await database.write(async () => dropRuns(database, surplus(await heads(), keep)));
        if (dropped > 0) await database.shrink();
        return { runs: dropped };
      }),
    close: () => turn(database.close),
  };
}

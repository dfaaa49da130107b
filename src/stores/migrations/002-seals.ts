import { type Database, textIn } from '../database.ts';
import { packPage, pageTexts } from '../pages.ts';
import { levelsOf, type StoredRep } from '../run-pages.ts';
import { sealRun } from '../run-seal.ts';
import { dropLoosePages, readItems, writePage } from '../runs.ts';
import type { Migration } from './migration.ts';

/** Levels are made anew from the owners of the run. */
async function moveLevels(database: Database, run: string): Promise<void> {
  const reps = await readItems<StoredRep>(database, run, 'rep');
  await database.query("delete from run_pages where run = ? and kind = 'level'", [run]);
  let position = 0;
  for (const text of pageTexts(levelsOf(reps.map(({ rep }) => rep))))
    await writePage(database, run, { kind: 'level', position: position++, page: await packPage(text) });
}

/**
 * Seals every run, so that a damaged head or a page in the wrong place is found too; and keeps the levels of an owner
 * together, which makes trends twice as fast.
 */
export const seals: Migration = {
  version: 2,
  sql: {
    sqlite: ["alter table runs add column seal text not null default ''", 'alter table runs drop column pages'],
    postgres: ["alter table runs add column seal text not null default ''", 'alter table runs drop column pages'],
  },
  move: async (database) => {
    for (const row of await database.query('select id from runs order by id')) {
      const run = textIn(row, 'id');
      await moveLevels(database, run);
      await sealRun(database, run);
    }
    await dropLoosePages(database);
  },
};

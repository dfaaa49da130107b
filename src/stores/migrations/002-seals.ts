import type { Finding } from '../../model/audit-result.ts';
import { type Database, textIn } from '../database.ts';
import { dropLoosePages } from '../page-rows.ts';
import { levelsOf, type StoredRep } from '../run-pages.ts';
import { sealRun } from '../run-seal.ts';
import { readItems, rewriteList } from '../runs.ts';
import type { Migration } from './migration.ts';

/** Levels are made anew from the owners of the run; fingerprints leave their findings. */
async function moveLists(database: Database, run: string): Promise<void> {
  const reps = await readItems<StoredRep>(database, run, 'rep');
  await rewriteList(database, run, 'level', levelsOf(reps.map(({ rep }) => rep)));
  const findings = await readItems<Finding>(database, run, 'finding');
  const bare = findings.map(({ fingerprint: _, ...finding }) => finding);
  await rewriteList(database, run, 'finding', bare);
  await rewriteList(
    database,
    run,
    'fingerprint',
    findings.map(({ fingerprint }) => fingerprint),
  );
}

/**
 * Seals every run, so that a damaged head or a page in the wrong place is found too; keeps the levels of an owner
 * together, which makes trends twice as fast, and fingerprints apart, so that streaks open nothing else.
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
      await moveLists(database, run);
      await sealRun(database, run);
    }
    await dropLoosePages(database, ['run_pages']);
  },
};

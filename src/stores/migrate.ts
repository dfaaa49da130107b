import { SourceError } from '../lib/errors.ts';
import { type Database, numberIn } from './database.ts';
import type { Migration } from './migrations/migration.ts';

/** The version of the schema; 0 where there is none yet. */
async function versionOf(database: Database): Promise<number> {
  if (!(await database.isOurs())) return 0;
  const [row] = await database.query('select max(version) as version from schema_version');
  return row === undefined ? 0 : numberIn(row, 'version');
}

function refuseNewer(database: Database, version: number, newest: number): void {
  if (version <= newest) return;
  throw new SourceError({
    message: `the store ${database.label} has version ${version}; this threadcount knows versions up to ${newest}`,
    hint: 'it was written by a newer threadcount: use that one, or another store',
  });
}

/** Brings a store to the newest version, in one go or not at all. */
export async function migrate(
  database: Database,
  migrations: readonly Migration[],
): Promise<{ readonly found: number; readonly version: number }> {
  const newest = migrations.at(-1)?.version ?? 0;
  const found = await versionOf(database);
  refuseNewer(database, found, newest);
  if (found === newest) return { found, version: newest };
  return database.write(async () => {
    // Another process may have been faster.
    const from = await versionOf(database);
    refuseNewer(database, from, newest);
    for (const { version, sql, move } of migrations) {
      if (version <= from) continue;
      for (const statement of sql[database.engine]) await database.query(statement);
      await move?.(database);
      if (version > 1) await database.query('delete from schema_version');
      await database.query('insert into schema_version (version) values (?)', [version]);
    }
    return { found: from, version: newest };
  });
}

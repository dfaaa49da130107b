import { type Problem, SourceError } from '../lib/errors.ts';
import { verifyChain } from '../model/chain.ts';
import { bytesIn, type Database, numberIn, textIn } from './database.ts';
import { readEntries } from './ledger.ts';
import { brokenMirrors } from './mirrors.ts';
import { unpackPage } from './pages.ts';
import { isSealed } from './run-seal.ts';

async function isSound(database: Database, hash: string): Promise<boolean> {
  const [row] = await database.query('select size, bytes from pages where hash = ?', [hash]);
  if (row === undefined) return false;
  return (await unpackPage({ hash, size: numberIn(row, 'size'), bytes: bytesIn(row, 'bytes') })) !== undefined;
}

/** Pages that are not what their hash says, each with what it spoils. */
async function damagedPages(database: Database): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const row of await database.query('select hash from pages order by hash')) {
    const hash = textIn(row, 'hash');
    if (await isSound(database, hash)) continue;
    const uses = await database.query('select distinct run, kind from run_pages where page = ? order by run, kind', [
      hash,
    ]);
    const mirrors = await database.query(
      'select distinct slot, item from mirror_pages where page = ? order by slot, item',
      [hash],
    );
    const where = [
      ...uses.map((use) => `run ${textIn(use, 'run')} (${textIn(use, 'kind')})`),
      ...mirrors.map(
        (use) => `mirror ${textIn(use, 'slot').slice(0, 12)} (${textIn(use, 'item')}), read anew next time`,
      ),
    ].join(', ');
    problems.push({ message: `page ${hash.slice(0, 12)} is damaged: ${where || 'nothing uses it'}` });
  }
  return problems;
}

/** Runs whose head was changed, or whose pages are not those that they were sealed with. */
async function brokenSeals(database: Database): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const row of await database.query('select id from runs order by id')) {
    const run = textIn(row, 'id');
    if (!(await isSealed(database, run))) problems.push({ message: `run ${run}: its head or its pages were changed` });
  }
  return problems;
}

/** What cannot even be read is a finding of the check, not its end. */
async function found(work: () => Promise<readonly Problem[]>): Promise<readonly Problem[]> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SourceError) return error.problems;
    throw error;
  }
}

/** Everything that is wrong with what is stored, each thing named. */
export async function checkStore(database: Database): Promise<readonly Problem[]> {
  return [
    ...(await found(database.damage)),
    ...(await found(() => damagedPages(database))),
    ...(await found(() => brokenSeals(database))),
    ...(await found(() => brokenMirrors(database))),
    ...(await found(async () => verifyChain(await readEntries(database)))),
  ];
}

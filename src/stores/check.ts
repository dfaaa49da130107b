import { type Problem, SourceError } from '../lib/errors.ts';
import { verifyChain } from '../model/chain.ts';
import { bytesIn, type Database, numberIn, textIn } from './database.ts';
import { readEntries } from './ledger.ts';
import { unpackPage } from './pages.ts';

async function isSound(database: Database, hash: string): Promise<boolean> {
  const [row] = await database.query('select size, bytes from pages where hash = ?', [hash]);
  if (row === undefined) return false;
  return (await unpackPage({ hash, size: numberIn(row, 'size'), bytes: bytesIn(row, 'bytes') })) !== undefined;
}

/** Pages that are not what their hash says, each with the runs that it spoils. */
async function damagedPages(database: Database): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const row of await database.query('select hash from pages order by hash')) {
    const hash = textIn(row, 'hash');
    if (await isSound(database, hash)) continue;
    const uses = await database.query('select distinct run, kind from run_pages where page = ? order by run, kind', [
      hash,
    ]);
    const where = uses.map((use) => `run ${textIn(use, 'run')} (${textIn(use, 'kind')})`).join(', ');
    problems.push({ message: `page ${hash.slice(0, 12)} is damaged: ${where || 'no run uses it'}` });
  }
  return problems;
}

/** Runs that lack some of their pages. */
async function incompleteRuns(database: Database): Promise<readonly Problem[]> {
  const rows = await database.query(
    `select runs.id, runs.pages, count(pages.hash) as found from runs
     left join run_pages on run_pages.run = runs.id left join pages on pages.hash = run_pages.page
     group by runs.id, runs.pages order by runs.id`,
  );
  return rows
    .filter((row) => numberIn(row, 'pages') !== numberIn(row, 'found'))
    .map((row) => ({
      message: `run ${row.id}: ${numberIn(row, 'found')} of its ${numberIn(row, 'pages')} pages are there`,
    }));
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
    ...(await found(() => incompleteRuns(database))),
    ...(await found(async () => verifyChain(await readEntries(database)))),
  ];
}

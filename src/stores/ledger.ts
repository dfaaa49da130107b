import { canonicalJson } from '../lib/canonical-json.ts';
import { SourceError, UserError } from '../lib/errors.ts';
import { entryText, sealEntry, verifyChain } from '../model/chain.ts';
import { type Entry, type EntryDraft, type EntryKind, entryKinds } from '../model/ledger.ts';
import { type Database, type Row, textIn } from './database.ts';

const isEntry = (value: unknown): value is Omit<Entry, 'hash'> =>
  typeof value === 'object' &&
  value !== null &&
  'seq' in value &&
  typeof value.seq === 'number' &&
  'kind' in value &&
  entryKinds.some((kind) => kind === value.kind) &&
  ['rep', 'at', 'previous'].every((name) => typeof Reflect.get(value, name) === 'string') &&
  'body' in value;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function entryOf(row: Row, database: Database): Entry {
  const held = parse(textIn(row, 'entry'));
  if (isEntry(held)) return { ...held, hash: textIn(row, 'hash') };
  throw new SourceError({
    message: `the store ${database.label}: ledger entry ${row.seq} cannot be read`,
    hint: 'threadcount store check tells what is damaged; put a backup in its place',
  });
}

async function insertEntry(database: Database, entry: Entry): Promise<void> {
  await database.query('insert into ledger (seq, kind, entry, previous, hash) values (?, ?, ?, ?, ?)', [
    entry.seq,
    entry.kind,
    entryText(entry),
    entry.previous,
    entry.hash,
  ]);
}

/** Adds an entry behind the last one; within a transaction that lets nobody else write. */
export async function appendEntry(database: Database, draft: EntryDraft): Promise<Entry> {
  const [row] = await database.query('select seq, entry, hash from ledger order by seq desc limit 1');
  const entry = sealEntry(draft, row && entryOf(row, database));
  await insertEntry(database, entry);
  return entry;
}

/** In order of `seq`; of some kinds, or all. */
export async function readEntries(
  database: Database,
  kinds: readonly EntryKind[] = entryKinds,
): Promise<readonly Entry[]> {
  if (kinds.length === 0) return [];
  const marks = kinds.map(() => '?').join(', ');
  const rows = await database.query(`select seq, entry, hash from ledger where kind in (${marks}) order by seq`, kinds);
  return rows.map((row) => entryOf(row, database));
}

/** Adds an entry unless one of its kind with the same rep and body is there; within a transaction, as above. */
export async function appendEntryOnce(
  database: Database,
  draft: EntryDraft,
): Promise<{ readonly entry: Entry; readonly isNew: boolean }> {
  const body = canonicalJson(draft.body);
  const known = (await readEntries(database, [draft.kind])).find(
    (entry) => entry.rep === draft.rep && canonicalJson(entry.body) === body,
  );
  return known === undefined
    ? { entry: await appendEntry(database, draft), isNew: true }
    : { entry: known, isNew: false };
}

/**
 * Takes over entries of another ledger as they are: into an empty one, or behind those that are the same. Within a
 * transaction that lets nobody else write. Throws a `UserError` where the two differ.
 */
export async function restoreEntries(database: Database, entries: readonly Entry[]): Promise<number> {
  const problems = entries.every(isEntry) ? verifyChain(entries) : [{ message: 'the ledger holds what is no entry' }];
  if (problems.length > 0) throw new UserError(problems);
  const present = await readEntries(database);
  const other = present.findIndex(({ hash }, i) => entries[i] !== undefined && entries[i]?.hash !== hash);
  if (other >= 0)
    throw new UserError({
      message: `the ledger of ${database.label} is another one: they differ from entry ${other + 1} on`,
      hint: 'import into an empty store',
    });
  for (const entry of entries.slice(present.length)) await insertEntry(database, entry);
  return Math.max(entries.length - present.length, 0);
}

import { readdirSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { EXIT, type Problem, SourceError, UserError } from '../../lib/errors.ts';
import type { Io } from '../../lib/io.ts';
import type { Entry } from '../../model/ledger.ts';
import type { GatheredRun, StoreLine } from '../../stores/run-lines.ts';
import type { Store } from '../../stores/store.ts';
import type { Command, Typed } from '../command.ts';
import { common, option } from '../options.ts';

/** The files of a folder that `store export` made, or the one file that it wrote to standard output. */
function filesOf(path: string, written: string): readonly string[] {
  try {
    if (statSync(path).isFile()) return [path];
    const runs = readdirSync(join(path, 'runs')).filter((name) => name.endsWith('.jsonl'));
    return [...runs.sort().map((name) => join(path, 'runs', name)), join(path, 'ledger.jsonl')];
  } catch {
    throw new UserError({
      message: `${written} is no export of a store`,
      hint: 'name a folder or a file that threadcount store export has written',
    });
  }
}

const isLine = (value: unknown): value is StoreLine => typeof value === 'object' && value !== null;

interface Taken {
  kept: number;
  known: number;
  readonly entries: Entry[];
  readonly problems: Problem[];
}

async function takeRun(done: GatheredRun | undefined, file: string, store: Store, taken: Taken): Promise<void> {
  if (done === undefined) return;
  if (done.run !== undefined) taken[await store.keep(done.run)] += 1;
  else
    taken.problems.push({ message: `the run ${done.id} is not whole, or was changed`, at: { file: basename(file) } });
}

/** Keeps the runs of one file as they come, and gathers the entries. */
async function takeFile(file: string, store: Store, taken: Taken): Promise<void> {
  const [{ readJsonLines }, { createGatherer }] = await Promise.all([
    import('../../lib/jsonl.ts'),
    import('../../stores/run-lines.ts'),
  ]);
  const gatherer = createGatherer();
  const read = readJsonLines(file);
  for await (const batch of read.batches()) {
    for (const { value } of batch) {
      if (!isLine(value)) continue;
      if (value.entry !== undefined) taken.entries.push(value.entry);
      await takeRun(gatherer.take(value), file, store, taken);
    }
  }
  await takeRun(gatherer.rest(), file, store, taken);
  for (const { line, reason } of read.tally().setAside.first)
    taken.problems.push({ message: reason, at: { file: basename(file), line } });
}

async function run(typed: Typed, io: Io): Promise<number> {
  const [{ openConfig }, { storeAddress, withStore }] = await Promise.all([
    import('../workbench.ts'),
    import('../open-store.ts'),
  ]);
  const [written = ''] = typed.args;
  const files = filesOf(resolve(io.cwd, written), written);
  const address = storeAddress(typed, openConfig(typed, io), io);
  return withStore(address, {}, async (store) => {
    const taken: Taken = { kept: 0, known: 0, entries: [], problems: [] };
    for (const file of files) await takeFile(file, store, taken);
    const restored = await store.restore(taken.entries);
    const { kept, known, problems } = taken;
    io.stdout.write(`${store.label}: ${kept} runs kept, ${known} known already, ${restored} entries added\n`);
    if (problems.length > 0) throw new SourceError(problems);
    return EXIT.done;
  });
}

export const storeImport: Command = {
  name: 'store import',
  summary: 'Take runs and the ledger from an export; those that are there already stay as they are',
  args: ['<export>'],
  options: [option.store, ...common],
  examples: [
    'threadcount store import backup/',
    'threadcount store import backup/ --store postgres://audit@db.acme.example/audits',
  ],
  run,
};

import { EXIT, formatProblem, type Problem, SourceError } from '../../lib/errors.ts';
import type { Io } from '../../lib/io.ts';
import { jsonText } from '../../lib/json-text.ts';
import type { Store } from '../../stores/store.ts';
import { type Command, isGiven, type Typed } from '../command.ts';
import { common, option } from '../options.ts';

/** Where lines go: files of a folder, or standard output one after the other. */
interface Sink {
  readonly file: (name: string, lines: Iterable<unknown>) => Promise<void>;
}

/** What cannot be read is named and left out, where that was asked for. */
type Attempt = (work: () => Promise<void>) => Promise<void>;

async function writeAll(store: Store, sink: Sink, attempt: Attempt): Promise<void> {
  const { runLines } = await import('../../stores/run-lines.ts');
  await attempt(async () => {
    for (const { id, asOf } of await store.runs())
      await attempt(async () => {
        const run = await store.run(id);
        if (run !== undefined) await sink.file(`runs/${asOf.slice(0, 10)}-${id}.jsonl`, runLines(run));
      });
  });
  await attempt(async () =>
    sink.file(
      'ledger.jsonl',
      (await store.entries()).map((entry) => ({ entry })),
    ),
  );
}

const standardOutput = ({ stdout }: Io): Sink => ({
  file: async (_, lines) => {
    for (const line of lines) {
      stdout.write(`${jsonText(line)}\n`);
      await stdout.drain?.();
    }
  },
});

/** Gathers what a salvage leaves out; without one, what fails once fails everything. */
function attempting(isSalvage: boolean): { readonly attempt: Attempt; readonly lost: readonly Problem[] } {
  const lost: Problem[] = [];
  const attempt: Attempt = async (work) => {
    try {
      await work();
    } catch (error) {
      if (!isSalvage || !(error instanceof SourceError)) throw error;
      lost.push(...error.problems);
    }
  };
  return { attempt, lost };
}

async function run(typed: Typed, io: Io): Promise<number> {
  const [{ openConfig }, { storeAddress, withStore }, { writeFolder }] = await Promise.all([
    import('../workbench.ts'),
    import('../open-store.ts'),
    import('./folder.ts'),
  ]);
  const [folder] = typed.args;
  const address = storeAddress(typed, openConfig(typed, io), io);
  const { attempt, lost } = attempting(isGiven(typed, 'salvage'));
  await withStore(address, { mustExist: true }, async (store) => {
    if (folder === undefined) await writeAll(store, standardOutput(io), attempt);
    else await writeFolder(folder, io.cwd, (sink) => writeAll(store, sink, attempt));
  });
  for (const problem of lost) io.stderr.write(`left out: ${formatProblem({ message: problem.message })}\n`);
  return lost.length > 0 ? EXIT.unreadable : EXIT.done;
}

export const storeExport: Command = {
  name: 'store export',
  summary: 'Write every run and the ledger as JSON Lines, to a new folder or to standard output',
  args: ['[folder]'],
  options: [option.salvage, option.store, ...common],
  examples: [
    'threadcount store export backup/',
    'threadcount store export > everything.jsonl',
    'threadcount store export rescued/ --salvage      what a damaged store still holds; exit 3 names the rest',
  ],
  run,
};

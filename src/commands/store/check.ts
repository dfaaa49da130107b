import { EXIT, SourceError } from '../../lib/errors.ts';
import type { Io } from '../../lib/io.ts';
import type { Command, Typed } from '../command.ts';
import { common, option } from '../options.ts';

async function run(typed: Typed, io: Io): Promise<number> {
  const [{ openConfig }, { storeAddress, withStore }] = await Promise.all([
    import('../workbench.ts'),
    import('../open-store.ts'),
  ]);
  const address = storeAddress(typed, openConfig(typed, io), io);
  return withStore(address, { mustExist: true }, async (store) => {
    const problems = await store.check();
    if (problems.length > 0)
      throw new SourceError([
        ...problems,
        {
          message: `the store ${store.label} is damaged`,
          hint: 'put a backup in its place, or save what can be read: threadcount store export FOLDER --salvage',
        },
      ]);
    const [runs, entries] = [await store.runs(), await store.entries()];
    const last = entries.at(-1);
    io.stdout.write(`${store.label}: sound, version ${store.schema.version}\n`);
    io.stdout.write(`runs: ${runs.length}, every page as it was written\n`);
    io.stdout.write(`ledger: ${entries.length} entries, chain unbroken${last ? `, the last is ${last.hash}` : ''}\n`);
    return EXIT.done;
  });
}

export const storeCheck: Command = {
  name: 'store check',
  summary: 'Hold everything stored against its checksums, and the ledger against its chain',
  options: [option.store, ...common],
  examples: ['threadcount store check', 'threadcount store check --store .threadcount/threadcount.db'],
  run,
};

import { EXIT } from '../../lib/errors.ts';
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
    const mirrors = await store.forget();
    const left = (await store.runs()).length;
    const told = `${mirrors} ${mirrors === 1 ? 'mirror' : 'mirrors'} dropped`;
    io.stdout.write(`${store.label}: ${told}; ${left} ${left === 1 ? 'run' : 'runs'} and the ledger stay\n`);
    return EXIT.done;
  });
}

export const storeForget: Command = {
  name: 'store forget',
  summary: 'Drop the rows that live snapshots keep to ask for changes alone; runs and the ledger stay',
  options: [option.store, ...common],
  examples: ['threadcount store forget', 'threadcount store forget --store postgres://audit@db.example/threadcount'],
  run,
};

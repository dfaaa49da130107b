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
  return withStore(address, {}, async ({ label, schema: { found, version } }) => {
    const done = found === 0 ? 'made' : found === version ? 'nothing to do' : `brought forward from version ${found}`;
    io.stdout.write(`${label}: ${done}, version ${version}\n`);
    return EXIT.done;
  });
}

export const storeMigrate: Command = {
  name: 'store migrate',
  summary: 'Bring the store to the newest version; make it where there is none',
  options: [option.store, ...common],
  examples: [
    'threadcount store migrate',
    'threadcount store migrate --store postgres://audit@db.acme.example/threadcount',
  ],
  run,
};

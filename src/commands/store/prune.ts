import { EXIT, UserError } from '../../lib/errors.ts';
import type { Io } from '../../lib/io.ts';
import { type Command, oneOf, type Typed } from '../command.ts';
import { common, option } from '../options.ts';

/** How many runs of each scope stay. */
function keptOf(typed: Typed): number {
  const written = oneOf(typed, 'keep');
  if (written !== undefined && /^[1-9]\d{0,5}$/.test(written)) return Number(written);
  const message = written === undefined ? 'store prune needs --keep' : `--keep: "${written}" is no number of runs`;
  throw new UserError({ message, hint: 'how many runs of each scope stay, such as --keep 26' });
}

async function run(typed: Typed, io: Io): Promise<number> {
  const keep = keptOf(typed);
  const [{ openConfig }, { storeAddress, withStore }] = await Promise.all([
    import('../workbench.ts'),
    import('../open-store.ts'),
  ]);
  const address = storeAddress(typed, openConfig(typed, io), io);
  return withStore(address, { mustExist: true }, async (store) => {
    const { runs } = await store.prune(keep);
    const left = (await store.runs()).length;
    io.stdout.write(
      `${store.label}: ${runs} ${runs === 1 ? 'run' : 'runs'} dropped, ${left} left; the ledger stays whole\n`,
    );
    return EXIT.done;
  });
}

export const storePrune: Command = {
  name: 'store prune',
  summary: 'Drop the oldest runs of each scope; the ledger stays',
  options: [option.keep, option.store, ...common],
  examples: ['threadcount store prune --keep 26'],
  run,
};

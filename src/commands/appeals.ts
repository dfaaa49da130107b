import { EXIT } from '../lib/errors.ts';
import type { Io } from '../lib/io.ts';
import type { Command, Typed } from './command.ts';
import { common, option } from './options.ts';

async function run(typed: Typed, io: Io): Promise<number> {
  const [{ openConfig }, { readAppeals }, { storeAddress }, { showPage }, { appealsPage }, { hushFrom }] =
    await Promise.all([
      import('./workbench.ts'),
      import('./open-appeals.ts'),
      import('./open-store.ts'),
      import('./show.ts'),
      import('../pages/appeals.ts'),
      import('./redaction.ts'),
    ]);
  const config = openConfig(typed, io);
  const hush = hushFrom(typed, config);
  const appeals = hush.appeals([...(await readAppeals(storeAddress(typed, config, io))).values()]);
  showPage(typed, io, {
    data: { schemaVersion: 1, appeals },
    page: (options) => appealsPage(appeals, options),
  });
  return EXIT.done;
}

export const appeals: Command = {
  name: 'appeals',
  summary: 'The findings that reps contest: open, upheld, overturned',
  options: [option.store, option.format, option.redact, ...common],
  examples: ['threadcount appeals', 'threadcount appeals --format json'],
  run,
};

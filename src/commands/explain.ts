import { EXIT } from '../lib/errors.ts';
import type { Io } from '../lib/io.ts';
import type { Command, Typed } from './command.ts';
import { common, option } from './options.ts';

async function run(typed: Typed, io: Io): Promise<number> {
  const [{ openWorkbench }, { explain: explainRecord }, { showPage }, { explanationPage }, { withLedger }] =
    await Promise.all([
      import('./workbench.ts'),
      import('../audit/explain.ts'),
      import('./show.ts'),
      import('../pages/explanation.ts'),
      import('./open-ledger.ts'),
    ]);
  const { config, request } = openWorkbench(typed, io);
  const explanation = await explainRecord(await withLedger(request, typed, { config, io }), typed.args[0] ?? '');
  showPage(typed, io, { data: explanation, page: (options) => explanationPage(explanation, options) });
  return EXIT.done;
}

export const explain: Command = {
  name: 'explain',
  summary: 'Every check on one record: what was read, the verdict, and why',
  args: ['<record>'],
  options: [
    option.source,
    option.targetOrg,
    option.maxCalls,
    option.asOf,
    option.only,
    option.store,
    option.format,
    ...common,
  ],
  examples: [
    'threadcount explain 00QVr00000ABCDEIA4',
    'threadcount explain 006Vr00000ABCDEIA4 --source exports/ --format json',
  ],
  run,
};

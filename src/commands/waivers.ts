import { EXIT } from '../lib/errors.ts';
import type { Io } from '../lib/io.ts';
import type { Command, Typed } from './command.ts';
import { common, option } from './options.ts';

async function run(typed: Typed, io: Io): Promise<number> {
  const [
    { openWorkbench },
    { audit },
    { showPage },
    { withProgress },
    { shownPath },
    { waiversPage },
    { withLedger },
    { hushFrom },
  ] = await Promise.all([
    import('./workbench.ts'),
    import('../audit.ts'),
    import('./show.ts'),
    import('./progress.ts'),
    import('../config/find-file.ts'),
    import('../pages/waivers.ts'),
    import('./open-ledger.ts'),
    import('./redaction.ts'),
  ]);
  const { config, request } = openWorkbench(typed, io);
  const hush = hushFrom(typed, config);
  const read = withProgress(request.read, io, { isOff: typed.options.progress === false });
  const contested = await withLedger({ ...request, read }, typed, { config, io });
  const { waivers, asOf } = hush.result(await audit(contested));
  const file = config.waivers.file === undefined ? null : shownPath(config.waivers.file, io.cwd);
  const data = { schemaVersion: 1, asOf, file, maximum: config.waivers.maximum, waivers };
  showPage(typed, io, { data, page: (options) => waiversPage({ waivers, file, asOf }, options) });
  return EXIT.done;
}

export const waivers: Command = {
  name: 'waivers',
  summary: 'The waivers of the file: lapsed, unused, in force; with days left and what they cover',
  options: [
    option.source,
    option.targetOrg,
    option.maxCalls,
    option.asOf,
    option.store,
    option.format,
    option.redact,
    option.noProgress,
    ...common,
  ],
  examples: ['threadcount waivers', 'threadcount waivers --as-of 2026-11-18 --format json'],
  run,
};

import { EXIT } from '../../lib/errors.ts';
import type { Io } from '../../lib/io.ts';
import { type Command, oneOf, type Typed } from '../command.ts';
import { common, option } from '../options.ts';

async function run(typed: Typed, io: Io): Promise<number> {
  const [{ openWorkbench }, { openTrial }, { auditBeside }, { compareTrial }, { withProgress }, { showPage }, page] =
    await Promise.all([
      import('../workbench.ts'),
      import('../open-trial.ts'),
      import('../../audit.ts'),
      import('../../audit/trial.ts'),
      import('../progress.ts'),
      import('../show.ts'),
      import('../../pages/trial.ts'),
    ]);
  const { config, request } = openWorkbench(typed, io);
  const { file, rules, rulebook } = openTrial(config, { file: typed.args[0] ?? '', as: oneOf(typed, 'as') }, io.cwd);
  const read = withProgress(request.read, io, { isOff: typed.options.progress === false });
  const [now, then] = await auditBeside({ ...request, read }, rulebook);
  const trial = compareTrial(now, then, { file, rules });
  showPage(typed, io, { data: trial, page: (options) => page.trialPage(trial, options) });
  return EXIT.done;
}

export const rulesTry: Command = {
  name: 'rules try',
  summary: 'What would change under another rule file, or under other settings: findings, levels, verdicts',
  args: ['<file>'],
  options: [
    option.as,
    option.source,
    option.rep,
    option.team,
    option.asOf,
    option.format,
    option.noProgress,
    ...common,
  ],
  examples: [
    'threadcount rules try our-rules/next-steps/undated.yaml --source exports/',
    'threadcount rules try draft.yaml --as status/stale-lead --rep ana@acme.example',
    'threadcount rules try stricter.yaml --format json    with rules: and overrides: as in threadcount.yaml',
  ],
  run,
};

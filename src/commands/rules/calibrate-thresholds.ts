import { EXIT, UserError } from '../../lib/errors.ts';
import type { Io } from '../../lib/io.ts';
import type { Thresholds } from '../../model/backtest.ts';
import type { Trial } from '../../program/thresholds.ts';
import type { Rule } from '../../rulebook/rule.ts';
import { type Command, isGiven, type Typed } from '../command.ts';
import { common, option } from '../options.ts';
import type { Workbench } from '../workbench.ts';
import { pastOf, pastOptions, pastRequest, refuseWithoutStages } from './backtest.ts';

type Values = (written: string) => readonly string[];
type Read = (written: string) => Rule['params'][string];

/** A rule once for each value that is tried; what one of them explains away must not hide another. */
function variantsOf(
  rule: Rule,
  first: number,
  others: Values,
  read: Read,
): { trials: readonly Trial[]; rules: readonly Rule[] } {
  const trials: Trial[] = [];
  const rules: Rule[] = [];
  for (const [param, held] of Object.entries(rule.written)) {
    const present = String(held);
    const more = typeof held === 'number' || typeof held === 'string' ? others(present) : [];
    if (more.length === 0) continue;
    trials.push({ rule: rule.id, param, values: [present, ...more], place: first + rules.length });
    const values = [rule.params[param], ...more.map(read)];
    rules.push(...values.map((value) => ({ ...rule, supersedes: [], params: { ...rule.params, [param]: value } })));
  }
  return { trials, rules };
}

/** Puts the proposals into threadcount.yaml, whose comments stay. */
async function write({ config }: Workbench, { proposals }: Thresholds, io: Io): Promise<void> {
  const [{ editFile }, { setParameters }, { demoConfigFile }, { shownPath }] = await Promise.all([
    import('../../lib/edit-file.ts'),
    import('../../config/edit-rules.ts'),
    import('../../sources/demo.ts'),
    import('../../config/find-file.ts'),
  ]);
  const { file } = config;
  if (file === undefined || file === demoConfigFile)
    throw new UserError({
      message: '--write: there is no threadcount.yaml of your own',
      hint: 'threadcount init writes one',
    });
  const shown = shownPath(file, io.cwd);
  const parameters = proposals.map(({ rule, param, proposed }) => ({ rule, param, value: proposed }));
  if (parameters.length === 0) return;
  await editFile(file, (before) => setParameters(before, parameters, shown));
  io.stderr.write(`Written to ${shown}.\n`);
}

async function run(typed: Typed, io: Io): Promise<number> {
  const [
    { openWorkbench },
    past,
    { otherValues, propose },
    { showPage, checkFormat },
    { thresholdsPage },
    { formatInstant },
    { withProgress },
    { parseDuration },
  ] = await Promise.all([
    import('../workbench.ts'),
    import('../../audit/stage-entries.ts'),
    import('../../program/thresholds.ts'),
    import('../show.ts'),
    import('../../pages/thresholds.ts'),
    import('../../lib/time.ts'),
    import('../progress.ts'),
    import('../../lib/duration.ts'),
  ]);
  checkFormat(typed);
  const { minimum, days } = pastOf(typed);
  const bench = openWorkbench(typed, io);
  const { rulebook, setting, read } = bench.request;
  const readValue: Read = (written) => {
    const duration = parseDuration(written);
    return 'unit' in duration ? duration : Number(written);
  };
  const trials: Trial[] = [];
  const rules: Rule[] = [];
  for (const rule of rulebook.rules.filter(past.tellsPast)) {
    const found = variantsOf(rule, rules.length, otherValues, readValue);
    trials.push(...found.trials);
    rules.push(...found.rules);
  }
  const request = {
    ...pastRequest(bench, days),
    read: withProgress(read, io, { isOff: typed.options.progress === false }),
  };
  const { entries, seesStages } = await past.judgeStageEntries(request, rules);
  refuseWithoutStages(seesStages);
  const result = propose(trials, { asOf: formatInstant(setting.asOf), entries, minimum });
  if (isGiven(typed, 'write')) await write(bench, result, io);
  showPage(typed, io, { data: result, page: (page) => thresholdsPage(result, page) });
  return EXIT.done;
}

export const rulesCalibrateThresholds: Command = {
  name: 'rules calibrate-thresholds',
  summary: "Proposes parameters from the company's own closed deals, as lines for threadcount.yaml",
  options: [
    option.only,
    ...pastOptions,
    { flags: '--write', about: 'Put the proposals into threadcount.yaml; its comments stay' },
    option.source,
    option.targetOrg,
    option.maxCalls,
    option.asOf,
    option.format,
    option.noProgress,
    ...common,
  ],
  examples: [
    'threadcount rules calibrate-thresholds --source exports/',
    'threadcount rules calibrate-thresholds --only coverage --write',
  ],
  run,
};

import { EXIT, UserError } from '../../lib/errors.ts';
import type { Io } from '../../lib/io.ts';
import { type Command, isGiven, oneOf, type Typed } from '../command.ts';
import { common, option } from '../options.ts';
import type { Workbench } from '../workbench.ts';

/** Two years, and the deals that each side needs. */
const [DAYS, MINIMUM] = [730, 10];

const wholeOf = (typed: Typed, name: string, flag: string, otherwise: number): number => {
  const written = oneOf(typed, name);
  if (written === undefined) return otherwise;
  if (/^[1-9]\d{0,4}$/.test(written)) return Number(written);
  throw new UserError({
    message: `${flag}: "${written}" is no whole number from 1`,
    hint: `such as ${flag} ${otherwise}`,
  });
};

/** What both commands over the past take. */
export const pastOf = (typed: Typed) => ({
  minimum: wholeOf(typed, 'minimum', '--minimum', MINIMUM),
  days: wholeOf(typed, 'days', '--days', DAYS),
});

export const pastOptions = [
  { flags: '--days <n>', about: 'Deals closed within so many days (default: 730)' },
  { flags: '--minimum <n>', about: 'Deals that each side needs before anything is said (default: 10)' },
] as const;

/** The request, with closed deals as far back as asked for. */
export const pastRequest = ({ request }: Workbench, days: number): Workbench['request'] => ({
  ...request,
  scope: { ...request.scope, closedWithin: { amount: days, unit: 'd' } },
});

export function refuseWithoutStages(seesStages: boolean): void {
  if (!seesStages)
    throw new UserError({
      message: 'this source shows no changes of stage, so there is no moment to judge at',
      hint: 'export OpportunityHistory.csv, or let HubSpot read the history of dealstage',
    });
}

async function run(typed: Typed, io: Io): Promise<number> {
  const [
    { openWorkbench },
    past,
    { backtest },
    { showPage, checkFormat },
    { backtestPage },
    { formatInstant },
    { withProgress },
  ] = await Promise.all([
    import('../workbench.ts'),
    import('../../audit/stage-entries.ts'),
    import('../../program/backtest.ts'),
    import('../show.ts'),
    import('../../pages/backtest.ts'),
    import('../../lib/time.ts'),
    import('../progress.ts'),
  ]);
  checkFormat(typed);
  const { minimum, days } = pastOf(typed);
  const bench = openWorkbench(typed, io);
  const { rulebook, setting, read } = bench.request;
  const rules = rulebook.rules.filter(past.tellsPast);
  const request = {
    ...pastRequest(bench, days),
    read: withProgress(read, io, { isOff: typed.options.progress === false }),
  };
  const { entries, seesStages } = await past.judgeStageEntries(request, rules);
  refuseWithoutStages(seesStages);
  const result = backtest({
    asOf: formatInstant(setting.asOf),
    entries,
    rules,
    notJudged: rulebook.rules.filter((rule) => !past.tellsPast(rule)).map(({ id }) => id),
    stageOrder: (stage) => setting.stageOf(stage)?.index ?? Number.MAX_SAFE_INTEGER,
    minimum,
  });
  showPage(typed, io, {
    data: result,
    page: (page) => backtestPage(result, { ...page, byStage: isGiven(typed, 'byStage') }),
  });
  return EXIT.done;
}

export const rulesBacktest: Command = {
  name: 'rules backtest',
  summary: 'How deals ended that each rule would have flagged as they came into their stages, beside the others',
  options: [
    option.only,
    ...pastOptions,
    { flags: '--by-stage', about: 'Each stage in a line of its own' },
    option.source,
    option.targetOrg,
    option.maxCalls,
    option.rep,
    option.team,
    option.asOf,
    option.format,
    option.noProgress,
    ...common,
  ],
  examples: [
    'threadcount rules backtest --source exports/',
    'threadcount rules backtest --only coverage --by-stage',
    'threadcount rules backtest --days 365 --minimum 20 --format json',
  ],
  run,
};

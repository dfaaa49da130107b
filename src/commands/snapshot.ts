import type { AuditRequest } from '../audit/request.ts';
import { EXIT, UserError } from '../lib/errors.ts';
import type { Io } from '../lib/io.ts';
import type { Run } from '../model/run.ts';
import type { Store } from '../stores/store.ts';
import { type Command, isGiven, oneOf, type Typed } from './command.ts';
import type { Mirroring } from './mirroring.ts';
import { common, option } from './options.ts';
import type { Workbench } from './workbench.ts';

/** Judges what the options ask for, with progress, and keeps what a run is made of. */
async function take(
  typed: Typed,
  bench: Workbench,
  io: Io,
  appealed: (request: AuditRequest) => Promise<AuditRequest>,
): Promise<Run> {
  const [{ takeRun }, { withProgress }, { openJudge }] = await Promise.all([
    import('./take-run.ts'),
    import('./progress.ts'),
    import('./judge-together.ts'),
  ]);
  const judge = await openJudge(typed, bench, io);
  const isOff = isGiven(typed, 'quiet') || typed.options.progress === false;
  const read = withProgress(bench.request.read, io, { isOff });
  const request = { ...bench.request, read, keepsTexts: isGiven(typed, 'keepTexts') };
  return takeRun(bench, await appealed(request), io.cwd, judge);
}

/** What goes with a whole run alone: a shard has neither score nor gates. */
const OF_WHOLE = ['failOn', 'baseline', 'output', 'format'];

/** What says what is judged: the shards have been told already. */
const OF_JUDGING = [
  'source',
  'targetOrg',
  'maxCalls',
  'rep',
  'team',
  'asOf',
  'keepTexts',
  'only',
  'full',
  'jobs',
  'maxMemory',
];

const flagOf = (name: string): string => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** An option that would do nothing is refused, never ignored. */
function refuse({ options }: Typed, names: readonly string[], other: string, hint: string): void {
  const given = names.filter((name) => options[name] !== undefined && options[name] !== false);
  if (given.length > 0)
    throw new UserError(given.map((name) => ({ message: `${flagOf(name)} does not go with ${other}`, hint })));
}

/** Judges the owners that fall to one job of several, and writes them down for `snapshot merge`. */
async function runShard(written: string, typed: Typed, io: Io): Promise<number> {
  refuse(typed, OF_WHOLE, '--shard', 'give it to threadcount snapshot merge');
  refuse(typed, ['full'], '--shard', 'a shard always reads everything');
  const [{ openWorkbench }, { isOwnOf, parseShard }, { writeShard }, { withLedger }, { counted }] = await Promise.all([
    import('./workbench.ts'),
    import('../history/shard.ts'),
    import('./shard-files.ts'),
    import('./open-ledger.ts'),
    import('../reports/words.ts'),
  ]);
  const shard = parseShard(written);
  const bench = openWorkbench(typed, io);
  const { request } = bench;
  const own = { ...bench, request: { ...request, scope: { ...request.scope, isOwn: isOwnOf(shard) } } };
  const taken = await take(typed, own, io, (asked) => withLedger(asked, typed, { config: bench.config, io }));
  const file = writeShard(taken, shard, oneOf(typed, 'shardOut') ?? SHARDS, io);
  const { reps, records } = taken.head;
  const told = `${counted(reps, 'owner')} and ${counted(records, 'record')}`;
  if (!isGiven(typed, 'quiet')) io.stdout.write(`Shard ${shard.number} of ${shard.of}: ${told}, written to ${file}\n`);
  return EXIT.done;
}

/** Where shards lie that were told no folder. */
const SHARDS = '.threadcount/shards';

/** Joins the shards of a folder, and goes on as with any other run. */
async function runMerge(typed: Typed, io: Io): Promise<number> {
  const [{ openFinish }, { readShards }, { mergeShards }, { openConfig }, { storeAddress, withStore }] =
    await Promise.all([
      import('./finish-snapshot.ts'),
      import('./shard-files.ts'),
      import('../history/merge.ts'),
      import('./workbench.ts'),
      import('./open-store.ts'),
    ]);
  const config = openConfig(typed, io);
  const finish = await openFinish(typed, io, { config, sourceOption: '' });
  const merged = mergeShards(readShards(typed.args[1] ?? SHARDS, io.cwd));
  return withStore(storeAddress(typed, config, io), {}, (store) => finish(async () => merged, store));
}

function run(typed: Typed, io: Io): Promise<number> {
  const [verb] = typed.args;
  if (verb !== undefined && verb !== 'merge') {
    throw new UserError({ message: `threadcount snapshot does not take "${verb}"`, hint: 'did you mean "merge"?' });
  }
  const shard = oneOf(typed, 'shard');
  if (verb === 'merge') {
    refuse(typed, ['shard', 'shardOut', ...OF_JUDGING], 'snapshot merge', 'give it to every job that makes a shard');
    return runMerge(typed, io);
  }
  if (shard === undefined) refuse(typed, ['shardOut'], 'a whole run', 'it goes with --shard');
  return shard === undefined ? runWhole(typed, io) : runShard(shard, typed, io);
}

async function runWhole(typed: Typed, io: Io): Promise<number> {
  const [{ openFinish }, { openWorkbench }, { storeAddress, withStore }, { withLedgerIn }] = await Promise.all([
    import('./finish-snapshot.ts'),
    import('./workbench.ts'),
    import('./open-store.ts'),
    import('./open-ledger.ts'),
  ]);
  const bench = openWorkbench(typed, io);
  refuseFull(typed, bench);
  const finish = await openFinish(typed, io, bench);
  return withStore(storeAddress(typed, bench.config, io), {}, async (store) => {
    const mirroring = await mirroringFor(typed, bench, io, store);
    const own = mirroring === undefined ? bench : reading(bench, mirroring);
    return finish(() => take(typed, own, io, (request) => withLedgerIn(request, store)), store, mirroring);
  });
}

/** The same, read on top of what the last snapshot left. */
const reading = (bench: Workbench, mirroring: Mirroring): Workbench => ({
  ...bench,
  request: { ...bench.request, read: bench.readWith?.(mirroring) ?? bench.request.read },
});

function refuseFull(typed: Typed, { readWith }: Workbench): void {
  if (!isGiven(typed, 'full') || readWith !== undefined) return;
  throw new UserError({ message: '--full: only --source salesforce and hubspot keep what they read' });
}

/** `undefined` where the source is no live one, and where no copy of its rows is to be kept. */
async function mirroringFor(typed: Typed, bench: Workbench, io: Io, store: Store): Promise<Mirroring | undefined> {
  if (bench.readWith === undefined) return undefined;
  const [{ startMirroring, STILL_KEPT }, { notifier }] = await Promise.all([
    import('./mirroring.ts'),
    import('./open-live.ts'),
  ]);
  const notify = notifier(io, isGiven(typed, 'quiet'));
  if (typed.options.mirror === false || !bench.config.keepsMirror) {
    if ((await store.mirrors()) > 0) notify(STILL_KEPT);
    return undefined;
  }
  return startMirroring({ store, request: bench.request, isAnew: isGiven(typed, 'full'), now: io.now, notify });
}

export const snapshot: Command = {
  name: 'snapshot',
  summary: 'Audit everyone in scope, store the run, gate, and say in one line what moved',
  args: ['[merge]', '[folder]'],
  options: [
    option.source,
    option.targetOrg,
    option.maxCalls,
    option.rep,
    option.team,
    option.asOf,
    option.store,
    option.baseline,
    option.keepTexts,
    { flags: '--full', about: 'Read a live source whole, not only what changed since the last snapshot' },
    { flags: '--no-mirror', about: 'Keep no copy of the rows of a live source in the store, and read it whole' },
    { flags: '--shard <n/of>', about: 'Judge one part of the owners, 2/8; snapshot merge joins the parts' },
    { flags: '--shard-out <folder>', about: 'Where the part is written (default: .threadcount/shards)' },
    option.output,
    option.format,
    option.failOn,
    option.only,
    option.jobs,
    option.maxMemory,
    option.brief,
    option.redact,
    option.quiet,
    option.noProgress,
    ...common,
  ],
  examples: [
    'threadcount snapshot --source exports/',
    'threadcount snapshot --fail-on new --fail-on expired-waiver --output report.json',
    'threadcount snapshot --shard 2/8 --shard-out shards    one job of eight',
    'threadcount snapshot merge shards --fail-on new         the job that comes after them',
    'threadcount snapshot --store postgres://audit@db.example/threadcount --fail-on regression',
  ],
  run,
  room: async (typed, io) => (await import('./room.ts')).roomFor(typed, io),
};

import type { Config } from '../../config/config.ts';
import { EXIT, UserError } from '../../lib/errors.ts';
import type { Io } from '../../lib/io.ts';
import type { Somebody } from '../../model/outcome.ts';
import type { RecertInput, RecertPolicy, StoredWeek } from '../../program/recert.ts';
import type { Store } from '../../stores/store.ts';
import { allOf, type Command, oneOf, type Typed } from '../command.ts';
import { option } from '../options.ts';
import type { Program } from './open-program.ts';
import { programCommon } from './options.ts';

const DUE_WITHIN = '30d';

function dueWithinOf(typed: Typed, lengthOf: (written: string) => number | undefined): { days: number; words: string } {
  const words = oneOf(typed, 'dueWithin') ?? DUE_WITHIN;
  const days = lengthOf(words);
  if (days !== undefined) return { days, words };
  throw new UserError({ message: `--due-within: "${words}" is no number of days or weeks`, hint: 'such as 30d or 4w' });
}

function failsOnDue(typed: Typed): boolean {
  const conditions = allOf(typed, 'failOn');
  const wrong = conditions.filter((one) => one !== 'due');
  if (wrong.length === 0) return conditions.length > 0;
  throw new UserError(wrong.map((one) => ({ message: `--fail-on: no condition "${one}" here`, hint: 'due' })));
}

/** Who is to be told of; whoever is asked for and is in neither ledger nor runs is unknown. */
function refuseUnknown(
  asked: readonly string[],
  known: readonly Somebody[],
  isSame: (who: string, one: Somebody) => boolean,
): void {
  const missing = asked.filter((who) => !known.some((one) => isSame(who, one)));
  const labels = known.map(({ name, email }) => name ?? email ?? '').filter((label) => label !== '');
  if (missing.length > 0)
    throw new UserError(
      missing.map((who) => ({
        message: `--rep: neither the ledger nor the stored runs know "${who}"`,
        hint: `such as ${[...new Set(labels)].slice(0, 5).join(', ')}`,
      })),
    );
}

async function weeksIn(store: Store, program: Program): Promise<readonly StoredWeek[]> {
  const [{ periodsOf }, { headsIn }, { formatDay, parseInstant }] = await Promise.all([
    import('../../history/trend.ts'),
    import('./open-program.ts'),
    import('../../lib/time.ts'),
  ]);
  const { zone } = program;
  const heads = await headsIn(store, program, zone);
  const weeks: StoredWeek[] = [];
  for (const { from, run } of periodsOf(heads, { every: 'week', most: 60, zone })) {
    const stored = run === null ? undefined : await store.run(run);
    if (stored === undefined || run === null) continue;
    const day = formatDay(zone.toDay(parseInstant(stored.head.asOf, zone) ?? 0));
    weeks.push({ run, from, day, reps: stored.result.reps });
  }
  return weeks;
}

function policyOf({ policy }: Program, lengthOf: (written: string) => number | undefined): RecertPolicy {
  const { snapshots, leave, versions, routing, 'win-rate': winRate } = policy.value.recertification;
  const days = leave === 'off' ? null : (lengthOf(leave) ?? null);
  if (leave !== 'off' && days === null)
    throw new UserError({
      message: 'leave: expected days or weeks, such as 4w',
      at: policy.at(['recertification', 'leave']),
    });
  return {
    snapshots: snapshots === 'off' ? null : snapshots,
    winRate: winRate === 'off' ? null : winRate,
    leave: days,
    versions: versions === 'on',
    routing: routing === 'on',
  };
}

/** What routing says of a rep since a date: routes that name the rep and begin or end on a day. */
function routesOf({ routing }: Config, who: Somebody) {
  const isOwner = (label: string): boolean => label.toLowerCase() === who.email?.toLowerCase();
  return (routing?.routes ?? [])
    .filter(({ owners }) => owners.some(isOwner))
    .flatMap(({ name, from, until }) => [
      ...(from === undefined ? [] : [{ date: from, what: `the route "${name}" begins`, where: 'routing file' }]),
      ...(until === undefined ? [] : [{ date: until, what: `the route "${name}" ends`, where: 'routing file' }]),
    ]);
}

/** Everything that the clocks read, from ledger, runs, source and files. */
async function inputOf(
  typed: Typed,
  io: Io,
  program: Program,
  dueWithin: RecertInput['dueWithin'],
): Promise<RecertInput> {
  const [open, { lengthOf }, { isSame }, { formatInstant }] = await Promise.all([
    import('./open-program.ts'),
    import('../../program/recert.ts'),
    import('../../program/who.ts'),
    import('../../lib/time.ts'),
  ]);
  const { config, zone, today, bench } = program;
  const policy = policyOf(program, lengthOf);
  const [certifications, weeks] = await open.inStore(
    typed,
    io,
    program,
    async (store) => [await open.decisionsIn(store, program), await weeksIn(store, program)] as const,
  );
  const days = policy.winRate === null ? 1 : 2 * (policy.winRate.days + policy.winRate.baseline);
  const { pivots, territories } = program.policy.value;
  const { rubrics, rulebook } = bench.request;
  return {
    asOf: formatInstant(program.asOf),
    today,
    dueWithin,
    policy,
    certifications,
    weeks,
    outcomes: await open.outcomesOf(typed, io, program, days),
    dayOf: (instant) => zone.toDay(instant),
    leavesOf: (who) => config.leave.filter(({ rep }) => isSame(rep, who)),
    pivots: pivots.map(({ date, kind, what, certifications: only }) => ({
      date,
      what: `${kind}: ${what}`,
      where: 'program file',
      certifications: only ?? null,
    })),
    territoriesOf: (who) => [
      ...territories
        .filter(({ rep }) => isSame(rep, who))
        .map(({ date, what }) => ({ date, what, where: 'program file' })),
      ...routesOf(config, who),
    ],
    versions: {
      rubrics: new Map(rubrics.map(({ id, version, changed }) => [id, { version, changed: changed ?? null }])),
      packs: new Map(rulebook.packs.map(({ id, version }) => [id, version])),
    },
  };
}

async function run(typed: Typed, io: Io): Promise<number> {
  const [open, recert, { isSame }, { showPage, checkFormat }, { recertPage }] = await Promise.all([
    import('./open-program.ts'),
    import('../../program/recert.ts'),
    import('../../program/who.ts'),
    import('../show.ts'),
    import('../../pages/recert.ts'),
  ]);
  checkFormat(typed);
  const dueWithin = dueWithinOf(typed, recert.lengthOf);
  const gates = failsOnDue(typed);
  const { rep: _rep, ...options } = typed.options;
  const program = open.openProgram({ ...typed, options }, io);
  const result = recert.recertify(await inputOf(typed, io, program, dueWithin));
  const asked = allOf(typed, 'rep');
  refuseUnknown(
    asked,
    [...result.certificates, ...result.uncertified].map(({ rep }) => rep),
    isSame,
  );
  const isAsked = ({ rep }: { readonly rep: Somebody }): boolean =>
    asked.length === 0 || asked.some((who) => isSame(who, rep));
  const shown = {
    ...result,
    certificates: result.certificates.filter(isAsked),
    uncertified: result.uncertified.filter(isAsked),
  };
  showPage(typed, io, { data: shown, page: (page) => recertPage(shown, page) });
  const due = shown.certificates.filter(({ state }) => state !== 'current');
  if (!gates || due.length === 0) return EXIT.done;
  io.stderr.write(`failed: due (${due.length} of ${shown.certificates.length} certificates)\n`);
  return EXIT.gateFailed;
}

export const programRecert: Command = {
  name: 'program recert',
  summary: 'Who is due for certification anew: by which clock, since when, and what it would take',
  options: [
    option.rep,
    { flags: '--due-within <days>', about: 'Certificates that end within so many days are due soon (default: 30d)' },
    { flags: '--fail-on <condition>', about: 'Exit 1 on: due', isRepeatable: true },
    ...programCommon,
  ],
  examples: [
    'threadcount program recert',
    'threadcount program recert --due-within 30d --fail-on due',
    "threadcount program recert --rep 'Priya Raman' --format json",
  ],
  run,
};

import { EXIT, UserError } from '../../lib/errors.ts';
import type { Io } from '../../lib/io.ts';
import type { Certified } from '../../model/certification-record.ts';
import type { Somebody } from '../../model/outcome.ts';
import type { Run } from '../../model/run.ts';
import type { RunCredits } from '../../program/validate.ts';
import type { Store } from '../../stores/store.ts';
import { type Command, oneOf, type Typed } from '../command.ts';
import { common, option } from '../options.ts';
import { programOption } from './options.ts';

/** The last certificate of a rep for each certification. */
function certificatesOf(all: readonly Certified[], only: string | undefined): readonly Certified[] {
  const held = all.filter(
    ({ verdict, certification }) =>
      (verdict === 'certified' || verdict === 'provisional') && (only === undefined || certification === only),
  );
  return [...new Map(held.map((one) => [one.certification, one])).values()];
}

/** Every record of a rep, criterion by criterion, as a stored run judged it: by the rubrics that were in force then. */
async function creditsOf(run: Run, who: Somebody, certification: string, day: number): Promise<RunCredits> {
  const [{ openPinned }, { marksOf, keyOf }, { areSame }, { createTally }] = await Promise.all([
    import('../../history/pinned.ts'),
    import('../../history/rescore.ts'),
    import('../../program/who.ts'),
    import('../../score/tally.ts'),
  ]);
  const { rubrics, rulebook } = openPinned(run.pinned);
  const reps = new Set(run.result.reps.filter((rep) => areSame(rep, who)).map(keyOf));
  const tally = createTally(
    rubrics.filter(({ id }) => id === certification),
    rulebook.rules,
  );
  const credits = run.records
    .filter(({ rep }) => reps.has(rep))
    .flatMap((record) => {
      const key = `${record.type} ${record.id}`;
      tally.add(key, { type: record.type, amount: record.amount, marks: marksOf(record) });
      return tally
        .of(key)
        .flatMap(({ criterion, counts }) =>
          counts.evaluable === 0 ? [] : [{ record: key, criterion, credit: counts.halves / 2 }],
        );
    });
  return { run: run.head.id, day, credits };
}

async function runsAround(
  store: Store,
  one: Certified,
  heads: readonly { readonly id: string; readonly day: number }[],
  windowDays: number,
) {
  const { parseDay } = await import('../../lib/time.ts');
  const decided = parseDay(one.decidedOn) ?? 0;
  const near = heads.filter(({ day }) => Math.abs(day - decided) <= windowDays);
  const found: RunCredits[] = [];
  for (const { id, day } of near) {
    const run = await store.run(id);
    if (run !== undefined) found.push(await creditsOf(run, one.who, one.certification, day));
  }
  return found;
}

/** The certificates of the rep asked for; throws where nobody goes by that name, or nothing was certified. */
function ownOf(
  all: readonly Certified[],
  who: string,
  only: string | undefined,
  isSame: (who: string, one: Somebody) => boolean,
): readonly Certified[] {
  const own = all.filter((one) => isSame(who, one.who) || one.rep.toLowerCase() === who.toLowerCase());
  const known = [...new Set(all.map((one) => one.who.name ?? one.who.email ?? one.rep))].slice(0, 5);
  if (own.length === 0)
    throw new UserError({
      message: `--rep: the ledger has no decision on "${who}"`,
      hint: known.length === 0 ? 'threadcount certify makes one' : `such as ${known.join(', ')}`,
    });
  const held = certificatesOf(own, only);
  if (held.length === 0)
    throw new UserError({
      message: `${who} was never certified${only === undefined ? '' : ` for ${only}`}, so there is nothing to validate`,
    });
  return held;
}

async function run(typed: Typed, io: Io): Promise<number> {
  const [
    open,
    { validateTransfer, WINDOW },
    { isSame },
    { showPage, checkFormat },
    { validationPage },
    { parseInstant },
    { onlyCertification },
  ] = await Promise.all([
    import('./open-program.ts'),
    import('../../program/validate.ts'),
    import('../../program/who.ts'),
    import('../show.ts'),
    import('../../pages/validation.ts'),
    import('../../lib/time.ts'),
    import('./certification-option.ts'),
  ]);
  checkFormat(typed);
  const who = oneOf(typed, 'who');
  if (who === undefined)
    throw new UserError({ message: 'whom? --rep is missing', hint: "such as --rep 'Priya Raman'" });
  const program = open.openProgram(typed, io);
  const { zone, today, bench } = program;
  const only = onlyCertification(typed, bench.request.rubrics);
  const result = await open.inStore(typed, io, program, async (store) => {
    const held = ownOf(await open.decisionsIn(store, program), who, only, isSame);
    const heads = (await open.headsIn(store, program, zone)).map(({ id, asOf }) => ({
      id,
      day: zone.toDay(parseInstant(asOf, zone) ?? 0),
    }));
    const certifications = [];
    for (const certified of held) {
      const rubric = bench.request.rubrics.find(({ id }) => id === certified.certification);
      const criteria = rubric?.criteria.filter(({ isWritten }) => !isWritten).map(({ id }) => id) ?? [];
      const runs = await runsAround(store, certified, heads, WINDOW);
      certifications.push(
        validateTransfer({
          certified,
          today,
          runs,
          criteria,
          minimum: rubric?.minimumRecords ?? 10,
          standard: rubric?.bands[3] ?? 0.85,
        }),
      );
    }
    const { id = null, name = null, email = null } = held[0]?.who ?? {};
    return { schemaVersion: 1 as const, rep: { id, name, email }, certifications };
  });
  showPage(typed, io, { data: result, page: (page) => validationPage(result, page) });
  return EXIT.done;
}

export const programValidate: Command = {
  name: 'program validate',
  summary: 'Whether certified behavior shows in the field: 30 days after against 30 days before, per criterion',
  options: [
    { flags: '--rep <who>', about: 'Whom: e-mail, name or id' },
    programOption.certification,
    option.asOf,
    option.store,
    programOption.program,
    option.format,
    ...common,
  ],
  examples: [
    "threadcount program validate --rep 'Priya Raman'",
    'threadcount program validate --rep ana@acme.example --certification crm-hygiene --format json',
  ],
  run: (typed, io) => {
    // Of the ledger, not of the source: the records are those of the stored runs.
    const { rep, ...options } = typed.options;
    return run({ ...typed, options: { ...options, who: rep } }, io);
  },
};

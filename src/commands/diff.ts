import type { Side, StreakOf } from '../history/changes.ts';
import type { PastRun } from '../history/streaks.ts';
import { EXIT, UserError } from '../lib/errors.ts';
import type { Io } from '../lib/io.ts';
import type { RunHead } from '../model/run.ts';
import type { Store } from '../stores/store.ts';
import type { Command, Typed } from './command.ts';
import type { Where } from './find-run.ts';
import { common, option } from './options.ts';

type Sides = readonly [from: Side, to: Side];

const nothing = (store: Store, found: string): UserError =>
  new UserError({ message: `the store ${store.label} holds ${found}`, hint: 'threadcount snapshot stores one' });

/** The last two stored runs of the scope and source of the one that was stored for the latest moment. */
async function lastTwo(store: Store): Promise<Sides> {
  const { lastBefore, openStored, scopeWords } = await import('./find-run.ts');
  const heads = await store.runs();
  const to = heads.at(-1);
  if (to === undefined) throw nothing(store, 'no run');
  const from = lastBefore(heads, to, to.asOf);
  if (from === undefined) throw nothing(store, `one run of ${scopeWords(to.scope)}, and two are needed`);
  return [await openStored(from, store), await openStored(to, store)];
}

/** One run or report, and the last stored run of its scope. */
async function sinceOne(from: Side, store: Store): Promise<Sides> {
  const [{ openStored, scopeWords }, { scopeLine }] = await Promise.all([
    import('./find-run.ts'),
    import('../history/run.ts'),
  ]);
  const scope = scopeLine(from.result.scope);
  const { asOf, source } = from.result;
  const heads = await store.runs();
  const to = heads.findLast((head) => head.scope === scope && head.source === source.kind && head.asOf > asOf);
  if (to === undefined) throw nothing(store, `no run of ${scopeWords(scope)} after ${asOf}`);
  return [from, await openStored(to, store)];
}

async function chosen(typed: Typed, store: Store | undefined, where: Where): Promise<Sides> {
  const { openSide } = await import('./find-run.ts');
  const [a, b] = typed.args;
  const from = a === undefined ? undefined : await openSide(a, store, where);
  if (from !== undefined && b !== undefined) return [from, await openSide(b, store, where)];
  if (store !== undefined) return from === undefined ? lastTwo(store) : sinceOne(from, store);
  throw new UserError({ message: `with what should ${a} be compared?`, hint: 'name a second run or report' });
}

async function* pastOf(heads: readonly RunHead[], store: Store): AsyncGenerator<PastRun> {
  for (const { id, asOf } of heads) yield { asOf, fingerprints: await store.fingerprints(id) };
}

/** How long findings have stood, over the stored runs that lead up to the later side. */
async function streaks({ run }: Side, store: Store | undefined): Promise<StreakOf | undefined> {
  if (run === undefined || store === undefined) return undefined;
  const [{ streaksOf }, { lineOf }] = await Promise.all([import('../history/streaks.ts'), import('./find-run.ts')]);
  return streaksOf(pastOf(lineOf(await store.runs(), run.head), store));
}

/** What a side was asked for, samples included: only like can be compared with like. */
const asked = ({ result }: Side, scopeLine: (scope: Side['result']['scope']) => string): string =>
  [scopeLine(result.scope) || 'everyone', result.scope.sample === null ? '' : ', a sample'].join('');

function refuseMixed([from, to]: Sides, scopeLine: (scope: Side['result']['scope']) => string): void {
  const [a, b] = [asked(from, scopeLine), asked(to, scopeLine)];
  if (a === b) return;
  throw new UserError({
    message: `the two were asked for different things: ${a}; and ${b}`,
    hint: 'compare runs of the same --rep, --team and --only',
  });
}

async function run(typed: Typed, io: Io): Promise<number> {
  const [
    { openConfig },
    { storeAddress, withStore },
    { needsStore },
    { compare },
    { scopeLine },
    show,
    { diffPage },
    { createCalendar },
    { hushFrom },
  ] = await Promise.all([
    import('./workbench.ts'),
    import('./open-store.ts'),
    import('./find-run.ts'),
    import('../history/compare.ts'),
    import('../history/run.ts'),
    import('./show.ts'),
    import('../pages/diff.ts'),
    import('../facts/calendar.ts'),
    import('./redaction.ts'),
  ]);
  show.checkFormat(typed);
  const config = openConfig(typed, io);
  const hush = hushFrom(typed, config);
  const where = { cwd: io.cwd, zone: createCalendar(config.calendar).zone };
  const tell = async (store: Store | undefined): Promise<number> => {
    const sides = await chosen(typed, store, where);
    refuseMixed(sides, scopeLine);
    const [from, to] = sides;
    const diff = hush.diff(compare(from, to, await streaks(to, store)));
    show.showPage(typed, io, { data: diff, page: (options) => diffPage(diff, options) });
    return EXIT.done;
  };
  // One saved report alone is compared with the store.
  if (!needsStore(typed.args[0]) && !needsStore(typed.args[1])) return tell(undefined);
  return withStore(storeAddress(typed, config, io), { mustExist: true }, tell);
}

export const diff: Command = {
  name: 'diff',
  summary: 'What is new, fixed, closed and waived between two runs, and why the score moved',
  args: ['[a]', '[b]'],
  options: [option.store, option.format, option.redact, ...common],
  examples: [
    'threadcount diff                                    the last two stored runs',
    'threadcount diff 2026-11-11 2026-11-18              by date',
    'threadcount diff 3f2a --format json                 from the run 3f2a… to the last of its scope',
    'threadcount diff last-week.json this-week.json      two saved reports',
  ],
  run,
};

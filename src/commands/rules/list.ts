import { EXIT } from '../../lib/errors.ts';
import type { Io } from '../../lib/io.ts';
import type { RuleList } from '../../pages/rule-list.ts';
import type { RuleRecord } from '../../program/appeals.ts';
import { type Command, isGiven, type Typed } from '../command.ts';
import { common, option } from '../options.ts';

/** Runs that the findings of a rule are counted over. */
const RUNS = 4;

/** How often each rule was right: findings of the last stored runs, and what became of those that were contested. */
async function statsOf(typed: Typed, io: Io): Promise<ReadonlyMap<string, RuleRecord>> {
  const [{ openConfig }, { storeAddress, withStore }, { appealsOf, recordsOf }] = await Promise.all([
    import('../workbench.ts'),
    import('../open-store.ts'),
    import('../../program/appeals.ts'),
  ]);
  return withStore(storeAddress(typed, openConfig(typed, io), io), { mustExist: true }, async (store) => {
    const seen = new Map<string, Set<string>>();
    for (const { id } of (await store.runs()).slice(-RUNS)) {
      const run = await store.run(id);
      for (const { rule, fingerprint } of run?.result.reps.flatMap(({ findings }) => findings) ?? [])
        seen.set(rule, (seen.get(rule) ?? new Set()).add(fingerprint));
    }
    return recordsOf(seen, appealsOf(await store.entries(['appeal', 'ruling'])).values());
  });
}

/** Options that choose no rule and no configuration. */
const PLAIN: ReadonlySet<string> = new Set(['format', 'debug', 'color', 'stats', 'store']);

const none: RuleRecord = { findings: 0, appeals: 0, open: 0, upheld: 0, overturned: 0, overturnedShare: null };

/** The rules in force, from what the build has listed where that is all there is to know. */
async function openList(typed: Typed, io: Io): Promise<RuleList> {
  if (Object.keys(typed.options).every((name) => PLAIN.has(name))) {
    const { listedRules } = await import('../listed-rules.ts');
    const listed = listedRules(io.cwd);
    if (listed !== undefined) return listed;
  }
  const [{ openRules }, { ruleRow }] = await Promise.all([import('../workbench.ts'), import('../../pages/rules.ts')]);
  const { packs, rules } = openRules(typed, io);
  return { packs, rules: rules.map(ruleRow) };
}

async function run(typed: Typed, io: Io): Promise<number> {
  const [{ packs, rules }, { showPage }, { ruleListPage }] = await Promise.all([
    openList(typed, io),
    import('../show.ts'),
    import('../../pages/rule-list.ts'),
  ]);
  if (!isGiven(typed, 'stats')) {
    showPage(typed, io, {
      data: { schemaVersion: 1, packs, rules },
      page: (options) => ruleListPage({ packs, rules }, options),
    });
    return EXIT.done;
  }
  const { ruleStatsPage } = await import('../../pages/rule-stats.ts');
  const stats = await statsOf(typed, io);
  const statsFor = (id: string): RuleRecord => stats.get(id) ?? none;
  showPage(typed, io, {
    data: { schemaVersion: 1, packs, rules: rules.map((rule) => ({ ...rule, stats: statsFor(rule.id) })) },
    page: (options) =>
      ruleStatsPage(
        rules.map(({ id, title }) => ({ id, title, ...statsFor(id) })),
        options,
      ),
  });
  return EXIT.done;
}

export const rulesList: Command = {
  name: 'rules list',
  summary: 'The rules in force, by area; with --stats, how often each was right',
  options: [
    option.only,
    { flags: '--stats', about: `Findings of the last ${RUNS} stored runs, appeals, and the share overturned` },
    option.store,
    option.format,
    ...common,
  ],
  examples: [
    'threadcount rules list',
    'threadcount rules list --only next-steps --format json',
    'threadcount rules list --stats                      after some snapshots',
  ],
  run,
};

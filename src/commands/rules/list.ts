import { EXIT } from '../../lib/errors.ts';
import type { Io } from '../../lib/io.ts';
import type { Command, Typed } from '../command.ts';
import { common, option } from '../options.ts';

async function run(typed: Typed, io: Io): Promise<number> {
  const [{ openRules }, { showPage }, { ruleListPage, ruleRow }] = await Promise.all([
    import('../workbench.ts'),
    import('../show.ts'),
    import('../../pages/rules.ts'),
  ]);
  const { packs, rules } = openRules(typed, io);
  showPage(typed, io, {
    data: { schemaVersion: 1, packs, rules: rules.map(ruleRow) },
    page: (options) => ruleListPage({ packs, rules }, options),
  });
  return EXIT.done;
}

export const rulesList: Command = {
  name: 'rules list',
  summary: 'The rules in force, by area',
  options: [option.only, option.format, ...common],
  examples: ['threadcount rules list', 'threadcount rules list --only next-steps --format json'],
  run,
};

import { EXIT } from '../../lib/errors.ts';
import type { Io } from '../../lib/io.ts';
import { type Command, isGiven, type Typed } from '../command.ts';
import { common, option } from '../options.ts';

async function run(typed: Typed, io: Io): Promise<number> {
  const [{ openOwnRules, openRules, openSetting }, { runExamples }, { shortcomings }] = await Promise.all([
    import('../workbench.ts'),
    import('../../rulebook/examples.ts'),
    import('../../rulebook/shortcomings.ts'),
  ]);
  const { rules, packs } = openRules(typed, io);
  const own = openOwnRules(typed, io);
  const setting = openSetting(typed, io);
  runExamples(own, setting);
  const found = isGiven(typed, 'strict') ? shortcomings({ packs, rules: own.rules }, setting.today) : [];
  for (const { file, message } of found) io.stdout.write(`${file}: ${message}\n`);
  io.stdout.write(
    `${rules.length} rules in ${packs.length} packs; ${found.length === 0 ? 'nothing wrong' : `${found.length} to mend`}\n`,
  );
  return found.length > 0 ? EXIT.gateFailed : EXIT.done;
}

export const rulesCheck: Command = {
  name: 'rules check',
  summary: 'Check the rule files and the configuration: names, types, parameters, examples',
  options: [option.strict, ...common],
  examples: ['threadcount rules check', 'threadcount rules check --strict --config team/threadcount.yaml'],
  run,
};

import { EXIT, formatProblem } from '../../lib/errors.ts';
import type { Io } from '../../lib/io.ts';
import { type Command, isGiven, type Typed } from '../command.ts';
import { common, option } from '../options.ts';

async function run(typed: Typed, io: Io): Promise<number> {
  const [{ openConfig, openOwnRules, openRubrics, openRules, openSetting }, { tryExamples }, { shortcomings }, safe] =
    await Promise.all([
      import('../workbench.ts'),
      import('./examples.ts'),
      import('../../rulebook/shortcomings.ts'),
      import('../../lib/escape.ts'),
    ]);
  const { rules, packs } = openRules(typed, io);
  const own = openOwnRules(typed, io);
  const setting = openSetting(typed, io);
  tryExamples(typed, io);
  const routes = openConfig(typed, io).routing?.routes ?? [];
  const inspected = { packs, own: own.rules, inForce: rules, rubrics: openRubrics(), routes };
  const found = isGiven(typed, 'strict') ? shortcomings(inspected, setting.today) : [];
  for (const problem of found) io.stdout.write(`${safe.terminalSafe(formatProblem(problem))}\n`);
  io.stdout.write(
    `${rules.length} rules in ${packs.length} packs; ${found.length === 0 ? 'nothing wrong' : `${found.length} to mend`}\n`,
  );
  return found.length > 0 ? EXIT.gateFailed : EXIT.done;
}

export const rulesCheck: Command = {
  name: 'rules check',
  summary: 'Check the rule files and the configuration: names, types, parameters, examples',
  options: [option.strict, option.asOf, ...common],
  examples: [
    'threadcount rules check',
    'threadcount rules check --strict --config team/threadcount.yaml',
    'threadcount rules check --strict --as-of 2027-03-01    what will be overdue then',
  ],
  run,
};

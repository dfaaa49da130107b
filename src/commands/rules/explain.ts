import { EXIT, UserError } from '../../lib/errors.ts';
import type { Io } from '../../lib/io.ts';
import { nearest } from '../../lib/nearest.ts';
import type { Command, Typed } from '../command.ts';
import { common, option } from '../options.ts';

async function run(typed: Typed, io: Io): Promise<number> {
  const [{ openOwnRules, openRules }, { showPage }, { ruleCard, rulePage }] = await Promise.all([
    import('../workbench.ts'),
    import('../show.ts'),
    import('../../pages/rules.ts'),
  ]);
  const id = typed.args[0] ?? '';
  const inForce = openRules(typed, io).rules.find((one) => one.id === id);
  // What is turned off can still be read about.
  const rules = inForce === undefined ? openOwnRules(typed, io).rules : [];
  const rule = inForce ?? rules.find((one) => one.id === id);
  if (rule === undefined) {
    const near = nearest(
      id,
      rules.map((one) => one.id),
      3,
    );
    const hint = near.length > 0 ? `did you mean ${near.join(', ')}?` : 'threadcount rules list shows them all';
    throw new UserError({ message: `there is no rule "${id}"`, hint });
  }
  const isOff = inForce === undefined;
  showPage(typed, io, { data: ruleCard(rule, isOff), page: (options) => rulePage(rule, isOff, options) });
  return EXIT.done;
}

export const rulesExplain: Command = {
  name: 'rules explain',
  summary: 'One rule: what it says, parameters and severity in force and by default, overrides, source, examples',
  args: ['<id>'],
  options: [option.format, ...common],
  examples: [
    'threadcount rules explain next-steps/undated',
    'threadcount rules explain status/stale-lead --config team/threadcount.yaml --format json',
  ],
  run,
};

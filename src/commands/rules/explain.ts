import { EXIT, UserError } from '../../lib/errors.ts';
import type { Io } from '../../lib/io.ts';
import { nearest } from '../../lib/nearest.ts';
import type { Command, Typed } from '../command.ts';
import { common, option } from '../options.ts';

async function run(typed: Typed, io: Io): Promise<number> {
  const [{ openRules }, { showPage }, { ruleCard, rulePage }] = await Promise.all([
    import('../workbench.ts'),
    import('../show.ts'),
    import('../../pages/rules.ts'),
  ]);
  const { rules } = openRules(typed, io);
  const id = typed.args[0] ?? '';
  const rule = rules.find((one) => one.id === id);
  if (rule === undefined) {
    const near = nearest(
      id,
      rules.map((one) => one.id),
      3,
    );
    const hint = near.length > 0 ? `did you mean ${near.join(', ')}?` : 'threadcount rules list shows them all';
    throw new UserError({ message: `there is no rule "${id}"`, hint });
  }
  showPage(typed, io, { data: ruleCard(rule), page: (options) => rulePage(rule, options) });
  return EXIT.done;
}

export const rulesExplain: Command = {
  name: 'rules explain',
  summary: 'One rule: what it says, its parameters, where its default comes from, examples',
  args: ['<id>'],
  options: [option.format, ...common],
  examples: ['threadcount rules explain next-steps/undated'],
  run,
};

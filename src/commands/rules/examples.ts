import type { Io } from '../../lib/io.ts';
import { type ExampleResult, runExamples } from '../../rulebook/examples.ts';
import type { Typed } from '../command.ts';
import { openConfig, openDefaultSetting, openOwnRules, openSetting } from '../workbench.ts';

/**
 * Tries every rule on its examples: those of shipped rules as if there were no configuration, those of the team's own
 * rules under the team's calendar, labels and domains.
 */
export function tryExamples(typed: Typed, io: Io): readonly ExampleResult[] {
  const { rules } = openOwnRules(typed, io);
  const shipped = new Set(openConfig(typed, io).packs.flatMap((pack) => (pack.kind === 'shipped' ? [pack.id] : [])));
  const [ours, theirs] = [true, false].map((isShipped) => rules.filter(({ pack }) => shipped.has(pack) === isShipped));
  return [
    ...runExamples({ rules: ours ?? [] }, openDefaultSetting(io)),
    ...runExamples({ rules: theirs ?? [] }, openSetting(typed, io)),
  ];
}

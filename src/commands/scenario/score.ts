import type { Command } from '../command.ts';
import { common, option } from '../options.ts';

export const scenarioScore: Command = {
  name: 'scenario score',
  summary: 'Check the scored form of a scenario, with its quotes, and store it: it counts from then on',
  args: ['<form>'],
  options: [option.source, option.asOf, option.store, option.format, option.noProgress, ...common],
  examples: ['threadcount scenario score priya.yaml', 'threadcount scenario score priya.yaml --format json'],
  run: async (typed, io) => (await import('./take-score.ts')).takeScore(typed, io),
};

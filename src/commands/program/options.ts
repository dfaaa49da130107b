import type { CommandOption } from '../command.ts';
import { common, option } from '../options.ts';

/** What the commands around certificates share. */
export const programOption = {
  program: {
    flags: '--program <file>',
    about: 'What the program goes by (default: program.yaml beside threadcount.yaml)',
  },
  certification: { flags: '--certification <id>', about: 'Only this certification' },
} as const satisfies Readonly<Record<string, CommandOption>>;

/** Where records and decisions are read from. */
export const programCommon: readonly CommandOption[] = [
  option.source,
  option.targetOrg,
  option.maxCalls,
  option.asOf,
  option.store,
  programOption.program,
  option.format,
  option.noProgress,
  ...common,
];

import type { CommandOption } from './command.ts';

/** Options that several commands share: one wording, one meaning. */
export const option = {
  config: { flags: '--config <file>', about: 'Configuration file (default: threadcount.yaml, searched upwards)' },
  source: { flags: '--source <source>', about: 'salesforce, hubspot, demo, or a folder or file of exports' },
  targetOrg: {
    flags: '--target-org <alias>',
    about: 'The org of the Salesforce CLI to read (with --source salesforce)',
  },
  maxCalls: { flags: '--max-calls <n>', about: 'Stop reading a live source after this many calls; the rest is a gap' },
  rep: { flags: '--rep <who>', about: 'Only this rep: e-mail, name or id', isRepeatable: true },
  team: { flags: '--team <manager>', about: 'Only the reps below this manager (e-mail)', isRepeatable: true },
  asOf: { flags: '--as-of <iso>', about: 'Judge as of this date (its end) or instant (default: now)' },
  output: {
    flags: '--output <file>',
    about: 'Also write a report to a file; its format by extension',
    isRepeatable: true,
  },
  format: { flags: '--format <name>', about: 'Format on standard output (default: terminal)' },
  failOn: {
    flags: '--fail-on <condition>',
    about:
      'Exit 1 on: critical, error, warning, uncertified, incomplete, score-below:<n>, expired-waiver, new, regression',
    isRepeatable: true,
  },
  only: { flags: '--only <rule|area>', about: 'Only these rules; no certification is decided', isRepeatable: true },
  sample: {
    flags: '--sample [n]',
    about: 'Judge a sample of up to n leads and n deals a rep (12), by status and stage; no certification is decided',
  },
  jobs: {
    flags: '--jobs <n>',
    about: 'Judge files in so many threads, with the same result (default: by cores, memory and size; live sources: 1)',
  },
  maxMemory: {
    flags: '--max-memory <size>',
    about: 'What each job may hold in memory, 8GB (default: what Node gives; of big files three fifths of the machine)',
  },
  seed: { flags: '--seed <n>', about: 'Which sample: the same seed draws the same records anywhere (default: 1)' },
  brief: { flags: '--brief', about: 'One screen: everyone in a table; of one rep, what to fix first' },
  redact: {
    flags: '--redact <what>',
    about: 'none, contacts (no words of customers) or all (no names of reps either)',
  },
  quiet: { flags: '--quiet', about: 'No report on standard output, no progress' },
  debug: { flags: '--debug', about: 'Show the stack of an unexpected error' },
  noColor: { flags: '--no-color', about: 'No color (NO_COLOR and FORCE_COLOR are honored)' },
  noProgress: { flags: '--no-progress', about: 'No progress on standard error' },
  strict: {
    flags: '--strict',
    about: 'Also report missing examples, unused parameters, what is never reached, overdue reviews',
  },
  store: {
    flags: '--store <url>',
    about: 'Where runs are kept: a file, or postgres://… (default: .threadcount/threadcount.db)',
  },
  baseline: {
    flags: '--baseline <run>',
    about: 'What new and regression are held against: a run, a date or a saved report (default: the run before)',
  },
  keepTexts: { flags: '--keep-texts', about: 'Store free texts too: notes, descriptions, next steps' },
  keep: { flags: '--keep <n>', about: 'How many runs of each scope and source stay' },
  salvage: { flags: '--salvage', about: 'Leave out what is damaged, and name it' },
  as: { flags: '--as <id>', about: 'Try the file as this rule (default: by its folder and its name)' },
  kind: { flags: '--kind <kind>', about: 'next-step or note' },
} as const satisfies Readonly<Record<string, CommandOption>>;

/** What every command takes. */
export const common: readonly CommandOption[] = [option.config, option.debug, option.noColor];

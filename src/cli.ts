import type { Command } from './commands/command.ts';
import { commands, groups } from './commands/index.ts';
import { EXIT, formatProblem, type Problem, SourceError, UserError } from './lib/errors.ts';
import type { Io } from './lib/io.ts';
import { didYouMean } from './lib/nearest.ts';

const HELP = new Set(['-h', '--help', 'help']);
const VERSION = new Set(['-V', '--version']);

/** The verb that the arguments begin with; a group (`rules`) needs its second word. */
function findCommand(
  argv: readonly string[],
): { readonly command: Command; readonly rest: readonly string[] } | Problem {
  const [first = '', second = ''] = argv;
  const name = groups.includes(first) ? `${first} ${second}` : first;
  const command = commands.find((one) => one.name === name);
  if (command !== undefined) return { command, rest: argv.slice(name.split(' ').length) };
  const known = [...commands.map((one) => one.name), ...groups];
  const hint = didYouMean(name.trim(), known) ?? 'threadcount --help lists the commands';
  return { message: `unknown command "${name.trim()}"`, hint };
}

/** Runs one command line; everything it prints and everything it knows of the world goes through `io`. Gives the exit code. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  const isDebug = argv.includes('--debug');
  try {
    return await run(argv, io);
  } catch (error) {
    // How far the reading came may stand on this line.
    if (io.stderr.isTTY) io.stderr.write('\r\u001b[2K');
    return await fail(error, isDebug, io);
  }
}

async function run(argv: readonly string[], io: Io): Promise<number> {
  const [first = 'audit'] = argv;
  if (HELP.has(first)) return help(io, argv[1] === undefined ? undefined : argv.slice(1));
  if (VERSION.has(first)) {
    const { version } = await import('./lib/version.ts');
    io.stdout.write(`${version}\n`);
    return EXIT.done;
  }
  if (groups.includes(first) && (argv[1] === undefined || HELP.has(argv[1]))) return help(io, [first]);
  const found = findCommand(argv.length === 0 || first.startsWith('-') ? ['audit', ...argv] : argv);
  if ('message' in found) throw new UserError(found);
  const { command, rest } = found;
  if (rest.some((word) => HELP.has(word) && word !== 'help')) return help(io, command.name.split(' '));
  return perform(command, rest, argv, io);
}

/** Runs a command, in a thread of its own where it wants more memory, or less, than this one has. */
async function perform(command: Command, rest: readonly string[], argv: readonly string[], io: Io): Promise<number> {
  const { parseArguments } = await import('./commands/parse.ts');
  const typed = parseArguments(command, rest);
  const room = io.isBounded === true ? undefined : await command.room?.(typed, io);
  if (room === undefined) return command.run(typed, io);
  const { runBounded } = await import('./bounded.ts');
  return runBounded(argv, io, room);
}

async function help(io: Io, words: readonly string[] | undefined): Promise<number> {
  const { helpText } = await import('./commands/help.ts');
  io.stdout.write(helpText(words?.join(' ')));
  return EXIT.done;
}

/** What went wrong, in words, and the exit code that goes with it. Messages may quote records: they are made safe. None shows a credential. */
async function fail(error: unknown, isDebug: boolean, { stderr, env }: Io): Promise<number> {
  const [{ terminalSafe }, { redactSecrets, secretsOf }] = await Promise.all([
    import('./lib/escape.ts'),
    import('./lib/redact-secrets.ts'),
  ]);
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const shown = (text: string): string => terminalSafe(redactSecrets(text, secretsOf(env)), { newlines: 'keep' });
  const say = (text: string): void => stderr.write(`${shown(text)}\n`);
  if (error instanceof UserError || error instanceof SourceError) {
    for (const problem of error.problems) say(formatProblem(problem));
    if (isDebug) say(stack);
    return error instanceof UserError ? EXIT.wrongInput : EXIT.unreadable;
  }
  say(`threadcount: sorry, this is a mistake of ours: ${error instanceof Error ? error.message : String(error)}`);
  say(isDebug ? stack : 'Nothing was written. Run it again with --debug to see where it happened.');
  return EXIT.bug;
}

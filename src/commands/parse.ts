import { Command as Parser } from 'commander';
import { type Problem, UserError } from '../lib/errors.ts';
import { didYouMean } from '../lib/nearest.ts';
import type { Command, CommandOption, Typed } from './command.ts';

const longOf = ({ flags }: CommandOption): string => /--[a-z-]+/.exec(flags)?.[0] ?? flags;

const collect = (value: string, before: readonly string[] | undefined): readonly string[] => [...(before ?? []), value];

function parserFor({ name, options }: Command): Parser {
  const parser = new Parser(name).exitOverride().configureOutput({ writeErr: () => {} });
  for (const { flags, about, isRepeatable } of options) {
    if (isRepeatable) parser.option(flags, about, collect);
    else parser.option(flags, about);
  }
  return parser;
}

/** Long options are refused by name, with the nearest one that exists. */
function refusal(word: string, known: readonly string[]): Problem {
  const long = word.split('=', 1)[0] ?? word;
  const hint = didYouMean(long, known);
  return hint === undefined ? { message: `unknown option ${long}` } : { message: `unknown option ${long}`, hint };
}

/** An option that lacks its value, in our own words. */
const asProblem = (error: unknown): Problem => ({
  message: error instanceof Error ? error.message.replace(/^error: /, '') : String(error),
});

/** Reads the words after a command. Throws a `UserError` with everything that is wrong with them. */
export function parseArguments(command: Command, words: readonly string[]): Typed {
  const parser = parserFor(command);
  const problems: Problem[] = [];
  let parsed: { operands: string[]; unknown: string[] } = { operands: [], unknown: [] };
  try {
    parsed = parser.parseOptions([...words]);
  } catch (error) {
    throw new UserError(asProblem(error));
  }
  const known = [...command.options.map(longOf), '--help'];
  const unknown = parsed.unknown.filter((word) => word.startsWith('-') && word !== '-');
  problems.push(...unknown.map((word) => refusal(word, known)));
  const args = [...parsed.operands, ...(unknown.length > 0 ? [] : parsed.unknown)];
  problems.push(...countProblems(command, args));
  if (problems.length > 0) throw new UserError(problems);
  return { args, options: parser.opts() };
}

function countProblems({ name, args: named = [] }: Command, args: readonly string[]): readonly Problem[] {
  const missing = named.slice(args.length).filter((arg) => arg.startsWith('<'));
  const excess = args.slice(named.length);
  return [
    ...missing.map((arg) => ({ message: `threadcount ${name} needs ${arg}`, hint: `threadcount ${name} --help` })),
    ...excess.map((arg) => ({
      message: `threadcount ${name} does not take "${arg}"`,
      hint: `threadcount ${name} --help`,
    })),
  ];
}

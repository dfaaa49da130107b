import type { Command } from './command.ts';
import { commands, groups } from './index.ts';

const WIDTH = 30;

const row = (left: string, right: string): string =>
  left.length < WIDTH - 2 ? `  ${left.padEnd(WIDTH - 2)}${right}` : `  ${left}\n${' '.repeat(WIDTH)}${right}`;

const usageOf = ({ name, args = [] }: Command): string => ['threadcount', name, ...args].join(' ');

function general(listed: readonly Command[], intro: string): string {
  return [
    intro,
    '',
    'Usage: threadcount <command> [options]',
    '',
    'Commands:',
    ...listed.map((command) => row(usageOf(command).replace('threadcount ', ''), command.summary)),
    '',
    'threadcount <command> --help shows the options of a command, with examples.',
    'threadcount --version shows the version.',
    '',
  ].join('\n');
}

function specific(command: Command): string {
  return [
    command.summary,
    '',
    `Usage: ${usageOf(command)} [options]`,
    '',
    'Options:',
    ...command.options.map(({ flags, about, isRepeatable }) =>
      row(flags, `${about}${isRepeatable ? ' (repeatable)' : ''}`),
    ),
    row('-h, --help', 'This page'),
    '',
    'Examples:',
    ...command.examples.map((example) => `  ${example}`),
    '',
    'Exit codes: 0 done · 1 a gate failed · 2 wrong input · 3 source unreadable · 70 our bug · 130 interrupted',
    '',
  ].join('\n');
}

const CLAIM =
  "Threadcount audits a sales rep's CRM records for hygiene and multi-threading, and certifies on the evidence.";

/** Help on everything, on a group of commands, or on one command. */
export function helpText(topic?: string): string {
  const command = commands.find(({ name }) => name === topic);
  if (command !== undefined) return specific(command);
  if (topic !== undefined && groups.includes(topic)) {
    return general(
      commands.filter(({ name }) => name.startsWith(`${topic} `)),
      `threadcount ${topic}`,
    );
  }
  return general(commands, CLAIM);
}

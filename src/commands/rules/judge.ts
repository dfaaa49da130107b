import { EXIT, type Problem, UserError } from '../../lib/errors.ts';
import type { Io } from '../../lib/io.ts';
import { jsonText } from '../../lib/json-text.ts';
import { formatDay, parseDay } from '../../lib/time.ts';
import { type Command, oneOf, type Typed } from '../command.ts';
import { common, option } from '../options.ts';

/** One line of input as it may be; what is needed is checked line by line. */
interface Line {
  readonly id: unknown;
  readonly text: string | null;
  readonly asOf: number;
  readonly edited: number;
}

const property = (value: object, name: string): unknown =>
  Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;

/** The day of `2026-11-18` or of an instant that begins with one. */
const dayFrom = (value: unknown): number | undefined =>
  typeof value === 'string' ? parseDay(value.slice(0, 10)) : undefined;

function readLine(source: string, number: number): Line | Problem {
  const at = { file: 'standard input', line: number };
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    return { message: 'this line is not JSON', at };
  }
  if (typeof value !== 'object' || value === null) return { message: 'expected an object with id, asOf and text', at };
  const text = property(value, 'text') ?? null;
  const asOf = dayFrom(property(value, 'asOf'));
  const edited = dayFrom(property(value, 'updatedAt') ?? property(value, 'writtenAt')) ?? asOf;
  if (typeof text !== 'string' && text !== null) return { message: 'expected "text" to be text or null', at };
  if (asOf === undefined || edited === undefined) {
    return { message: 'expected "asOf" (and "updatedAt" or "writtenAt") to be dates such as 2026-11-18', at };
  }
  return { id: property(value, 'id'), text, asOf, edited };
}

async function readAll(stdin: Io['stdin']): Promise<readonly string[]> {
  const chunks: Buffer[] = [];
  for await (const chunk of stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/);
}

type Judge = (line: Line) => object;

async function judgeOf(kind: string | undefined, typed: Typed, io: Io): Promise<Judge> {
  const { openSetting } = await import('../workbench.ts');
  const { judgeNextStep, judgeNote } = openSetting(typed, io);
  switch (kind) {
    case 'next-step':
      return ({ id, text, asOf, edited }) => {
        const { level, due, vague, overdue } = judgeNextStep({ text, updatedDay: edited, asOfDay: asOf });
        return { id, level, due: due === null ? null : formatDay(due), vague, overdue };
      };
    case 'note':
      return ({ id, text, asOf, edited }) => {
        const { what, why, next, paste, level } = judgeNote({ text, writtenDay: edited, asOfDay: asOf });
        return { id, what, why, next, paste, level };
      };
    default:
      throw new UserError({
        message: kind === undefined ? '--kind is missing' : `--kind: no kind "${kind}"`,
        hint: 'next-step or note',
      });
  }
}

async function run(typed: Typed, io: Io): Promise<number> {
  const judgeLine = await judgeOf(oneOf(typed, 'kind'), typed, io);
  const lines = (await readAll(io.stdin)).map((source, index) => ({ source, number: index + 1 }));
  const read = lines.filter(({ source }) => source.trim() !== '').map(({ source, number }) => readLine(source, number));
  const problems = read.filter((line) => 'message' in line);
  if (problems.length > 0) throw new UserError(problems);
  const judged = read.filter((line): line is Line => 'asOf' in line).map((line) => jsonText(judgeLine(line)));
  io.stdout.write(judged.map((line) => `${line}\n`).join(''));
  return EXIT.done;
}

export const rulesJudge: Command = {
  name: 'rules judge',
  summary: 'Judge texts alone: JSON Lines {id, asOf, updatedAt|writtenAt, text} in, levels out',
  options: [option.kind, ...common],
  examples: [
    'threadcount rules judge --kind next-step < texts.jsonl',
    'threadcount rules judge --kind note < notes.jsonl',
  ],
  run,
};

import type { Io } from '../lib/io.ts';

/** Somebody is there to ask when both what they read and what they type on are a terminal. */
export function isSomebodyThere({ stdin, stdout }: Io): boolean {
  return stdout.isTTY && Reflect.get(stdin, 'isTTY') === true;
}

/** The first line that is typed. */
async function readLine({ stdin }: Io): Promise<string> {
  let text = '';
  for await (const chunk of stdin) {
    text += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
    if (text.includes('\n') || text.length > 1_000) break;
  }
  return text.split(/\r?\n/, 1)[0]?.trim() ?? '';
}

/** Asks one question on a terminal; nothing where nobody is there, or where the answer is none of those offered. */
export async function askOne(question: string, answers: readonly string[], io: Io): Promise<string | undefined> {
  if (!isSomebodyThere(io)) return undefined;
  const { terminalSafe } = await import('../lib/escape.ts');
  io.stderr.write(`${terminalSafe(question, { newlines: 'keep' })} [${answers.join('/')}, Enter to leave it open] `);
  const answer = (await readLine(io)).toLowerCase();
  return answers.find((one) => one === answer);
}

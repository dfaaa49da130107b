import { main } from '../../src/cli.ts';
import type { Run, RunOptions } from './run-cli.ts';

/** What `runCli` does, from the sources and within this process: nothing to build, and no second to wait for Node. */
export async function runMain(
  args: readonly string[],
  { cwd = process.cwd(), env = {}, stdin = '' }: RunOptions = {},
): Promise<Run> {
  const written = { stdout: '', stderr: '' };
  const output = (name: 'stdout' | 'stderr') => ({
    isTTY: false,
    columns: undefined,
    write: (text: string) => {
      written[name] += text;
    },
  });
  const code = await main(args, {
    cwd,
    env: { NO_COLOR: '1', ...env },
    stdin: (async function* () {
      yield stdin;
    })(),
    stdout: output('stdout'),
    stderr: output('stderr'),
    // 2026-11-22, a Sunday.
    now: () => Date.UTC(2026, 10, 22, 12),
  });
  return { code, ...written };
}

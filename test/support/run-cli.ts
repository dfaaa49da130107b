import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/** The folder of the project: where `bin`, `rules` and `fixtures` stand. */
const projectFolder = fileURLToPath(new URL('../../', import.meta.url));

const executable = fileURLToPath(new URL('../../bin/threadcount.js', import.meta.url));

/** What a shell would see of a finished command. */
export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** The project's own folder when left out. */
  readonly cwd?: string;
  /** Laid over a plain environment: no color, no credentials, no settings of the developer's. */
  readonly env?: Readonly<Record<string, string>>;
  /** What standard input holds; closed at once when left out. */
  readonly stdin?: string;
}

const inherited = ['PATH', 'HOME', 'TMPDIR', 'SystemRoot', 'TEMP', 'NODE_V8_COVERAGE'];

function plainEnvironment(): Record<string, string> {
  const kept = inherited.map((name) => [name, process.env[name]] as const);
  return { ...Object.fromEntries(kept.filter(([, value]) => value !== undefined)), NO_COLOR: '1', TZ: 'Pacific/Apia' };
}

/**
 * Runs the built executable as a shell would, in a time zone that no other part of the tests uses. It needs a build
 * (`npm run build`), and never fails by itself: the exit code is part of what comes back.
 */
export async function runCli(
  args: readonly string[],
  { cwd = projectFolder, env, stdin = '' }: RunOptions = {},
): Promise<Run> {
  const child = spawn(process.execPath, [executable, ...args], { cwd, env: { ...plainEnvironment(), ...env } });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code));
  });
  // A command that refuses its arguments may be gone before it has read anything.
  child.stdin.on('error', () => {});
  child.stdin.end(stdin);
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, stdout, stderr };
}

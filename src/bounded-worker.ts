import { once } from 'node:events';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { main } from './cli.ts';
import type { Output } from './lib/io.ts';

type Stream = 'stdout' | 'stderr';

/** What a thread needs to run a command line as the process would. */
export interface BoundedOrder {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Pick<Output, 'isTTY' | 'columns'>;
  readonly stderr: Pick<Output, 'isTTY' | 'columns'>;
}

/** What it tells: text to show, that it waits until all of it is taken, drafts of files that are half written, or that it is done. */
export type Told =
  | { readonly to: Stream; readonly text: string }
  | { readonly drained: Stream }
  | { readonly drafts: readonly string[] }
  | { readonly exitCode: number };

async function serve(port: MessagePort, { argv, cwd, env, ...shapes }: BoundedOrder): Promise<void> {
  const say = (told: Told): void => port.postMessage(told);
  const output = (to: Stream): Output => ({
    ...shapes[to],
    write: (text) => say({ to, text }),
    drain: async () => {
      say({ drained: to });
      await once(port, 'message');
    },
  });
  const exitCode = await main(argv, {
    ...{ cwd, env, stdout: output('stdout'), stderr: output('stderr') },
    stdin: (async function* () {})(),
    now: () => Date.now(),
    isBounded: true,
    drafting: (drafts) => say({ drafts }),
  });
  say({ exitCode });
  port.close();
}

if (parentPort !== null) await serve(parentPort, workerData);

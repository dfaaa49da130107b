import { audit } from '../../src/audit.ts';
import { openWorkbench, type Workbench } from '../../src/commands/workbench.ts';
import { pin } from '../../src/history/pinned.ts';
import { runOf } from '../../src/history/run.ts';
import type { Io } from '../../src/lib/io.ts';
import type { JudgedRecord, Run } from '../../src/model/run.ts';

/** Nobody's terminal, in this folder. */
export const io: Io = {
  cwd: import.meta.dirname,
  env: {},
  now: () => 0,
  stdin: process.stdin,
  stdout: { isTTY: false, columns: undefined, write: () => undefined },
  stderr: { isTTY: false, columns: undefined, write: () => undefined },
};

export const demoBench = (options: Readonly<Record<string, string | string[]>> = {}): Workbench =>
  openWorkbench({ args: [], options: { source: 'demo', ...options } }, io);

/** Audits and stores nothing: the run as a store would be handed it, and as it comes back from one. */
export async function runFrom({ config, request }: Workbench, keepsTexts = false): Promise<Run> {
  const records: JudgedRecord[] = [];
  const result = await audit({ ...request, keep: (record) => records.push(record), keepsTexts });
  const run = runOf({ result, records, pinned: pin(config, request.only, io.cwd) });
  return JSON.parse(JSON.stringify(run));
}

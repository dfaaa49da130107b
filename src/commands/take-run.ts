import type { AuditRequest } from '../audit/request.ts';
import { audit } from '../audit.ts';
import { pin } from '../history/pinned.ts';
import { runOf } from '../history/run.ts';
import type { JudgedRecord, Run } from '../model/run.ts';
import type { Judge } from './judge-together.ts';
import type { Workbench } from './workbench.ts';

/** Audits, and keeps what a run is made of: every record as it was judged, and everything that decided. */
export async function takeRun(
  { config }: Pick<Workbench, 'config'>,
  request: AuditRequest,
  cwd: string,
  judge: Judge = audit,
): Promise<Run> {
  const records: JudgedRecord[] = [];
  const pinned = pin(config, request.only, cwd);
  const result = await judge({ ...request, keep: (record) => void records.push(record) });
  return runOf({ result, records, pinned });
}

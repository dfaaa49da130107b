import type { AuditRequest } from '../audit/request.ts';
import type { Io } from '../lib/io.ts';
import { keepHeapLean } from '../lib/lean-heap.ts';
import type { AuditResult } from '../model/audit-result.ts';
import type { Typed } from './command.ts';
import type { ShareOrder } from './judge-worker.ts';
import type { Workbench } from './workbench.ts';

/** Audits in one thread or in several: the result is the same. */
export type Judge = (request: AuditRequest) => Promise<AuditResult>;

/** What a thread is told that opens the same for itself. */
const orderOf = (typed: Typed, request: AuditRequest, { cwd }: Io): ShareOrder => ({
  typed: { args: [...typed.args], options: typed.options },
  cwd,
  now: request.setting.asOf,
  appeals: request.appeals,
  evaluations: request.evaluations,
  sample: request.sample,
  keeps: request.keep !== undefined,
  keepsTexts: request.keepsTexts === true,
});

/** Opens the judge that the options ask for. Throws a `UserError` for a number of jobs that makes no sense. */
export async function openJudge(typed: Typed, bench: Workbench, io: Io): Promise<Judge> {
  const { heapOf, jobsFrom } = await import('./jobs.ts');
  const jobs = jobsFrom(typed, bench);
  keepHeapLean();
  if (jobs === 1) return (await import('../audit.ts')).audit;
  const [{ startHelpers }, { auditTogether }] = await Promise.all([
    import('../jobs/start-helpers.ts'),
    import('../audit/together.ts'),
  ]);
  const entry = new URL('./judge-worker.js', import.meta.url);
  return async (request) => {
    const helpers = startHelpers({
      entry,
      count: jobs - 1,
      order: orderOf(typed, request, io),
      heapMb: heapOf(jobs),
    });
    try {
      return await auditTogether(request, helpers);
    } finally {
      await helpers.stop();
    }
  };
}

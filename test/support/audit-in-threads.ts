import type { AuditRequest } from '../../src/audit/request.ts';
import { auditShare, auditTogether } from '../../src/audit/together.ts';
import type { AuditResult } from '../../src/model/audit-result.ts';

/** Audits as several threads do, but in this one: what each hands over is cloned on its way, as between threads. */
export async function auditInThreads(request: AuditRequest, threads: number): Promise<AuditResult> {
  const { keep, ...rest } = request;
  const asked = keep === undefined ? rest : { ...rest, keep: () => {} };
  const share = async (number: number) => structuredClone(await auditShare(asked, { number, of: threads }));
  return auditTogether(request, {
    count: threads - 1,
    check: () => {},
    shares: () => Promise.all(Array.from({ length: threads - 1 }, (_, i) => share(i + 1))),
  });
}

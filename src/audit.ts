import { openBook } from './audit/book.ts';
import { recordsOf } from './audit/records.ts';
import type { AuditRequest } from './audit/request.ts';
import { resultOf } from './audit/result.ts';
import { wantsOf } from './audit/wants.ts';
import { gather } from './facts/gather.ts';
import type { AuditResult } from './model/audit-result.ts';

/**
 * Audits: reads what the rules need, gathers the world that records stand in, judges every record in scope under its
 * owner, and decides what the records add up to. The same data, rules and as-of give the same result.
 */
export async function audit(request: AuditRequest): Promise<AuditResult> {
  const dataset = await request.read(wantsOf(request.rulebook, request.setting));
  try {
    const { world, counts } = await gather(dataset, request.setting);
    const book = openBook(request, world, dataset);
    for await (const records of recordsOf(dataset, world, request.rulebook)) records.forEach(book.enter);
    return resultOf(request, dataset, counts, book.close());
  } finally {
    await dataset.close();
  }
}

import { type Book, openBook } from './audit/book.ts';
import { type Meet, recordsOf } from './audit/records.ts';
import type { AuditRequest } from './audit/request.ts';
import { resultOf } from './audit/result.ts';
import { wantsOf } from './audit/wants.ts';
import { forgetSubjects } from './facts/fact.ts';
import { type Counts, gather } from './facts/gather.ts';
import type { World } from './facts/world.ts';
import type { AuditResult } from './model/audit-result.ts';
import type { Dataset } from './model/dataset.ts';
import { rulebookOf } from './rulebook/load.ts';
import type { Rulebook } from './rulebook/rule.ts';
import type { View } from './rulebook/scope.ts';

/** What is done with every record, and what comes of it in the end. */
export interface Reader<T> {
  readonly meet?: Meet;
  readonly enter: (view: View) => void;
  readonly close: (counts: Counts) => T | Promise<T>;
}

/** Reads what a rulebook needs, gathers the world that records stand in, and hands over every record in it. */
export async function overRecords<T>(
  { read, setting, scope }: AuditRequest,
  rulebook: Rulebook,
  open: (world: World, dataset: Dataset) => Reader<T>,
): Promise<T> {
  const dataset = await read(wantsOf(rulebook, setting, scope));
  try {
    const { world, counts } = await gather(dataset, setting);
    const { meet, enter, close } = open(world, dataset);
    for await (const records of recordsOf(dataset, world, rulebook, meet))
      for (const record of records) enter({ record, world, params: {} });
    return await close(counts);
  } finally {
    forgetSubjects();
    await dataset.close();
  }
}

function openAudit(request: AuditRequest, world: World, dataset: Dataset) {
  const book: Book = openBook(request, world, dataset);
  return { enter: book.enter, close: (counts: Counts) => resultOf(request, dataset, counts, book.close()) };
}

/**
 * Audits: judges every record in scope under its owner, and decides what the records add up to. The same data, rules
 * and as-of give the same result. `audit/together.ts` does so in several threads.
 */
export const audit = (request: AuditRequest): Promise<AuditResult> =>
  overRecords(request, request.rulebook, (world, dataset) => openAudit(request, world, dataset));

/** Audits under two rulebooks, reading the source once: by that of the request, and by the other. */
export function auditBeside(request: AuditRequest, other: Rulebook): Promise<readonly [AuditResult, AuditResult]> {
  const { packs, rules, scenarios } = request.rulebook;
  const both = rulebookOf(packs, [...rules, ...other.rules], [...scenarios, ...other.scenarios]);
  return overRecords(request, both, (world, dataset) => {
    const now = openAudit(request, world, dataset);
    const { watch: _watch, keep: _keep, ...unwatched } = request;
    const then = openAudit({ ...unwatched, rulebook: other }, world, dataset);
    return {
      enter: (view) => {
        now.enter(view);
        then.enter(view);
      },
      close: (counts) => [now.close(counts), then.close(counts)],
    };
  });
}

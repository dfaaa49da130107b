import { byCodeUnit } from '../lib/code-order.ts';
import { type Problem, UserError } from '../lib/errors.ts';
import type { AuditResult, GapResult } from '../model/audit-result.ts';
import type { JudgedRecord, PinnedFile, Run } from '../model/run.ts';
import { mergeWaivers } from './merge-waivers.ts';
import { openPinned } from './pinned.ts';
import { keyOf, rescore } from './rescore.ts';
import { runOf } from './run.ts';
import type { Shard } from './shard.ts';

/** What one job hands over. */
export interface ShardPart {
  /** As shown in messages. */
  readonly file: string;
  readonly shard: Shard;
  readonly result: AuditResult;
  readonly records: readonly JudgedRecord[];
  readonly pinned: readonly PinnedFile[];
}

/** What has to be the same in all parts, in words. */
const shared: readonly (readonly [what: string, of: (part: ShardPart) => unknown])[] = [
  ['the number of shards', ({ shard }) => shard.of],
  ['the moment of the audit (--as-of)', ({ result }) => result.asOf],
  ['the scope', ({ result }) => [result.scope.reps, result.scope.only]],
  ['the source', ({ result }) => [result.source.kind, result.source.records]],
  ['the data', ({ result }) => result.dataHash],
  ['the configuration', ({ result }) => result.configHash],
  ['the packs', ({ result }) => result.packs],
  ['the version of threadcount', ({ result }) => result.tool.version],
  ['the files that decide', ({ pinned }) => pinned.map(({ name, hash }) => [name, hash])],
];

function mismatches(first: ShardPart, parts: readonly ShardPart[]): readonly Problem[] {
  return parts.flatMap((part) =>
    shared
      .filter(([, of]) => JSON.stringify(of(part)) !== JSON.stringify(of(first)))
      .map(([what]) => ({ message: `${what} differs from that of ${first.file}`, at: { file: part.file } })),
  );
}

function numbering(first: ShardPart, parts: readonly ShardPart[]): readonly Problem[] {
  const { of } = first.shard;
  const files = (number: number) => parts.filter(({ shard }) => shard.number === number).map(({ file }) => file);
  return Array.from({ length: of }, (_, i) => i + 1).flatMap((number): readonly Problem[] => {
    const found = files(number);
    if (found.length === 0) return [{ message: `shard ${number} of ${of} is missing` }];
    if (found.length === 1) return [];
    return [{ message: `shard ${number} of ${of} is there ${found.length} times: ${found.join(', ')}` }];
  });
}

/** Throws with everything that keeps the parts from being one audit. */
function refuseMixed(parts: readonly ShardPart[]): ShardPart {
  const [first] = parts;
  if (first === undefined) throw new UserError({ message: 'no shards to merge' });
  const problems = [...mismatches(first, parts), ...numbering(first, parts)];
  if (problems.length > 0) throw new UserError(problems);
  return first;
}

const sumOf = <T>(items: readonly T[], of: (item: T) => number): number => items.reduce((sum, one) => sum + of(one), 0);

function leftOutOf(results: readonly AuditResult[]): AuditResult['scope']['leftOut'] {
  const counts = new Map<string, number>();
  for (const { reason, records } of results.flatMap(({ scope }) => scope.leftOut))
    counts.set(reason, (counts.get(reason) ?? 0) + records);
  return [...counts].map(([reason, records]) => ({ reason, records })).sort((a, b) => (a.reason < b.reason ? -1 : 1));
}

/** A gap affects whatever it affects in any part, in the order of the rules. */
function gapsOf(first: AuditResult, results: readonly AuditResult[]): GapResult[] {
  return first.source.gaps.map((gap, i) => {
    const affected = new Set(results.flatMap(({ source }) => source.gaps[i]?.affects ?? []));
    return { ...gap, affects: first.rules.map(({ id }) => id).filter((id) => affected.has(id)) };
  });
}

function summaryOf(results: readonly AuditResult[], score: number | null): AuditResult['summary'] {
  const all = results.map(({ summary }) => summary);
  const severity = (of: keyof AuditResult['summary']['findings']) => sumOf(all, ({ findings }) => findings[of]);
  return {
    reps: sumOf(all, ({ reps }) => reps),
    records: sumOf(all, ({ records }) => records),
    score,
    findings: {
      critical: severity('critical'),
      error: severity('error'),
      warning: severity('warning'),
      info: severity('info'),
    },
    waived: sumOf(all, ({ waived }) => waived),
    overturned: sumOf(all, ({ overturned }) => overturned),
  };
}

function repsOf(parts: readonly ShardPart[]): AuditResult['reps'] {
  const reps = parts.flatMap(({ result }) => result.reps);
  return reps.sort((a, b) => byCodeUnit(a.name ?? '\uffff', b.name ?? '\uffff') || byCodeUnit(keyOf(a), keyOf(b)));
}

/**
 * Joins what the jobs of one audit hand over into the run that a single job would have made. Throws a `UserError` with
 * everything that does not belong together.
 */
export function mergeShards(parts: readonly ShardPart[]): Run {
  const first = refuseMixed(parts);
  const results = parts.map(({ result }) => result);
  const records = parts.flatMap((part) => part.records);
  const { rubrics, rulebook } = openPinned(first.pinned);
  const merged: AuditResult = {
    ...first.result,
    source: {
      ...first.result.source,
      complete: results.every(({ source }) => source.complete),
      gaps: gapsOf(first.result, results),
    },
    scope: { ...first.result.scope, leftOut: leftOutOf(results) },
    waivers: mergeWaivers(results.map(({ waivers }) => waivers)),
    reps: repsOf(parts),
  };
  const { score } = rescore({ records, result: merged }, { rubrics, rules: rulebook.rules });
  return runOf({ result: { ...merged, summary: summaryOf(results, score) }, records, pinned: first.pinned });
}

import { contentHash } from '../config/hash.ts';
import { byCodeUnit } from '../lib/code-order.ts';
import type { AuditResult } from '../model/audit-result.ts';
import type { JudgedRecord, PinnedFile, Run } from '../model/run.ts';

/** What goes into a run beside the result. */
export interface RunParts {
  readonly result: AuditResult;
  readonly records: readonly JudgedRecord[];
  readonly pinned: readonly PinnedFile[];
}

/** What was asked for, in one line, whatever the order in which it was. Empty: everyone. */
export function scopeLine({ reps, only }: Pick<AuditResult['scope'], 'reps' | 'only'>): string {
  const words = (flag: string, list: readonly string[]) =>
    [...new Set(list)].sort(byCodeUnit).map((one) => `${flag} ${one}`);
  return [...words('for', reps), ...words('only', only)].join(', ');
}

/** Waivers in force and appeals, finding by finding: they change what counts. */
const pardons = ({ reps }: AuditResult) =>
  reps
    .flatMap(({ findings }) => findings)
    .filter(({ waiver, appeal }) => waiver !== null || appeal !== null)
    .map(({ fingerprint, waiver, appeal }) => [fingerprint, waiver?.id ?? null, appeal?.status ?? null].join(' '))
    .sort(byCodeUnit);

/** The same for the same audit: the moment, the scope, the data, and everything that decides. */
function idOf({ result, pinned }: Omit<RunParts, 'records'>): string {
  const content = {
    schemaVersion: result.schemaVersion,
    version: result.tool.version,
    asOf: result.asOf,
    source: result.source.kind,
    scope: scopeLine(result.scope),
    dataHash: result.dataHash,
    configHash: result.configHash,
    packs: result.packs.map(({ id, hash }) => [id, hash]),
    files: pinned.map(({ name, hash }) => [name, hash]),
    pardons: pardons(result),
  };
  return contentHash(content).slice('sha256:'.length, 'sha256:'.length + 12);
}

const byRecord = (a: JudgedRecord, b: JudgedRecord): number =>
  byCodeUnit(a.rep, b.rep) || byCodeUnit(a.type, b.type) || byCodeUnit(a.id, b.id);

/** Puts a run together: the same audit gives the same run, whatever the order of its records. */
export function runOf({ result, records, pinned }: RunParts): Run {
  const { asOf, source, configHash, dataHash, packs, summary } = result;
  return {
    head: {
      id: idOf({ result, pinned }),
      asOf,
      scope: scopeLine(result.scope),
      source: source.kind,
      configHash,
      dataHash,
      packs: packs.map(({ id, version, hash }) => ({ id, version, hash })),
      score: summary.score,
      reps: summary.reps,
      records: summary.records,
    },
    result,
    rules: result.rules.map(({ id }) => id),
    records: [...records].sort(byRecord),
    pinned,
  };
}

import type { AuditResult, RepResult } from '../../src/model/audit-result.ts';
import type { EntryDraft } from '../../src/model/ledger.ts';
import type { JudgedRecord, Run, RunHead } from '../../src/model/run.ts';
import { runMain } from './run-main.ts';

const sha = (digit: string): string => `sha256:${digit.repeat(64)}`;

/** Text as anybody may type it into a form. */
export const hostile = '\u0000\u001b[31m=1+1\ud800<b>\u202e{{x}}?\n\'"';

/** The report on the demo, as `audit` writes it. */
export async function demoResult(): Promise<AuditResult> {
  const { stdout } = await runMain(['audit', '--source', 'demo', '--format', 'json']);
  return JSON.parse(stdout);
}

const recordsOf = (rep: RepResult): readonly JudgedRecord[] =>
  rep.findings.map(({ record }, i) => ({
    rep: rep.id ?? rep.name ?? '',
    type: record.type,
    id: record.id,
    name: record.name,
    stratum: i % 3 === 0 ? null : 'working',
    ...(record.type === 'deal' && { amount: i % 2 === 0 ? null : 1200.5 }),
    marks: '0a1z'.repeat(12),
    scenarios: '10?1',
    features: { 'record.owner.email': rep.email, 'lead.note.level': i, people: [{ name: hostile, at: -0.1 }], asOf: 0 },
  }));

/** A run around a report: `over` changes its head. */
export function runOf(result: AuditResult, over: Partial<RunHead> = {}): Run {
  const head: RunHead = {
    id: '0123456789ab',
    asOf: result.asOf,
    scope: '',
    source: result.source.kind,
    configHash: result.configHash,
    dataHash: result.dataHash,
    packs: result.packs.map(({ id, version, hash }) => ({ id, version, hash })),
    score: result.summary.score,
    reps: result.summary.reps,
    records: result.summary.records,
    ...over,
  };
  return {
    head,
    result: { ...result, asOf: head.asOf },
    rules: ['status/stale-lead', 'notes/thin'],
    records: result.reps.flatMap(recordsOf),
    pinned: [{ hash: sha('1'), name: 'rules/status/stale-lead.yaml', text: `title: ${hostile}\n` }],
  };
}

/** The nth weekly run of the same audit. */
export const weekly = (result: AuditResult, week: number, over: Partial<RunHead> = {}): Run =>
  runOf(result, {
    id: `${week}`.padStart(12, '0'),
    asOf: new Date(Date.UTC(2026, 0, 5) + week * 7 * 86_400_000).toISOString(),
    ...over,
  });

export const draft = (over: Partial<EntryDraft> = {}): EntryDraft => ({
  kind: 'decision',
  rep: 'ana@seller.example',
  at: '2026-11-18T17:00:00.000Z',
  body: { verdict: 'certified', total: 20, quotes: [hostile] },
  ...over,
});

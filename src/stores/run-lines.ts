import type { Run } from '../model/run.ts';

/**
 * A run as it leaves the store: one thing to a line, each under its own name. An owner's line is followed by the lines
 * of their findings.
 */
export function* runLines({ head, result, rules, records, pinned }: Run): Generator<Readonly<Record<string, unknown>>> {
  yield { head };
  yield { result: { ...result, reps: [] } };
  yield { rules };
  for (const file of pinned) yield { pinned: file };
  for (const rep of result.reps) {
    yield { rep: { ...rep, findings: [] } };
    for (const finding of rep.findings) yield { finding };
  }
  for (const record of records) yield { record };
}

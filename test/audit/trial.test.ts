import { describe, expect, it } from 'vitest';
import { compareTrial } from '../../src/audit/trial.ts';
import type { RepResult } from '../../src/model/audit-result.ts';
import { area, certification, finding, rep, sample } from '../reports/sample.ts';

const stale = finding({ fingerprint: 'stale', rule: 'status/stale-lead', severity: 'error' });
const vague = finding({ fingerprint: 'vague', rule: 'next-steps/vague', severity: 'warning' });

const compare = (now: Partial<RepResult>, then: Partial<RepResult>) =>
  compareTrial(
    sample({ reps: [rep({ id: 'a', ...now }), rep({ id: 'b' })] }),
    // Owners are told apart by id, whatever their place.
    sample({ reps: [rep({ id: 'b' }), rep({ id: 'a', ...then })] }),
    { file: 'draft.yaml', rules: ['status/stale-lead'] },
  );

describe('a trial', () => {
  it('names findings that appear, disappear and weigh otherwise', () => {
    const { reps, summary } = compare(
      { findings: [stale, finding({ fingerprint: 'old' })] },
      { findings: [{ ...stale, severity: 'info', message: 'in other words' }, vague] },
    );
    expect(summary).toMatchObject({ appear: 1, disappear: 1, reweighed: 1 });
    expect(reps).toMatchObject([
      {
        id: 'a',
        appear: [{ fingerprint: 'vague' }],
        disappear: [{ fingerprint: 'old' }],
        reweighed: [{ fingerprint: 'stale', from: 'error', to: 'info' }],
      },
    ]);
  });

  it('names levels and verdicts that change, and totals that change under the same verdict', () => {
    const { reps, summary } = compare(
      {
        areas: [area('status', { level: 2 }), area('notes', { level: 3 })],
        certifications: [certification({ total: 18 }), certification({ id: 'multi-threading', total: 20 })],
      },
      {
        areas: [area('status', { level: 1 }), area('notes', { level: 3 })],
        certifications: [
          certification({ total: 17, verdict: 'not-certified' }),
          certification({ id: 'multi-threading', total: 19 }),
        ],
      },
    );
    expect(summary).toMatchObject({ verdicts: 1, levels: 1 });
    expect(reps[0]?.levels).toMatchObject([{ area: 'status', from: 2, to: 1 }]);
    expect(reps[0]?.verdicts).toMatchObject([
      { id: 'crm-hygiene', from: 'certified', to: 'not-certified', total: { from: 18, to: 17 } },
      { id: 'multi-threading', from: 'certified', to: 'certified', total: { from: 20, to: 19 } },
    ]);
  });

  it('leaves out owners for whom nothing changes, and counts them', () => {
    const { reps, unchanged } = compare({ findings: [stale] }, { findings: [{ ...stale, message: 'in other words' }] });
    expect({ reps, unchanged }).toEqual({ reps: [], unchanged: 2 });
  });

  it('counts what could not be evaluated, for a rule that cannot see finds nothing either', () => {
    const blind = [{ rule: 'status/stale-lead', reason: 'no history', records: 7 }];
    expect(compare({}, { notEvaluable: blind }).summary.notEvaluable).toEqual({ from: 0, to: 7 });
  });
});

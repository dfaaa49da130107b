import { describe, expect, it } from 'vitest';
import { evidenceFor, judge, judgeAll, unknownsOf } from '../../src/rulebook/evaluate.ts';
import type { Rule, Rulebook } from '../../src/rulebook/rule.ts';
import type { View } from '../../src/rulebook/scope.ts';
import { deal, lead } from '../support/records.ts';
import { rulebookWith, shippedRulebook } from '../support/rulebook.ts';
import { type Said, settingsOf } from '../support/settings.ts';
import { viewOf } from '../support/view.ts';

/** A rule on deals: no more than `most` in amount. */
const ruleFile = (over: Readonly<Record<string, string>> = {}): string =>
  Object.entries({
    title: 'Too large',
    on: '[deal]',
    severity: 'error',
    expect: 'deal.amount <= params.most',
    params: '{ most: 100 }',
    message: "'{{deal.amount}} is more than {{params.most}}'",
    fix: 'Split it',
    source: '{ claim: ours, from: us, confidence: house }',
    ...over,
  })
    .map(([key, value]) => `${key}: ${value}`)
    .join('\n');

const first = ({ rules: [rule] }: Rulebook): Rule => {
  if (rule === undefined) throw new Error('no rule');
  return rule;
};

const only = (over: Readonly<Record<string, string>> = {}, ...said: readonly Said[]): Rule => {
  const settings = settingsOf(said.map((one) => ['status/large', one]));
  return first(rulebookWith({ 'status/large': ruleFile(over) }, settings));
};

const outcome = (rule: Rule, amount: number | null | undefined): string => {
  const { outcome: result, severity } = judge(rule, viewOf(deal({ amount })));
  return result === 'fail' ? `fail ${severity}` : result;
};

describe('a rule', () => {
  it('passes, fails, or cannot be evaluated', () => {
    const rule = only();
    expect([100, 101, undefined].map((amount) => outcome(rule, amount))).toEqual([
      'pass',
      'fail error',
      'not-evaluable',
    ]);
  });

  it('applies where its condition holds, and cannot be evaluated where that is unknown', () => {
    const rule = only({ when: 'deal.probability > 50' });
    const outcomes = [80, 20, undefined].map(
      (probability) => judge(rule, viewOf(deal({ amount: 500, probability }))).outcome,
    );
    expect(outcomes).toEqual(['fail', 'not-applicable', 'not-evaluable']);
  });

  it('does not need an unknown value that cannot change the outcome', () => {
    const rule = only({ expect: 'deal.amount <= params.most || deal.probability < 10' });
    expect(outcome(rule, 50)).toBe('pass');
    expect(outcome(rule, 500)).toBe('not-evaluable');
  });

  it('names the unknown values that decided, and those only', () => {
    const rule = only({
      when: 'deal.stage.name != null',
      expect: 'deal.amount <= params.most || deal.probability < 10',
    });
    const view = viewOf(deal({ amount: 500 }));
    expect(unknownsOf(judge(rule, view), view)).toEqual(['deal.probability']);
  });

  it('quotes the values behind a finding under the names of the CRM', () => {
    const rule = only({ evidence: '[deal.amount, deal.closeDate, deal.createdAt, deal.probability]' });
    const view = viewOf(deal({ amount: 500, closeDate: null }));
    expect(rule.message(view)).toBe('500 is more than unknown');
    expect(evidenceFor(rule, view)).toEqual([
      { field: 'amount', value: 500 },
      { field: 'closeDate', value: null },
      { field: 'createdAt', value: '2026-10-01T00:00:00.000Z' },
    ]);
  });
});

describe('a severity', () => {
  const cases = '[{ when: deal.amount > 900, is: critical }, { when: deal.amount > 500, is: warning }, { is: error }]';

  it('is that of the first case that holds', () => {
    const rule = only({ severity: cases });
    expect([901, 501, 101].map((amount) => outcome(rule, amount))).toEqual([
      'fail critical',
      'fail warning',
      'fail error',
    ]);
  });

  it('is the mildest of the list where no case holds, and the gravest that may hold where that cannot be told', () => {
    const rule = only({
      severity: '[{ when: deal.probability > 50, is: warning }, { when: deal.probability > 20, is: critical }]',
    });
    const severities = [undefined, 10, 30].map(
      (probability) => judge(rule, viewOf(deal({ amount: 500, probability }))).severity,
    );
    expect(severities).toEqual(['critical', 'warning', 'critical']);
  });

  it('can read the parameters of the rule', () => {
    const rule = only({ severity: '[{ when: deal.amount > 2 * params.most, is: critical }, { is: info }]' });
    expect([201, 199].map((amount) => outcome(rule, amount))).toEqual(['fail critical', 'fail info']);
  });

  it('is set by the team', () => {
    expect(outcome(only({ severity: cases }, { severity: [{ is: 'info' }] }), 901)).toBe('fail info');
  });
});

describe('an override', () => {
  it('changes parameters where its condition holds, and only there', () => {
    const rule = only({}, { when: 'deal.probability > 50', params: { most: 1000 } });
    const outcomes = [80, 20, undefined].map(
      (probability) => judge(rule, viewOf(deal({ amount: 500, probability }))).outcome,
    );
    expect(outcomes).toEqual(['pass', 'fail', 'not-evaluable']);
  });

  it('that cannot be told leaves alone what comes out the same with and without it', () => {
    const rule = only({}, { when: 'deal.probability > 50', params: { most: 1000 } });
    expect([50, 500, 5000].map((amount) => outcome(rule, amount))).toEqual(['pass', 'not-evaluable', 'fail error']);
  });

  it('that cannot be told is named as the reason', () => {
    const rule = only({}, { when: 'deal.probability > 50', isOff: true });
    const view = viewOf(deal({ amount: 500 }));
    expect(unknownsOf(judge(rule, view), view)).toEqual(['deal.probability']);
  });

  it('that may make a failure graver makes it so', () => {
    const rule = only({}, { when: 'deal.probability > 50', severity: [{ is: 'critical' }] });
    expect(outcome(rule, 500)).toBe('fail critical');
  });

  it('leaves nothing behind for the next record', () => {
    const rule = only({}, { when: 'deal.probability > 50', params: { most: 1000 } });
    judge(rule, viewOf(deal({ amount: 500, probability: 80 })));
    expect(judge(rule, viewOf(deal({ amount: 500, probability: 10 }))).outcome).toBe('fail');
  });

  it('turns the rule off', () => {
    const rule = only({}, { when: 'deal.amount > 900', isOff: true });
    expect([901, 500].map((amount) => outcome(rule, amount))).toEqual(['not-applicable', 'fail error']);
  });

  it('sets another severity, with its own cases', () => {
    const rule = only({}, { when: 'deal.amount > 900', severity: [{ is: 'warning' }] });
    expect([901, 500].map((amount) => outcome(rule, amount))).toEqual(['fail warning', 'fail error']);
  });

  it('goes before the settings of the team', () => {
    const rule = only({}, { params: { most: 200 } }, { when: 'deal.amount > 900', params: { most: 300 } });
    expect([150, 250, 901].map((amount) => outcome(rule, amount))).toEqual(['pass', 'fail error', 'fail error']);
    expect(rule.params).toEqual({ most: 200 });
  });
});

describe('a worse finding', () => {
  const rules = {
    'status/large': ruleFile({ supersedes: '[status/medium]' }),
    'status/medium': ruleFile({ params: '{ most: 50 }', supersedes: '[status/small]' }),
    'status/small': ruleFile({ params: '{ most: 10 }' }),
  };
  const outcomes = (amount: number | undefined): readonly string[] => {
    const rulebook = rulebookWith(rules);
    return judgeAll(rulebook.on.deal, viewOf(deal({ amount }))).map((one) => one.outcome);
  };

  it('takes the place of those that it explains', () => {
    expect(outcomes(500)).toEqual(['fail', 'not-applicable', 'not-applicable']);
    expect(outcomes(70)).toEqual(['pass', 'fail', 'not-applicable']);
  });

  it('leaves passes and unknowns alone', () => {
    expect(outcomes(5)).toEqual(['pass', 'pass', 'pass']);
    expect(outcomes(undefined)).toEqual(['not-evaluable', 'not-evaluable', 'not-evaluable']);
  });
});

describe('the shipped severities', () => {
  const { rules } = shippedRulebook();
  const severityOf = (id: string, view: View): string => {
    const rule = rules.find((one) => one.id === id);
    if (rule === undefined) throw new Error(`no rule ${id}`);
    const judgment = judge(rule, view);
    return judgment.outcome === 'fail' ? judgment.severity : judgment.outcome;
  };

  it('call a single thread critical from the middle stages and 50,000 on', () => {
    const single = (stage: string, amount: number) =>
      severityOf('coverage/single-threaded', viewOf(deal({ stage, amount })));
    expect([
      single('Needs Analysis', 50_000),
      single('Needs Analysis', 49_999),
      single('Qualification', 50_000),
    ]).toEqual(['critical', 'error', 'error']);
  });

  it('say less of small deals', () => {
    const few = (amount: number | null) =>
      severityOf('coverage/too-few', viewOf(deal({ stage: 'Needs Analysis', amount })));
    expect([few(10_000), few(9_999), few(null)]).toEqual(['error', 'info', 'info']);
  });

  it('blame a blank source on those only who created the lead', () => {
    const blank = (createdById: string | undefined) =>
      severityOf('workflow/missing-attribution', viewOf(lead({ source: null, createdById })));
    expect([blank('005000000000001AAA'), blank('005000000000002AAA'), blank(undefined)]).toEqual([
      'error',
      'info',
      'error',
    ]);
  });

  it('only warn of a demo request that was answered late on the same day', () => {
    const createdAt = Date.UTC(2026, 10, 10, 10);
    const answered = (at: number) =>
      severityOf(
        'workflow/slow-first-response',
        viewOf(lead({ source: 'Demo Request', createdAt }), { activities: [{ kind: 'call', at }] }),
      );
    expect([10.9, 15, 40].map((hour) => answered(Date.UTC(2026, 10, 10) + hour * 3_600_000))).toEqual([
      'pass',
      'warning',
      'error',
    ]);
  });
});

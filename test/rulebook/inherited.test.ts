import { expect, it } from 'vitest';
import { judgeAll } from '../../src/rulebook/evaluate.ts';
import { lead } from '../support/records.ts';
import { rulebookWith } from '../support/rulebook.ts';
import { viewOf } from '../support/view.ts';

const rule = (more: string): string => `
title: Working
on: [lead]
severity: error
expect: lead.status.category == "new"
message: 'It is {{lead.status.name}}'
fix: Mend it
source: { claim: ours, from: us, confidence: house }
${more}
`;

const rulebook = rulebookWith({ 'status/left': rule(''), 'status/own': rule('inherited: judged') });

const outcomes = (gotAt: string): readonly string[] => {
  const history = [{ field: 'owner', from: '005000000000002AAA', to: '005000000000001AAA', at: Date.parse(gotAt) }];
  return judgeAll(rulebook.on.lead, viewOf(lead(), { history })).map(({ rule: { id }, outcome, isHeldOut }) =>
    [id, outcome, ...(isHeldOut ? ['held out'] : [])].join(' '),
  );
};

it('holds the owner of a day to what is theirs alone', () => {
  expect(outcomes('2026-11-17T10:00:00Z')).toEqual(['status/left not-applicable held out', 'status/own fail']);
});

it('holds the owner of a month to all of it', () => {
  expect(outcomes('2026-10-19T10:00:00Z')).toEqual(['status/left fail', 'status/own fail']);
});

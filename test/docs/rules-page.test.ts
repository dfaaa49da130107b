import { expect, it } from 'vitest';
import { rulesPage } from '../../src/docs/rules-page.ts';

const pack = `packs:
  - { id: team/own, version: 2.1.0, review-by: 2027-02-15, areas: [late, early] }`;

const rule = `title: A <b>bold</b> | title
on: [deal]
severity: [{ when: deal.amount > 10, is: critical }, { is: warning }]
when: record.isOpen || true
expect: deal.amount > params.least
params: { least: 5, within: 10d }
message: 'Only {{deal.amount}}'
fix: Ask
supersedes: [late/other]
source: { claim: A claim, from: the field, confidence: B }
examples:
  - { name: enough, record: { amount: 7 }, params: { least: 6 }, expect: pass }`;

const scenario = `title: Handed on
situation: Somebody else carries on.
standard: The record says enough.
on: [deal]
when: deal.amount > params.least
params: { least: 5 }`;

const text = (name: string, content: string) => ({ name, text: content });

const written = rulesPage({
  pack: text('pack.yaml', pack),
  rules: new Map([
    ['early/amount', text('amount.yaml', rule)],
    ['late/other', text('other.yaml', rule.replace('supersedes:', 'scenarios: [escalation]\nsupersedes:'))],
  ]),
  scenarios: new Map([['escalation', text('escalation.yaml', scenario)]]),
});

it('areas stand in the order of the pack, with an overview of their rules', () => {
  expect(written.match(/^##+ .*/gm)).toEqual([
    '## late',
    '### late/other',
    '## early',
    '### early/amount',
    '## Scenarios',
    '### Scenario escalation',
  ]);
  expect(written).toContain(
    '| [`early/amount`](#earlyamount) | A &lt;b&gt;bold&lt;/b&gt; \\| title | deal | critical, warning | `least: 5` `within: 10d` | B |',
  );
});

it('an entry says all that the file says', () => {
  for (const line of [
    '- **Severity** critical when `deal.amount > 10`; else warning',
    '- **Supersedes** [`late/other`](#lateother)',
    '- **Message** `Only {{deal.amount}}`',
    '- **Source** A claim — the field (confidence B)',
    'record.isOpen || true',
    '| enough | `record: {"amount":7}` `params: {"least":6}` | pass |',
  ]) {
    expect(written.split('\n')).toContain(line);
  }
});

it('a scenario stands with its condition and the rules that prove it', () => {
  expect(written).toContain('Handed on. Somebody else carries on. The record says enough.');
  expect(written).toContain('- **Rules** [`late/other`](#lateother)');
  expect(written).toContain('Seen when\n\n```cel\ndeal.amount > params.least\n```');
});

it('a rule that is not right is not described', () => {
  const rules = new Map([['late/other', text('other.yaml', 'title: x')]]);
  expect(() => rulesPage({ pack: text('pack.yaml', pack), rules, scenarios: new Map() })).toThrow(/on|severity/);
});

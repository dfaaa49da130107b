import { describe, expect, it, test } from 'vitest';
import { UserError } from '../../src/lib/errors.ts';
import type { AuditRecord } from '../../src/model/records.ts';
import { type ScenarioId, scenarioIds } from '../../src/model/rule.ts';
import { loadRulebook } from '../../src/rulebook/load.ts';
import { isObserved } from '../../src/rulebook/scenario.ts';
import { deal, lead } from '../support/records.ts';
import { packFolder, shippedRulebook } from '../support/rulebook.ts';
import { type Surroundings, viewOf } from '../support/view.ts';

const { scenarios, rules } = shippedRulebook();

/** Whether a record has been through a shipped scenario, on 2026-11-18. */
function seen(id: ScenarioId, record: AuditRecord, around?: Surroundings): boolean | undefined {
  const scenario = scenarios.find((one) => one.id === id);
  if (scenario === undefined) throw new Error(`no scenario ${id}`);
  return isObserved(scenario, viewOf(record, around));
}

const on = (month: number, day: number): number => Date.UTC(2026, month - 1, day, 15);
const owner = { id: '005000000000001AAA', name: 'Robin', kind: 'user', isActive: true } as const;
const handedOver = { field: 'owner', from: 'Kim', to: 'Robin' };

test('the four scenarios of the skill card are shipped, and each is proven by rules', () => {
  expect(scenarios.map(({ id }) => id)).toEqual(scenarioIds);
  for (const { id, on: types } of scenarios) {
    const proofs = rules.filter((rule) => rule.scenarios.includes(id) && rule.on.some((type) => types.includes(type)));
    expect(proofs.length, id).toBeGreaterThan(2);
  }
});

describe('a new inbound lead', () => {
  it.each([
    ['came in through the website this quarter', { source: 'web', createdAt: on(10, 20) }, true],
    ['came in last year', { source: 'Web', createdAt: on(1, 20) }, false],
    ['was bought', { source: 'Purchased List', createdAt: on(10, 20) }, false],
    ['came in with a blank source', { source: null, createdAt: on(10, 20) }, false],
    ['is unclear when the source cannot be read', { createdAt: on(10, 20) }, undefined],
    ['is old enough to need no source', { createdAt: on(1, 20) }, false],
  ])('%s', (_, over, expected) => {
    expect(seen('new-inbound-lead', lead(over))).toBe(expected);
  });

  it('is no deal', () => {
    expect(seen('new-inbound-lead', deal({ source: 'Web' }))).toBe(false);
  });
});

describe('a territory reassignment', () => {
  it('is a change of owner in the middle of the work', () => {
    expect(seen('territory-reassignment', lead(), { history: [{ ...handedOver, at: on(11, 3) }] })).toBe(true);
  });

  it('is not the assignment of a record that has just come in', () => {
    expect(seen('territory-reassignment', lead(), { history: [{ ...handedOver, at: on(10, 2) }] })).not.toBe(true);
  });

  it('is not the work of somebody who took the record from a queue', () => {
    const queue = { id: '00G000000000001AAA', name: 'Inbound', kind: 'queue' } as const;
    const taken = { field: 'owner', from: queue.id, to: owner.id, at: on(11, 3) };
    expect(seen('territory-reassignment', lead(), { people: [queue, owner], history: [taken] })).not.toBe(true);
  });

  it('is not a change of owner of long ago', () => {
    const old = lead({ createdAt: on(1, 5) });
    expect(seen('territory-reassignment', old, { history: [{ ...handedOver, at: on(3, 2) }] })).not.toBe(true);
  });

  it('is unclear where neither history nor routing can be seen', () => {
    expect(seen('territory-reassignment', lead(), { without: ['leadHistory'] })).toBeUndefined();
  });
});

describe('a recycled lead', () => {
  it.each([
    ['rests', { status: 'Nurturing' }, true],
    ['was set aside with a day to look again', { status: 'Unqualified', recheckDate: 20_500 }, true],
    ['was set aside for good', { status: 'Unqualified', recheckDate: null }, false],
    ['is being worked', { status: 'Working' }, false],
    ['is unclear under a status that nobody has placed', { status: 'Limbo' }, undefined],
  ])('%s', (_, over, expected) => {
    expect(seen('lead-recycled', lead(over))).toBe(expected);
  });
});

describe('an escalation', () => {
  const plain = { routingException: null };

  it.each([
    ['a lead that was converted', lead({ ...plain, isConverted: true, convertedAt: on(11, 3) }), true],
    [
      'a lead that was converted long ago',
      lead({ ...plain, isConverted: true, convertedAt: on(3, 3), convertedDealId: null }),
      false,
    ],
    ['a lead under work', lead(plain), false],
    ['a lead with a recorded exception', lead({ routingException: 'named account of Kim' }), true],
    ['a deal that its owner has had from the start', deal(plain), false],
  ])('%s', (_, record, expected) => {
    expect(seen('escalation', record, { people: [owner] })).toBe(expected);
  });

  it('is a task that the owner put down for somebody else', () => {
    const task = { kind: 'task', createdAt: on(11, 3), createdById: owner.id, ownerId: '005000000000002AAA' } as const;
    expect(seen('escalation', lead(plain), { people: [owner], activities: [task] })).toBe(true);
  });

  it('is a lead that its owner gave to another, not one that operations moved', () => {
    const given = { field: 'owner', from: '005000000000002AAA', to: owner.id, at: on(11, 3) };
    const seenWhen = (byId: string) =>
      seen('escalation', lead(plain), { people: [owner], history: [{ ...given, byId }] });
    expect(seenWhen('005000000000002AAA')).toBe(true);
    expect(seenWhen('005000000000009AAA')).toBe(false);
  });
});

describe('a scenario file', () => {
  const rule = `title: Ours\non: [lead]\nseverity: error\nexpect: lead.isOpen\nmessage: ours\nfix: ours
source: { claim: ours, from: us, confidence: house }\nscenarios: [escalation]`;
  const load = (text: string, id = 'escalation', rules = { 'status/ours': rule }) => {
    const scenarios = new Map([[id, { name: `our-rules/scenarios/${id}.yaml`, text }]]);
    return () => loadRulebook([{ ...packFolder(rules), scenarios }]);
  };
  const file = (when: string): string =>
    `title: Ours\nsituation: ours\nstandard: ours\non: [lead]\nwhen: ${when}\nparams: { window: 90d }`;

  it('of a team takes the place of the shipped one', () => {
    expect(load(file('lead.isOpen'))().scenarios).toMatchObject([{ id: 'escalation', title: 'Ours' }]);
  });

  it('counts for nothing where no rule in force proves it', () => {
    expect(
      load(file('lead.isOpen'), 'escalation', { 'status/ours': rule.replace('[escalation]', '[]') })().scenarios,
    ).toEqual([]);
  });

  it.each([
    ['lead.isOpn', 'our-rules/scenarios/escalation.yaml:5:7: unknown name "lead.isOpn"'],
    ['lead.createdAt + params.windw >= asOf', 'our-rules/scenarios/escalation.yaml:5:24: unknown name "params.windw"'],
  ])('says where it is wrong: %s', (when, message) => {
    expect(load(file(when))).toThrow(UserError);
    expect(load(file(when))).toThrow(message);
  });

  it('is named after a scenario of the skill card', () => {
    expect(load(file('lead.isOpen'), 'escalations')).toThrow(
      'unknown scenario "escalations" (did you mean "escalation"?)',
    );
  });
});

import { describe, expect, it } from 'vitest';
import { champion } from '../../src/facts/champion.ts';
import { coverage, engaged, engagedAtClose, everEngaged } from '../../src/facts/engaged.ts';
import { listed } from '../../src/facts/listed.ts';
import type { Activity, Deal } from '../../src/model/records.ts';
import { deal } from '../support/records.ts';
import { asOf } from '../support/setting.ts';
import { type Surroundings, viewOf } from '../support/view.ts';

const DAY = 86_400_000;
const daysAgo = (days: number): number => asOf - days * DAY;
const meeting = (days: number, ...emails: readonly string[]): Activity => ({
  kind: 'meeting',
  at: daysAgo(days),
  emails,
});
const mail = (days: number, email: string, direction: Activity['direction'] = null): Activity => ({
  kind: 'email',
  direction,
  at: daysAgo(days),
  emails: [email],
});
const [dana, lee, kim] = ['dana@acme.com', 'lee@acme.com', 'kim@acme.com'] as const;
const won = (days: number): Partial<Deal> => ({ stage: 'Closed Won', isClosed: true, stageChangedAt: daysAgo(days) });
const view = (activities: readonly Activity[], over: Partial<Deal> = {}, around: Surroundings = {}) =>
  viewOf(deal(over), { activities, ...around });
const countOf = (...args: Parameters<typeof view>) => {
  const { count, atLeast, atMost } = engaged.of(view(...args));
  return [count, atLeast, atMost];
};

describe('engaged is who', () => {
  it('was met within 30 days, or within 45 in an early stage', () => {
    const late = { stage: 'Negotiation/Review' };
    expect(countOf([meeting(30, dana), meeting(31, lee)], late)).toEqual([1, 1, 1]);
    expect(countOf([meeting(45, dana), meeting(46, lee)])).toEqual([1, 1, 1]);
  });

  it('wrote and was written to, not who was only written to', () => {
    expect(countOf([mail(5, dana, 'outbound'), mail(4, dana, 'inbound'), mail(3, lee, 'outbound')])).toEqual([1, 1, 1]);
  });

  it('accepted a meeting to come', () => {
    expect(countOf([{ ...meeting(-5, dana), isCompleted: false }])).toEqual([1, 1, 1]);
  });

  it('may have written, where mail does not say which way it went', () => {
    expect(countOf([mail(5, dana), mail(4, dana)])).toEqual([undefined, 0, 1]);
    expect(countOf([mail(5, dana, 'outbound'), mail(4, dana)])).toEqual([undefined, 0, 1]);
    expect(countOf([mail(5, dana)])).toEqual([0, 0, 0]);
    expect(countOf([mail(5, dana), mail(4, dana), meeting(3, dana)])).toEqual([1, 1, 1]);
  });

  it('cannot be told where nobody can be seen taking part', () => {
    expect(countOf([{ kind: 'meeting', at: daysAgo(3) }])).toEqual([undefined, undefined, undefined]);
    expect(countOf([meeting(3, dana)], {}, { without: ['participants'] })).toEqual([undefined, undefined, undefined]);
  });

  it('holds under both windows where the stage is of no known group', () => {
    expect(countOf([meeting(20, dana), meeting(40, lee)], { stage: 'Stage Seven' })).toEqual([undefined, 1, 2]);
  });
});

describe('on a deal that was won', () => {
  const activities = [meeting(200, dana), meeting(60, lee), meeting(3, kim)];

  it('coverage counts who was ever engaged when it was closed', () => {
    expect(coverage.of(view(activities, won(40))).names).toEqual([dana, lee]);
    expect(engagedAtClose.of(view(activities, won(40))).count).toBe(2);
    expect(everEngaged.of(view(activities, won(40))).count).toBe(3);
  });

  it('a meeting that was in the calendar by then leaves it open', () => {
    const booked = [...activities, { ...meeting(20, kim), createdAt: daysAgo(50) }];
    const { count, atLeast, atMost } = coverage.of(view(booked, won(40)));
    expect([count, atLeast, atMost]).toEqual([undefined, 2, 3]);
  });

  it('and is open, coverage counts who is engaged now', () => {
    expect(coverage.of(view(activities)).names).toEqual([kim]);
    expect(engagedAtClose.of(view(activities)).count).toBeUndefined();
  });
});

it('an economic buyer among people whose titles are hidden may be there', () => {
  const around: Surroundings = { contacts: [{ id: '003A', name: 'Dana Reyes', email: dana }] };
  expect(engaged.of(view([meeting(3, dana)], {}, around)).economicBuyers).toBeUndefined();
  const contacts = [{ id: '003A', name: 'Dana Reyes', email: dana, title: null }];
  expect(engaged.of(view([meeting(3, dana)], {}, { contacts })).economicBuyers).toEqual([]);
});

describe('a champion', () => {
  const contactRoles = [
    { contactId: '003A', role: 'Champion' },
    { contactId: '003B', role: 'Coach' },
  ];
  const met = (days: number, id: string): Activity => ({ kind: 'meeting', at: daysAgo(days), contactIds: [id] });

  it('was last active when the latest of all champions was', () => {
    const { names, lastAt } = champion.of(view([met(50, '003A'), met(33, '003B')], {}, { contactRoles }));
    expect([names, lastAt]).toEqual([['003A', '003B'], daysAgo(33)]);
  });

  it('who never did anything was last active never', () => {
    expect(champion.of(view([], {}, { contactRoles })).lastAt).toBeNull();
  });

  it('is nobody where nobody is marked and nobody behaves so', () => {
    const { names, lastAt } = champion.of(view([met(3, '003C')]));
    expect([names, lastAt]).toEqual([[], null]);
  });
});

describe('the contact list', () => {
  const listedOn = (contactRoles: Surroundings['contactRoles'] = [], activities: readonly Activity[] = []) =>
    listed.of(view(activities, {}, { contactRoles }));

  it('has fresh names that were put there within 48 hours and never took part', () => {
    const rows = [
      { contactId: '003A', createdAt: daysAgo(2) },
      { contactId: '003B', createdAt: daysAgo(3) },
      { contactId: '003C', createdAt: daysAgo(1) },
    ];
    const activities: Activity[] = [{ kind: 'meeting', at: daysAgo(0.5), contactIds: ['003C'] }];
    expect(listedOn(rows, activities).freshNames).toEqual(['003A']);
  });

  it('lacks whoever is engaged and not on it', () => {
    expect(listedOn([{ contactId: '003A' }], [meeting(3, dana)]).missingNames).toEqual([dana]);
  });
});

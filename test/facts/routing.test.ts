import fc from 'fast-check';
import { expect, it } from 'vitest';
import { routing } from '../../src/facts/routing.ts';
import type { Route } from '../../src/facts/world.ts';
import { parseDay } from '../../src/lib/time.ts';
import { lead } from '../support/records.ts';
import { viewOf } from '../support/view.ts';

const robin = { id: '005000000000001AAA', name: 'Robin Example', email: 'robin@seller.example', isActive: true };

const route = (owner: string, over: Partial<Route> = {}): Route => ({
  name: owner,
  when: () => true,
  owners: [owner],
  reads: [],
  from: null,
  until: null,
  ...over,
});

const large = route('kim@seller.example', {
  when: ({ record }) => (record.type === 'lead' ? (record.employees ?? 0) >= 500 : undefined),
  reads: ['lead.employees'],
});

const day = (text: string): number => parseDay(text) ?? 0;

function routed(routes: readonly Route[], history: readonly object[] = [], employees = 600) {
  const view = viewOf(lead({ employees }), { people: [robin], history });
  const { isRight, movedAt } = routing.of({
    ...view,
    world: { ...view.world, routing: { lead: routes, deal: [] } },
  });
  return { isRight, movedAt: typeof movedAt === 'number' ? new Date(movedAt).toISOString().slice(0, 10) : movedAt };
}

const grew = (from: string, to: string, at: string) => ({ field: 'employees', from, to, at: Date.parse(at) });

it('holds a record to the policy of the day on which it was routed', () => {
  const before = route('robin@seller.example', { until: day('2026-10-31') });
  const now = route('kim@seller.example', { from: day('2026-11-01') });
  expect(routed([now, before])).toEqual({ isRight: false, movedAt: '2026-11-01' });
});

it('tells a record that was never right from one that was left behind', () => {
  const rest = route('robin@seller.example');
  expect(routed([large, rest], [grew('400', '600', '2026-10-20')])).toEqual({ isRight: false, movedAt: '2026-10-20' });
  expect(routed([large, rest])).toEqual({ isRight: false, movedAt: null });
});

it('counts from the last time that routing turned away from the owner', () => {
  const history = [
    grew('400', '700', '2026-10-10'),
    grew('700', '450', '2026-10-20'),
    grew('450', '600', '2026-11-03'),
  ];
  expect(routed([large, route('robin@seller.example')], history).movedAt).toBe('2026-11-03');
});

it('starts anew with every owner', () => {
  const history = [
    grew('400', '600', '2026-10-10'),
    { field: 'owner', from: '005000000000002AAA', to: robin.id, at: Date.parse('2026-10-20') },
  ];
  expect(routed([large, route('robin@seller.example')], history)).toEqual({ isRight: false, movedAt: null });
});

it('has not moved away from an owner who is right', () => {
  expect(routed([large, route('robin@seller.example')], [grew('600', '400', '2026-10-20')], 400)).toEqual({
    isRight: true,
    movedAt: null,
  });
});

it('never says both that a record is right and that routing has moved', () => {
  const sizes = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(sizes, (steps) => {
      const history = steps
        .slice(1)
        .map((to, place) => grew(String(steps[place]), String(to), `2026-10-${10 + place}`));
      const { isRight, movedAt } = routed([large, route('robin@seller.example')], history, steps.at(-1));
      const wasRight = steps.some((size) => size < 500);
      expect({ isRight, hasMoved: movedAt !== null }).toEqual({
        isRight: (steps.at(-1) ?? 0) < 500,
        hasMoved: (steps.at(-1) ?? 0) >= 500 && wasRight,
      });
    }),
  );
});

it('neither confirms nor denies a queue of which the name is not known', () => {
  const queued = (owner: string, people: readonly object[] = []) => {
    const view = viewOf(lead({ ownerId: '00G5f000000UdixEAC' }), { people });
    const world = { ...view.world, routing: { lead: [route(owner)], deal: [] } };
    return routing.of({ ...view, world }).isRight;
  };
  const inbound = { id: '00G5f000000UdixEAC', name: 'Inbound', kind: 'queue' };
  expect(queued('queue:Inbound', [inbound])).toBe(true);
  expect(queued('queue:Other', [inbound])).toBe(false);
  expect(queued('queue:Inbound')).toBeUndefined();
  expect(queued('kim@seller.example')).toBe(false);
});

import { expect, it } from 'vitest';
import { tenure } from '../../src/facts/tenure.ts';
import type { Presence } from '../../src/facts/world.ts';
import { presenceOf } from '../../src/rulebook/presence.ts';
import { lead } from '../support/records.ts';
import { viewOf } from '../support/view.ts';

const robin = { id: '005000000000001AAA', name: 'Robin Example', email: 'robin@seller.example', isActive: true };

const given = (at: string) => [
  { field: 'owner', from: '005000000000002AAA', to: robin.id, at: Date.parse(at), byId: '005000000000003AAA' },
];

const nobodyAway: Presence = presenceOf({ leave: [], started: [] });

function tenureOf(
  history: ReturnType<typeof given>,
  presence: Presence = nobodyAway,
  createdAt = Date.UTC(2026, 9, 1),
) {
  const view = viewOf(lead({ createdAt }), { people: [robin], history });
  const { isAway, isInherited } = tenure.of({ ...view, world: { ...view.world, presence } });
  return { isAway, isInherited };
}

it('leaves what stands on a record to the owner before for five business days', () => {
  expect(tenureOf(given('2026-11-11T18:00:00Z')).isInherited).toBe(true);
  expect(tenureOf(given('2026-11-11T15:00:00Z')).isInherited).toBe(false);
});

it('holds an owner to a record from the moment it was created', () => {
  expect(tenureOf([], nobodyAway, Date.UTC(2026, 10, 17)).isInherited).toBe(false);
});

it('holds whoever takes a record from a queue, or gets it on the day it came in, to all of it', () => {
  const taken = [
    { field: 'owner', from: '00G000000000001AAA', to: robin.id, at: Date.UTC(2026, 10, 16), byId: robin.id },
  ];
  expect(tenureOf(taken).isInherited).toBe(false);
  expect(tenureOf(given('2026-11-16T10:05:00Z'), nobodyAway, Date.parse('2026-11-16T10:00:00Z')).isInherited).toBe(
    false,
  );
});

it('gives a newcomer the same time, though the record came earlier', () => {
  const started = (date: string) => presenceOf({ leave: [], started: [{ rep: 'Robin@Seller.example', date }] });
  expect(tenureOf([], started('2026-11-16')).isInherited).toBe(true);
  expect(tenureOf([], started('2026-10-12')).isInherited).toBe(false);
});

it('gives who comes back from a long leave the same time, and who was away for two days none', () => {
  const leave = (from: string, to?: string) => presenceOf({ leave: [{ rep: robin.name, from, to }], started: [] });
  expect(tenureOf([], leave('2026-10-19', '2026-11-15'))).toEqual({ isAway: false, isInherited: true });
  expect(tenureOf([], leave('2026-11-12', '2026-11-13'))).toEqual({ isAway: false, isInherited: false });
  expect(tenureOf([], leave('2026-11-16'))).toMatchObject({ isAway: true });
  expect(tenureOf([], leave('2026-11-23', '2026-11-27'))).toEqual({ isAway: false, isInherited: false });
});

it('cannot be told where nobody tracks owners and no start is on file', () => {
  const view = viewOf(lead(), { people: [robin], without: ['leadHistory'] });
  expect(tenure.of(view).isInherited).toBeUndefined();
});

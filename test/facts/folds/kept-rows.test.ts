import { array, assert, constantFrom, integer, oneof, option, property, record, tuple } from 'fast-check';
import { expect, test } from 'vitest';
import { type Fold, startFold } from '../../../src/facts/fold.ts';
import { keptOf, startActivityColumns } from '../../../src/facts/folds/kept-activities.ts';
import { startChangeColumns } from '../../../src/facts/folds/kept-changes.ts';
import { MOST_NOTES, startNoteColumns } from '../../../src/facts/folds/kept-notes.ts';
import { startKeptRows } from '../../../src/facts/folds/kept-rows.ts';
import { isCutAt, LONGEST, notes, notesOf } from '../../../src/facts/folds/notes.ts';
import { outermost } from '../../../src/facts/folds/outermost.ts';
import { participants } from '../../../src/facts/folds/participants.ts';
import { changesOf, isCut, type Timeline, timeline } from '../../../src/facts/folds/timeline.ts';
import { type Touches, touches } from '../../../src/facts/folds/touches.ts';
import { workers } from '../../../src/facts/folds/workers.ts';
import { startTextTable } from '../../../src/lib/text-table.ts';
import type { Activity, HistoryEntry } from '../../../src/model/records.ts';

const blank = { nil: null } as const;
const unknown = { nil: undefined } as const;
const instant = option(option(integer({ min: -5, max: 99 }), blank), unknown);
const id = constantFrom('00Q1', '00Q2', '0063');

const activity = record<Activity>({
  kind: constantFrom('task', 'call', 'email', 'meeting', 'note', 'fax', null, undefined),
  at: instant,
  createdAt: instant,
  isCompleted: constantFrom(true, false, null, undefined),
  direction: constantFrom('inbound', 'outbound', 'sideways', null, undefined),
  ownerId: constantFrom('005A', '005B', '', null, undefined),
  contactIds: constantFrom(['003A'], ['003A', '003B'], [], null, undefined),
  emails: constantFrom(['dana@acme.com'], ['zoë@acme.com', 'dana@acme.com'], null, undefined),
});

const change = record<HistoryEntry>({
  field: constantFrom('stage', 'owner', 'nextStep', null, undefined),
  from: constantFrom('Closed Won', '東京', '', null, undefined),
  to: constantFrom('Closed Won', 'Nurturing', null, undefined),
  at: instant,
  byId: constantFrom('005A', '005B', null, undefined),
});

function expectSame<Acc>(fold: Fold<Activity, Acc>): void {
  assert(
    property(array(tuple(id, activity), { maxLength: 60 }), (rows) => {
      const kept = startKeptRows(startTextTable(), startActivityColumns());
      const [later, now] = [kept.foldedBy(fold), startFold(fold)];
      for (const [of, row] of rows) {
        kept.add(of, keptOf(row, 'deal'));
        now.add(of, row);
      }
      expect(new Map(later.entries())).toEqual(new Map(now.entries()));
      for (const of of ['00Q1', '00Q2', '0063', '0064']) expect(later.of(of)).toEqual(now.of(of));
    }),
  );
}

test('rows that were kept come to what folding them at once comes to', () => {
  expectSame(touches);
  expectSame(participants);
  expectSame(workers);
});

test('changes that were kept are the changes that came', () => {
  assert(
    property(array(tuple(id, change), { maxLength: 60 }), (rows) => {
      const kept = startKeptRows(startTextTable(), startChangeColumns());
      const [later, now] = [kept.foldedBy(timeline), startFold(timeline)];
      for (const [of, row] of rows) {
        kept.add(of, row);
        now.add(of, row);
      }
      for (const of of ['00Q1', '00Q2', '0063']) expect(changesOf(later.of(of))).toEqual(changesOf(now.of(of)));
    }),
  );
});

const written = record<Activity>({
  id: constantFrom('00T1', '00T2', '', null, undefined),
  kind: constantFrom('task', 'email', 'note', 'fax', null, undefined),
  isCompleted: constantFrom(true, true, false, null, undefined),
  body: oneof(
    constantFrom('Call back on Monday', 'Gespräch mit Zoë', '電話した', ' ', '', null, undefined),
    constantFrom(`${' '.repeat(LONGEST)}late`, `${'x'.repeat(LONGEST - 1)}😀 cut`),
  ),
  at: instant,
  ownerId: constantFrom('005A', null, undefined),
});

test('notes that were kept are the notes that came, whole or cut, however many', () => {
  assert(
    property(array(tuple(id, written), { maxLength: 4 * MOST_NOTES }), (rows) => {
      const kept = startKeptRows(startTextTable(), startNoteColumns(), MOST_NOTES);
      const [later, now] = [kept.foldedBy(notes), startFold(notes)];
      for (const [of, row] of rows) {
        if (notes.takes?.(row)) kept.add(of, row);
        now.add(of, row);
      }
      for (const of of ['00Q1', '00Q2', '0063']) {
        const [a, b] = [later.of(of), now.of(of)];
        expect([notesOf(a), a?.count, a?.lastAt, a?.unread]).toEqual([notesOf(b), b?.count, b?.lastAt, b?.unread]);
        expect([0, 9, 50].map((at) => isCutAt(a, at))).toEqual([0, 9, 50].map((at) => isCutAt(b, at)));
      }
    }),
  );
});

test('only the rows that a fold takes are folded, and none at all are no rows', () => {
  const kept = startKeptRows(startTextTable(), startActivityColumns());
  const onDeals = kept.foldedBy(touches, ({ under }) => under === 'deal');
  kept.add('A', keptOf({ kind: 'call', at: 1, isCompleted: true }, 'lead'));
  kept.add('B', keptOf({ kind: 'call', at: 1, isCompleted: true }, 'lead'));
  kept.add('B', keptOf({ kind: 'call', at: 2, isCompleted: true }, 'deal'));
  expect([onDeals.of('A'), onDeals.of('B')?.count, onDeals.of('C')]).toEqual([undefined, 1, undefined]);
});

test('of a record with rows without end, they come to the same, and new ones still count', () => {
  const kept = startKeptRows(startTextTable(), startActivityColumns());
  const changes = startKeptRows(startTextTable(), startChangeColumns());
  const [done, were] = [kept.foldedBy(touches), changes.foldedBy(timeline)];
  const [doneNow, wereNow] = [startFold(touches), startFold(timeline)];
  const show = (acc: Touches | undefined) => [acc?.count, acc?.lastAt, outermost(acc?.outbound ?? [])];
  const tell = (acc: Timeline | undefined) => [changesOf(acc), isCut(acc)];
  for (let i = 0; i < 2000; i += 1) {
    const at = (i * 7919) % 3000;
    const row: Activity = { kind: 'call', at, isCompleted: true };
    const edit: HistoryEntry = { field: 'stage', from: i % 5 ? null : 'a', to: 'abc'[(at * 7) % 3] ?? 'a', at };
    const of = i % 50 === 0 ? 'other' : 'machine';
    kept.add(of, keptOf(row, 'lead'));
    changes.add(of, edit);
    doneNow.add(of, row);
    wereNow.add(of, edit);
    if (i % 333 === 0) expect(show(done.of('machine'))).toEqual(show(doneNow.of('machine')));
  }
  for (const of of ['machine', 'other']) {
    expect(show(done.of(of))).toEqual(show(doneNow.of(of)));
    expect(tell(were.of(of))).toEqual(tell(wereNow.of(of)));
  }
});

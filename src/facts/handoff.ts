import { defineFact, type Shape, type Subject, unknownShape } from './fact.ts';
import type { Conversion } from './folds/conversions.ts';
import { notesOf } from './folds/notes.ts';
import { type Change, changesOf } from './folds/timeline.ts';
import { workedBy } from './folds/workers.ts';
import { seesNotesOn } from './notes-seen.ts';
import { owner } from './owner.ts';
import { status } from './status.ts';

const provides = {
  role: {
    type: 'text',
    label: 'Handover',
    about:
      '`gave`: a lead that became the deal of somebody else; `received`: a deal that came from a lead of somebody else, or a lead that its owner before handed on; blank when neither',
  },
  at: { type: 'instant', label: 'Handed over', about: 'When that was' },
  noteAt: {
    type: 'instant',
    label: 'Handover note',
    about:
      'When the note of substance nearest to the handover was written, on the record or on its deal; blank when there is none',
  },
  actedAt: {
    type: 'instant',
    label: 'First action after it',
    about: 'The first activity or edit of the present owner from then on; blank when there is none',
  },
} as const;

type Values = Shape<typeof provides>;

const nothing: Values = { role: null, at: null, noteAt: null, actedAt: null };

const changesTo = ({ record, world }: Subject): readonly Change[] =>
  changesOf(record.id ? world.folds.timeline.of(record.id) : undefined);

/** The note of level 2 and up that is nearest to a moment, on any of some records. */
function noteNear({ world }: Subject, ids: readonly (string | null | undefined)[], moment: number): number | null {
  const { zone } = world.calendar;
  const notes = ids.flatMap((id) => (id ? notesOf(world.folds.notes.of(id)) : []));
  notes.sort((a, b) => Math.abs(a.at - moment) - Math.abs(b.at - moment) || a.at - b.at);
  const says = notes.find(
    ({ text, at }) => (world.judgeNote({ text, writtenDay: zone.toDay(at), asOfDay: world.today }).level ?? 1) > 1,
  );
  return says?.at ?? null;
}

/** The present owner's first activity, or edit of the record, from a moment on. */
function actedAfter(subject: Subject, moment: number): number | null {
  const { record, world } = subject;
  const { id } = owner.of(subject);
  const worked = record.id && id ? workedBy(world.folds.workers.of(record.id), id)?.firstAt : undefined;
  const edit = changesTo(subject).find(({ at, byId, field }) => at > moment && byId === id && field !== 'owner');
  const found = [worked, edit?.at].filter((at) => at !== undefined && at >= moment);
  return found.length === 0 ? null : Math.min(...found.map(Number));
}

/** What a lead that became somebody else's deal left behind. */
function given(subject: Subject): Values {
  const { record, world } = subject;
  const deal = record.type === 'lead' ? record.convertedDealId : undefined;
  if (deal === null) return nothing;
  const to = deal === undefined ? undefined : world.folds.conversions.of(deal)?.dealOwnerId;
  const { id } = owner.of(subject);
  if (to === undefined || id === undefined) return unknownShape(provides);
  if (to === id) return nothing;
  const at = status.of(subject).changedAt ?? (record.type === 'lead' ? record.convertedAt : undefined);
  if (record.type !== 'lead' || at === undefined || at === null) return unknownShape(provides);
  const ids = [record.id, record.convertedDealId];
  return {
    role: 'gave',
    at,
    noteAt: seesNotesOn(subject, ids) ? noteNear(subject, ids, at) : undefined,
    actedAt: null,
  };
}

function received(
  subject: Subject,
  at: number | null | undefined,
  ids: readonly (string | null | undefined)[],
): Values {
  const { world } = subject;
  if (at === undefined || at === null) return unknownShape(provides);
  const seesWork = world.has('tasks') && world.has('calls') && world.has('emails') && world.has('meetings');
  return {
    role: 'received',
    at,
    noteAt: seesNotesOn(subject, ids) ? noteNear(subject, ids, at) : undefined,
    actedAt: actedAfter(subject, at) ?? (seesWork ? null : undefined),
  };
}

/** A deal that a lead of somebody else became. */
function fromLead(subject: Subject, conversion: Conversion | undefined): Values {
  const { record, world } = subject;
  const { id } = owner.of(subject);
  if (!conversion?.leadId) return world.hasField('lead', 'convertedDealId') ? nothing : unknownShape(provides);
  if (id === undefined || conversion.leadOwnerId === undefined) return unknownShape(provides);
  if (conversion.leadOwnerId === id) return nothing;
  return received(subject, record.createdAt, [record.id, conversion.leadId]);
}

/** A lead that the owner before gave to the present one: an escalation. What operations move is none. */
function escalated(subject: Subject): Values {
  const { record, world } = subject;
  const last = changesTo(subject).findLast(({ field }) => field === 'owner');
  const isGiven = last !== undefined && last.byId !== null && last.byId === last.from;
  if (!isGiven && !world.tracks('lead', 'owner')) return unknownShape(provides);
  return isGiven && owner.of(subject).kind === 'user' ? received(subject, last.at, [record.id]) : nothing;
}

/** How the record changed hands on purpose: by conversion, or because its owner asked another to take it. */
export const handoff = defineFact({
  name: 'handoff',
  on: ['lead', 'deal'],
  about: 'How the record was handed over: converted to a deal, or given by one owner to the next',
  reads: [
    'record.id',
    'record.ownerId',
    'record.createdAt',
    'lead.status',
    'lead.isConverted',
    'lead.convertedAt',
    'lead.convertedDealId',
    'conversion',
  ],
  parts: ['history', 'notes', 'tasks', 'calls', 'emails', 'meetings'],
  provides,
  derive: (subject) => {
    const { record, world } = subject;
    if (record.type === 'deal') return fromLead(subject, record.id ? world.folds.conversions.of(record.id) : undefined);
    const { category } = status.of(subject);
    if (!category) return unknownShape(provides);
    return category === 'converted' ? given(subject) : escalated(subject);
  },
});

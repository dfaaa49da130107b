import { defineFact, type Subject, unknownShape } from './fact.ts';
import { isCutAt, type Note, notesOf } from './folds/notes.ts';
import { type Change, changesOf } from './folds/timeline.ts';
import { seesNotes } from './notes-seen.ts';
import { owner } from './owner.ts';
import { state } from './state.ts';
import { status } from './status.ts';

const provides = {
  kind: {
    type: 'text',
    label: 'Decision',
    about:
      'What the present owner decided last: `recycled`, `disqualified`, `lost`, or `reassigned` from another user to themselves; blank when none',
  },
  at: { type: 'instant', label: 'Decided', about: 'When that was; not known without history' },
  reasonAt: {
    type: 'instant',
    label: 'Reason written',
    about: 'When the note nearest to the decision that says why was written; blank when no note says why',
  },
  reasonSeenAt: {
    type: 'instant',
    about: 'The same among the notes that can be seen: known even where others may be hidden',
  },
  noteText: { type: 'text', label: 'Note', about: 'The note nearest to the decision, whatever it says' },
} as const;

interface Decision {
  readonly kind: string;
  readonly at: number;
  readonly byId: string | null;
}

const endings: Readonly<Record<string, string>> = { nurture: 'recycled', disqualified: 'disqualified' };

/** What the record has been brought to, if that took a decision. */
function kindOf(subject: Subject): string | null | undefined {
  if (subject.record.type === 'lead') {
    const { category } = status.of(subject);
    return category ? (endings[category] ?? null) : undefined;
  }
  const { isOpen, isWon } = state.of(subject);
  if (isOpen !== false) return null;
  return isWon === false ? 'lost' : isWon === true ? null : undefined;
}

/** The last decision of all that history tells of; taking a record out of a queue is none. */
function lastOf(changes: readonly Change[], kind: string | null, { record, world }: Subject): Decision | undefined {
  const field = record.type === 'lead' ? 'status' : 'stage';
  const moved = kind === null ? undefined : changes.findLast((change) => change.field === field);
  const isPerson = (id: string | null): boolean => id !== null && world.people.get(id)?.kind !== 'queue';
  const taken = changes.findLast((change) => change.field === 'owner' && isPerson(change.from));
  if (moved !== undefined && (taken === undefined || moved.at >= taken.at))
    return { kind: kind ?? '', at: moved.at, byId: moved.byId };
  return taken === undefined ? undefined : { kind: 'reassigned', at: taken.at, byId: taken.byId };
}

/** Where a decision is to be explained, a plain "because" explains it, whatever comes after. */
function saysWhy({ text, at }: Note, { world }: Subject): boolean {
  const { zone } = world.calendar;
  const words = ` ${(text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? []).join(' ')} `;
  if (world.limits.reasonWords.some((word) => words.includes(` ${word} `))) return true;
  return world.judgeNote({ text, writtenDay: zone.toDay(at), asOfDay: world.today }).why;
}

function reasonsFor(decision: Decision, subject: Subject) {
  const { record, world } = subject;
  const notes = [...notesOf(record.id ? world.folds.notes.of(record.id) : undefined)].sort(
    (a, b) => Math.abs(a.at - decision.at) - Math.abs(b.at - decision.at) || a.at - b.at,
  );
  const isCut = isCutAt(record.id ? world.folds.notes.of(record.id) : undefined, decision.at);
  const isSure = seesNotes(subject) && !isCut;
  const reasonSeenAt = notes.find((note) => saysWhy(note, subject))?.at ?? null;
  return {
    reasonAt: isSure ? reasonSeenAt : undefined,
    reasonSeenAt,
    noteText: isSure ? (notes[0]?.text ?? null) : undefined,
  };
}

const nothing = { kind: null, at: null, reasonAt: null, reasonSeenAt: null, noteText: null };

/** What the present owner decided about the record, and whether a note says why. What anybody else decided is theirs. */
export const decision = defineFact({
  name: 'decision',
  on: ['lead', 'deal'],
  about: 'What the present owner decided about the record, and whether a note says why',
  reads: ['record.id', 'record.ownerId', 'lead.status', 'deal.stage', 'deal.isClosed', 'deal.isWon'],
  parts: ['history', 'notes', 'calls', 'tasks', 'meetings', 'people'],
  provides,
  derive: (subject) => {
    const { record, world } = subject;
    const { id } = owner.of(subject);
    const kind = kindOf(subject);
    const field = record.type === 'lead' ? 'status' : 'stage';
    if (kind === undefined || id === undefined) return unknownShape(provides);
    if (!world.tracks(record.type, field)) return kind === null ? nothing : unknownShape(provides);
    const last = lastOf(changesOf(record.id ? world.folds.timeline.of(record.id) : undefined), kind, subject);
    if (last === undefined || (last.byId !== null && last.byId !== id)) return nothing;
    if (last.byId === null) return unknownShape(provides);
    return { kind: last.kind, at: last.at, ...reasonsFor(last, subject) };
  },
});

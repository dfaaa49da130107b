import { burstWindow, cosmeticActors, cosmeticEdits } from './cosmetic-edits.ts';
import { defineFact, unknownShape } from './fact.ts';
import { changesOf } from './folds/timeline.ts';
import { mayBeAnybodys } from './nobodys.ts';
import { owner } from './owner.ts';

const provides = {
  records: {
    type: 'number',
    label: 'Records touched before the audit',
    about:
      'Of how many records the present owner, just before as-of, touched dates or statuses only; 0 when this record is not among them',
  },
  usual: {
    type: 'number',
    label: 'Usual on a working day',
    about: 'Of how many records the owner does so on a working day, over the weeks before',
  },
  fields: { type: 'texts', label: 'Fields touched', about: 'The fields of this record that were touched so' },
} as const;

/** Whether the owner dressed the record up just before the audit. */
export const burst = defineFact({
  name: 'burst',
  on: ['lead', 'deal'],
  about: 'Dates and statuses touched just before the audit, against what is usual for the owner',
  reads: ['record.id', 'record.ownerId'],
  parts: ['history'],
  provides,
  derive: (subject) => {
    const { record, world } = subject;
    const { id } = owner.of(subject);
    if (!world.has(`${record.type}History`) || id === undefined) return unknownShape(provides);
    const { from, normFrom } = burstWindow(world);
    const { zone } = world.calendar;
    const days = world.calendar.businessDaysBetween(zone.toDay(normFrom), zone.toDay(from));
    const edits = id === null ? undefined : cosmeticEdits(world).get(id);
    const recent = changesOf(record.id ? world.folds.timeline.of(record.id) : undefined).filter(({ at }) => at >= from);
    if (mayBeAnybodys(recent, world)) return unknownShape(provides);
    const own = recent.filter(({ byId }) => byId === id);
    const isTouched = id !== null && cosmeticActors(own).includes(id);
    return {
      records: isTouched ? (edits?.recent ?? 0) : 0,
      usual: days > 0 ? (edits?.earlier ?? 0) / days : 0,
      fields: isTouched ? [...new Set(own.map(({ field }) => field))].sort() : [],
    };
  },
});

import { defineFact, type Subject, unknownShape } from './fact.ts';
import { changesOf, isCut } from './folds/timeline.ts';

const provides = {
  name: { type: 'text', about: "The status in the CRM's own words", field: 'status' },
  category: {
    type: 'text',
    about: '`new`, `working`, `qualified`, `nurture`, `disqualified` or `converted`',
    field: 'status',
  },
  changedAt: {
    type: 'instant',
    label: 'Status changed',
    about: 'When the status last changed (creation, when it never did)',
  },
  changedNotAfter: {
    type: 'instant',
    about: 'The latest moment at which the status can have changed: known even without history',
  },
} as const;

/**
 * When a field of a record last changed: its last recorded change, or the creation of the record when changes of the
 * field are tracked and there is none. Not known when they are not tracked.
 */
export function lastChange({ record, world }: Subject, field: string): number | null | undefined {
  const timeline = record.id ? world.folds.timeline.of(record.id) : undefined;
  const last = changesOf(timeline).findLast((change) => change.field === field);
  if (last !== undefined) return last.at;
  if (isCut(timeline)) return undefined;
  return world.tracks(record.type, field) ? record.createdAt : undefined;
}

/** The lead status: its label, where that places the lead, and since when. */
export const status = defineFact({
  name: 'status',
  on: ['lead'],
  about: 'The lead status and what it stands for',
  reads: ['lead.id', 'lead.status', 'lead.isConverted', 'lead.createdAt', 'lead.modifiedAt'],
  parts: ['history'],
  provides,
  derive: (subject) => {
    const { record, world } = subject;
    if (record.type !== 'lead') return unknownShape(provides);
    const label = record.status;
    const changedAt = lastChange(subject, 'status');
    const category = record.isConverted === true ? 'converted' : label ? world.statusOf(label) : label;
    return { name: label, category, changedAt, changedNotAfter: changedAt ?? record.modifiedAt };
  },
  since: ({ changedAt }) => changedAt,
});

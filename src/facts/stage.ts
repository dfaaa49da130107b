import { defineFact, type Subject, unknownShape } from './fact.ts';
import { lastChange } from './status.ts';

const provides = {
  name: { type: 'text', about: "The stage in the CRM's own words", field: 'stage' },
  group: { type: 'text', about: '`early`, `mid`, `late`, `won` or `lost`', field: 'stage' },
  index: { type: 'number', about: 'Place among the configured stages, from 0', field: 'stage' },
  changedAt: { type: 'instant', label: 'Stage changed', about: 'When the deal entered its present stage' },
  changedNotAfter: {
    type: 'instant',
    about: 'The latest moment at which the stage can have changed: known even without history',
  },
} as const;

const entered = (subject: Subject): number | null | undefined => {
  const { record } = subject;
  const rollUp = record.type === 'deal' ? record.stageChangedAt : undefined;
  return lastChange(subject, 'stage') ?? rollUp ?? undefined;
};

/** The stage of a deal: its label, its group and place, and since when. */
export const stage = defineFact({
  name: 'stage',
  on: ['deal'],
  about: 'The stage and its place in the sales process',
  reads: ['deal.id', 'deal.stage', 'deal.createdAt', 'deal.modifiedAt', 'deal.stageChangedAt'],
  parts: ['history'],
  provides,
  tellsPast: true,
  derive: (subject) => {
    const { record, world } = subject;
    if (record.type !== 'deal') return unknownShape(provides);
    const label = record.stage;
    const known = label ? world.stageOf(label) : undefined;
    const changedAt = entered(subject);
    return {
      name: label,
      group: label === null ? null : known?.group,
      index: label === null ? null : known?.index,
      changedAt,
      changedNotAfter: changedAt ?? record.modifiedAt,
    };
  },
  since: ({ changedAt }) => changedAt,
});

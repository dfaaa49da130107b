import { defineFact, type Subject } from './fact.ts';
import { stage } from './stage.ts';
import { status } from './status.ts';

const provides = {
  isOpen: { type: 'boolean', about: 'Still to be worked: neither converted nor disqualified, neither won nor lost' },
  isWon: { type: 'boolean', about: 'Closed and won (a lead: converted)' },
  closedAt: { type: 'instant', about: 'When it was closed; blank while it is open' },
} as const;

function leadState(subject: Subject): { isOpen: boolean | undefined; isWon: boolean | undefined } {
  const { category } = status.of(subject);
  if (!category) return { isOpen: undefined, isWon: undefined };
  return { isOpen: category !== 'disqualified' && category !== 'converted', isWon: category === 'converted' };
}

function dealState(subject: Subject): { isOpen: boolean | undefined; isWon: boolean | undefined } {
  const { record } = subject;
  const { group } = stage.of(subject);
  const isClosed = record.type === 'deal' ? record.isClosed : undefined;
  const isWon = record.type === 'deal' ? record.isWon : undefined;
  const ended = group === 'won' || group === 'lost';
  return {
    isOpen: typeof isClosed === 'boolean' ? !isClosed : group ? !ended : undefined,
    isWon: typeof isWon === 'boolean' ? isWon : group ? group === 'won' : undefined,
  };
}

/** A close date is a day: the deal counts as closed at its end, but never after as-of. */
function dealClosedAt({ record, world }: Subject): number | undefined {
  const day = record.type === 'deal' ? record.closeDate : undefined;
  return day === undefined || day === null ? undefined : Math.min(world.calendar.zone.endOfDay(day), world.asOf);
}

function closedAt(subject: Subject): number | undefined {
  const { record } = subject;
  if (record.type === 'lead') {
    return record.convertedAt ?? status.of(subject).changedAt ?? record.modifiedAt ?? undefined;
  }
  const moved = stage.of(subject).changedAt;
  return moved ?? dealClosedAt(subject) ?? record.modifiedAt ?? undefined;
}

/** Whether the record is still to be worked. Its values are read as `record.isOpen`, without a name of its own. */
export const state = defineFact({
  name: '',
  on: ['lead', 'deal'],
  about: 'Open or closed',
  reads: ['deal.isClosed', 'deal.isWon', 'deal.closeDate', 'lead.convertedAt', 'record.modifiedAt'],
  parts: [],
  provides,
  derive: (subject) => {
    const { isOpen, isWon } = subject.record.type === 'lead' ? leadState(subject) : dealState(subject);
    return { isOpen, isWon, closedAt: isOpen === true ? null : isOpen === false ? closedAt(subject) : undefined };
  },
});

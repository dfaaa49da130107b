import type { Person } from '../model/records.ts';
import { defineFact, type Subject } from './fact.ts';
import { type Change, changesOf, isCut } from './folds/timeline.ts';

const provides = {
  id: { type: 'text', about: 'Id of the owner', field: 'ownerId' },
  name: { type: 'text', about: 'Name of the owner', field: 'ownerId' },
  email: { type: 'text', about: 'E-mail address of the owner, lower case', field: 'ownerId' },
  kind: { type: 'text', about: '`user`, `queue`, or `none` when nobody owns the record', field: 'ownerId' },
  isActive: { type: 'boolean', about: 'The owner may log in', field: 'ownerId' },
  since: {
    type: 'instant',
    label: 'Owner since',
    about: 'Since when the present owner has the record (creation, when it never changed)',
  },
  cameFrom: {
    type: 'text',
    label: 'Owner before',
    about: 'Who had the record before: `user`, `queue` or `none`; blank when it never changed hands',
  },
} as const;

/** The owner's own row, by id or, where the source has no ids, by e-mail address. */
function personOf({ record, world }: Subject): Person | undefined {
  const { ownerId, ownerEmail } = record;
  return (
    (ownerId ? world.people.get(ownerId) : undefined) ??
    (ownerEmail ? world.personByEmail.get(ownerEmail.toLowerCase()) : undefined)
  );
}

const isBlank = ({ ownerId, ownerName, ownerEmail }: Subject['record']): boolean =>
  !ownerId && !ownerName && !ownerEmail && (ownerId === null || ownerName === null || ownerEmail === null);

/** Where people cannot be read, a bare number is somebody or a queue. */
const kindOfId = (id: string, { people, has }: Subject['world']): string | undefined =>
  people.get(id)?.kind ?? (id.startsWith('00G') ? 'queue' : has('people') || !/^\d+$/.test(id) ? 'user' : undefined);

/** Without a list of people, owners are taken as users: `inactive-owner` is then not evaluable. */
function kindOf(subject: Subject, person: Person | undefined): string | undefined {
  if (isBlank(subject.record)) return 'none';
  if (person !== undefined) return person.kind ?? 'user';
  const { ownerId, ownerName, ownerEmail } = subject.record;
  const kind = ownerId ? kindOfId(ownerId, subject.world) : undefined;
  return kind ?? (ownerName || ownerEmail ? 'user' : undefined);
}

/** The last recorded change of owner. */
function lastChange({ record, world }: Subject): Change | undefined {
  const changes = record.id ? changesOf(world.folds.timeline.of(record.id)) : [];
  return changes.findLast(({ field }) => field === 'owner');
}

/** Whether a record without a change of owner has never had one. */
const isComplete = ({ record, world }: Subject): boolean =>
  world.tracks(record.type, 'owner') && !isCut(record.id ? world.folds.timeline.of(record.id) : undefined);

/** The last recorded change, else what the CRM itself keeps of it. */
function since(subject: Subject, last: Change | undefined): number | null | undefined {
  const { record } = subject;
  if (last !== undefined) return last.at;
  if (isComplete(subject)) return record.createdAt;
  return (record.type === 'lead' ? record.transferredAt : undefined) ?? undefined;
}

/** Of whom nothing is known counts as a user, as everywhere. */
function cameFrom(subject: Subject, last: Change | undefined): string | null | undefined {
  if (last === undefined) return isComplete(subject) ? null : undefined;
  if (last.from === null) return 'none';
  return kindOfId(last.from, subject.world);
}

/** Who owns the record. */
export const owner = defineFact({
  name: 'owner',
  on: ['lead', 'deal'],
  about: 'Who owns the record',
  reads: ['record.ownerId', 'record.ownerName', 'record.ownerEmail', 'record.createdAt', 'lead.transferredAt'],
  parts: ['people', 'history'],
  provides,
  derive: (subject) => {
    const { record } = subject;
    const person = personOf(subject);
    const kind = kindOf(subject, person);
    const none = kind === 'none' ? null : undefined;
    const last = lastChange(subject);
    return {
      id: person?.id ?? record.ownerId ?? none,
      name: person?.name ?? record.ownerName ?? none,
      email: (person?.email ?? record.ownerEmail)?.toLowerCase() ?? none,
      kind,
      isActive: kind === 'none' ? null : kind === 'queue' ? true : person?.isActive,
      since: since(subject, last),
      cameFrom: cameFrom(subject, last),
    };
  },
  since: (shape) => shape.since,
});

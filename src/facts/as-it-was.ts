import { canon, type Fields } from '../model/fields.ts';
import type { AuditRecord } from '../model/records.ts';
import { changesOf } from './folds/timeline.ts';
import { readValue } from './record-at.ts';
import type { World } from './world.ts';

type Values = Record<string, string | number | boolean | null | undefined>;

/** An owner is told by id, or by name where the history has no ids. */
function ownerOf(written: string | null | undefined, { people }: World): Values {
  const isId = typeof written === 'string' && (people.has(written) || /^00[5G]\w{12,15}$/.test(written));
  const blank = written === null ? null : undefined;
  return { ownerId: isId ? written : blank, ownerName: isId ? undefined : written, ownerEmail: blank };
}

/** What stands and falls with a field: whether a deal is closed follows from its stage. */
function valuesOf(field: string, written: string | null | undefined, type: AuditRecord['type'], world: World): Values {
  if (field === 'owner') return ownerOf(written, world);
  const fields: Fields = canon[type];
  const known = Object.hasOwn(fields, field) ? fields[field] : undefined;
  if (known === undefined) return {};
  const value = written === undefined ? undefined : readValue(written, known.type, world.calendar.zone);
  const follows = field === 'stage' ? { isClosed: undefined, isWon: undefined, stageChangedAt: undefined } : {};
  return { [field]: value, ...follows };
}

/** A lead converted after as-of had not been converted then. */
const unconverted = (record: AuditRecord, asOf: number): Values =>
  record.type === 'lead' && typeof record.convertedAt === 'number' && record.convertedAt > asOf
    ? { isConverted: false, convertedAt: null, convertedDealId: null, convertedContactId: null }
    : {};

/**
 * A record as it stood as of the audit: what history shows to have been changed since is taken back. What is not tracked
 * is left as it is.
 */
export function asItWas<R extends AuditRecord>(record: R, world: World): R {
  const { folds, asOf } = world;
  const since = record.id ? folds.later.of(record.id) : undefined;
  const converted = unconverted(record, asOf);
  if (since === undefined) return Object.keys(converted).length === 0 ? record : { ...record, ...converted };
  const changes = changesOf(folds.timeline.of(record.id ?? ''));
  const values: Values = converted;
  for (const [field, { from }] of since) {
    const last = changes.findLast((change) => change.field === field);
    Object.assign(values, valuesOf(field, last === undefined ? from : last.to, record.type, world));
  }
  return { ...record, ...values };
}

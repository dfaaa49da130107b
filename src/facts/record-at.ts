import { parseDay, parseInstant } from '../lib/time.ts';
import type { Zone } from '../lib/time-zone.ts';
import { canon, type Fields, type ValueType } from '../model/fields.ts';
import type { AuditRecord } from '../model/records.ts';
import type { Change } from './folds/timeline.ts';

/** A value as history writes it, read as the record holds it; `undefined` where it cannot be read. */
export function readValue(
  written: string | null,
  type: ValueType,
  zone: Zone,
): string | number | boolean | null | undefined {
  if (written === null || written.trim() === '') return null;
  switch (type) {
    case 'text':
      return written;
    case 'number': {
      const value = Number(written.replaceAll(',', ''));
      return Number.isFinite(value) ? value : undefined;
    }
    case 'boolean':
      return /^(?:true|1|yes)$/i.test(written);
    case 'instant':
      return parseInstant(written, zone);
    case 'date':
      return parseDay(written.slice(0, 10));
    case 'texts':
      return undefined;
  }
}

/**
 * The record as its fields stood at a moment: every later change is undone. What history does not track is taken to
 * have stood then as it stands now. The owner stays the present one.
 */
export function recordAt<R extends AuditRecord>(record: R, changes: readonly Change[], at: number, zone: Zone): R {
  const fields: Fields = canon[record.type];
  const undone: Record<string, string | number | boolean | null | undefined> = {};
  for (const change of [...changes].reverse()) {
    if (change.at <= at) break;
    const field = Object.hasOwn(fields, change.field) ? fields[change.field] : undefined;
    if (field !== undefined) undone[change.field] = readValue(change.from, field.type, zone);
  }
  return { ...record, ...undone };
}

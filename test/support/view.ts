import { startGathering } from '../../src/facts/gather.ts';
import type { World } from '../../src/facts/world.ts';
import type { Part } from '../../src/model/dataset.ts';
import type { Activity, AuditRecord, Contact, ContactRole, HistoryEntry, Person } from '../../src/model/records.ts';
import type { View } from '../../src/rulebook/scope.ts';
import { setting } from './setting.ts';

/** What surrounds a record in a test; what is left out is known to be empty. */
export interface Surroundings {
  readonly people?: readonly Person[];
  readonly contacts?: readonly Contact[];
  readonly contactRoles?: readonly ContactRole[];
  readonly history?: readonly HistoryEntry[];
  readonly activities?: readonly Activity[];
  /** What the CRM cannot show. */
  readonly without?: readonly Part[];
  readonly world?: Partial<World>;
}

/** A record ready to be judged, in a world where every column exists and every change is tracked. */
export function viewOf(record: AuditRecord, around: Surroundings = {}): View {
  const { take, world } = startGathering(setting());
  for (const row of around.people ?? []) take.person(row);
  for (const row of around.contacts ?? []) take.contact(row);
  for (const row of around.contactRoles ?? []) take.contactRole({ dealId: record.id, ...row });
  for (const row of around.history ?? []) take.history({ recordId: record.id, recordType: record.type, ...row });
  const link = record.type === 'lead' ? { leadId: record.id } : { dealId: record.id };
  for (const row of around.activities ?? []) take.activity({ ...link, isCompleted: true, body: null, ...row });
  const has = (part: Part): boolean => !(around.without ?? []).includes(part);
  const shown = world({ has, columnOf: (_, field) => field });
  return { record, world: { ...shown, tracks: (type) => has(`${type}History`), ...around.world }, params: {} };
}

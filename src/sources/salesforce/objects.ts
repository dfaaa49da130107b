import type { RowType } from '../../model/fields.ts';
import type { Schema } from './describe.ts';
import type { Query } from './soql.ts';

/** What an object is to an audit. */
interface About {
  readonly type: RowType;
  /** Parts of the CRM that are not known when it was not read to its end. */
  readonly hides: readonly string[];
  /** What of it is asked for at all. */
  readonly where: readonly string[];
  readonly isArchived?: boolean;
}

const everyTask = ['tasks', 'calls', 'emails', 'participants'];

/** The objects that are read, in the order in which their rows are. */
export const objects: Readonly<Record<string, About>> = {
  User: { type: 'person', hides: ['people'], where: [] },
  Group: { type: 'person', hides: ['person.name'], where: ["Type = 'Queue'"] },
  Account: { type: 'account', hides: ['accounts'], where: [] },
  Contact: { type: 'contact', hides: ['contacts'], where: [] },
  OpportunityContactRole: { type: 'contactRole', hides: ['contactRoles'], where: [] },
  LeadHistory: { type: 'history', hides: ['leadHistory'], where: [] },
  OpportunityFieldHistory: { type: 'history', hides: ['dealHistory'], where: [] },
  OpportunityHistory: { type: 'history', hides: ['dealHistory'], where: [] },
  EmailMessage: { type: 'activity', hides: ['emails', 'participants'], where: [] },
  TaskRelation: { type: 'activity', hides: ['participants'], where: ['IsWhat = false'] },
  Task: { type: 'activity', hides: everyTask, where: [], isArchived: true },
  EventRelation: { type: 'activity', hides: ['participants'], where: ['IsWhat = false'] },
  Event: { type: 'activity', hides: ['meetings', 'participants'], where: [], isArchived: true },
  Note: { type: 'activity', hides: ['notes'], where: [] },
  ContentDocumentLink: { type: 'activity', hides: ['notes'], where: [] },
  ContentNote: { type: 'activity', hides: ['notes'], where: [] },
  Lead: { type: 'lead', hides: [], where: [] },
  Opportunity: { type: 'deal', hides: [], where: [] },
};

export const objectNames: readonly string[] = Object.keys(objects);

/** A query for what of an object is asked for at all, as far as this user sees the fields that tell. */
export function baseQuery(schema: Schema, object: string, fields: readonly string[]): Query {
  const { where = [], isArchived = false } = objects[object] ?? {};
  const known = new Set(schema.of(object)?.fields);
  const told = where.filter((condition) => known.has(condition.slice(0, condition.indexOf(' '))));
  return { object, fields, where: told, ...(isArchived && { isArchiveWanted: true }) };
}

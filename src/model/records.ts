import type {
  accountFields,
  activityFields,
  contactFields,
  contactRoleFields,
  dealFields,
  historyFields,
  leadFields,
  personFields,
  RowOf,
} from './fields.ts';

/** Canonical rows. A field that is `undefined` is not known; `null` is known to be blank. */
export type Person = RowOf<typeof personFields>;
export type Account = RowOf<typeof accountFields>;
export type Contact = RowOf<typeof contactFields>;
export type ContactRole = RowOf<typeof contactRoleFields>;
export type HistoryEntry = RowOf<typeof historyFields>;
export type Activity = RowOf<typeof activityFields>;
export type Lead = RowOf<typeof leadFields> & { readonly type: 'lead' };
export type Deal = RowOf<typeof dealFields> & { readonly type: 'deal' };

/** What rules judge. */
export type AuditRecord = Lead | Deal;
export type RecordType = AuditRecord['type'];
export const recordTypes = ['lead', 'deal'] as const satisfies readonly RecordType[];

/** Each row type by name. */
export interface Rows {
  readonly person: Person;
  readonly account: Account;
  readonly contact: Contact;
  readonly contactRole: ContactRole;
  readonly history: HistoryEntry;
  readonly activity: Activity;
  readonly lead: Lead;
  readonly deal: Deal;
}

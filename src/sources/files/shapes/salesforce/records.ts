import type { RowType } from '../../../../model/fields.ts';
import { canonicalCells } from '../../canonical-cells.ts';
import { type Cell, cell } from '../../cell.ts';
import type { Org } from './org.ts';

/** What a file may lack without anything being missed: other columns say the same, or few orgs have it. */
const SPARE: { readonly [T in RowType]?: readonly string[] } = {
  lead: ['name', 'ownerName', 'ownerEmail', 'currency', 'nextStep'],
  deal: ['ownerName', 'ownerEmail', 'currency', 'accountName', 'primaryContactId', 'pipeline', 'contactIds'],
};

/** Of row types that are wanted whole, the fields without which facts go astray, and what their absence hides. */
const NEEDED: { readonly [T in RowType]?: Readonly<Record<string, string>> } = {
  person: { id: 'people', email: 'person.email', isActive: 'person.isActive', managerId: 'person.managerId' },
  account: { id: 'accounts', name: 'account.name', website: 'account.website' },
  contact: { id: 'contacts', email: 'contact.email', title: 'contact.title' },
  contactRole: { dealId: 'contactRoles', contactId: 'contactRoles', role: 'contactRole.role' },
};

/** Fields that facts take for blank, not for unknown, where the CRM has none. */
const OPTIONAL: readonly string[] = ['nextStepDate', 'nextStepUpdatedAt', 'routingException'];

/** The columns of an object whose rows are canonical, as they are called in Salesforce. */
export function salesforceCells(org: Org, type: RowType) {
  const spare = new Set([...(SPARE[type] ?? []), ...OPTIONAL]);
  const needed = NEEDED[type];
  return canonicalCells(type, org.reading.wants.fields[type], {
    columnsOf: (_, { salesforce }) => salesforce,
    hides: (field) => (needed === undefined ? (spare.has(field) ? undefined : `${type}.${field}`) : needed[field]),
  });
}

const nameCells = {
  firstName: cell('text', 'FirstName', { holds: 'name' }),
  lastName: cell('text', 'LastName', { holds: 'name' }),
};

/** The same, and the two columns in which a name may come. */
export const namedCells = (org: Org, type: RowType): Record<string, Cell> => ({
  ...nameCells,
  ...salesforceCells(org, type),
});

import type { RowType } from '../../../../model/fields.ts';
import { canonicalCells } from '../../canonical-cells.ts';
import type { Cell } from '../../cell.ts';
import type { Draft } from '../../table.ts';
import type { Portal } from './portal.ts';

type Names = Readonly<Record<string, readonly string[]>>;

const OWNER = ['Contact owner', 'Deal owner', 'Company owner', 'Owner', 'HubSpot Owner', 'hubspot_owner_id'];
const COMPANY = [
  'Primary Associated Company ID',
  'Associated Company IDs (Primary)',
  'Associated Company IDs',
  'Associated Company ID',
  'associatedcompanyid',
];

/** Names of columns beside those of the canonical fields. */
const NAMES: { readonly [T in RowType]?: Names } = {
  lead: {
    ownerId: OWNER,
    name: ['Full name'],
    transferredAt: ['Owner assigned date', 'hubspot_owner_assigneddate'],
    lastActivityAt: ['Last activity date', 'Last Contacted'],
  },
  deal: {
    ownerId: OWNER,
    accountId: COMPANY,
    stageChangedAt: ['Date entered current stage', 'hs_v2_date_entered_current_stage'],
  },
  contact: { ownerId: OWNER, accountId: COMPANY },
  account: { ownerId: OWNER },
};

/** Lists, of which the first counts. */
const LISTS: readonly string[] = ['accountId'];

/** What a file may lack without anything being missed: other columns say the same, or HubSpot has no such thing. */
const SPARE: { readonly [T in RowType]?: readonly string[] } = {
  lead: ['name', 'nextStep', 'isConverted', 'convertedAt', 'convertedDealId', 'convertedContactId', 'transferredAt'],
  deal: ['accountName', 'primaryContactId', 'pipeline', 'isClosed', 'isWon', 'stageChangedAt', 'probability'],
};
const SPARE_EVERYWHERE: readonly string[] = [
  ...['ownerName', 'ownerEmail', 'currency', 'isDeleted'],
  ...['nextStepDate', 'nextStepUpdatedAt', 'routingException'],
];

/** Of row types that are wanted whole, the fields without which facts go astray, and what their absence hides. */
const NEEDED: { readonly [T in RowType]?: Readonly<Record<string, string>> } = {
  account: { id: 'accounts', name: 'account.name', website: 'account.website' },
  contact: { id: 'contacts', email: 'contact.email', title: 'contact.title' },
};

/** Names that people read go first, so that gaps speak of them. */
const isShown = (name: string): boolean => /[A-Z ]/.test(name);
const shownFirst = (names: readonly string[]): readonly string[] => [
  ...names.filter(isShown),
  ...names.filter((name) => !isShown(name)),
];

function hidesOf(type: RowType): (field: string) => string | undefined {
  const needed = NEEDED[type];
  if (needed !== undefined) return (field) => needed[field];
  const spare = new Set([...(SPARE[type] ?? []), ...SPARE_EVERYWHERE]);
  return (field) => (spare.has(field) ? undefined : `${type}.${field}`);
}

/** The columns of an object whose rows are canonical, as HubSpot calls them in English and in its API. */
export function hubspotCells({ reading }: Pick<Portal, 'reading'>, type: RowType): Record<string, Cell> {
  const own = NAMES[type] ?? {};
  const cells = canonicalCells(type, reading.wants.fields[type], {
    columnsOf: (field, { hubspot }) => shownFirst([...(own[field] ?? []), ...hubspot]),
    hides: hidesOf(type),
  });
  for (const field of LISTS) {
    const cell = cells[field];
    if (cell !== undefined) cells[field] = { ...cell, type: 'texts' };
  }
  // The owner is read from one column, which holds a name, an e-mail address or an id.
  delete cells.ownerName;
  delete cells.ownerEmail;
  return cells;
}

/** Of companies that a record is associated with, the first is the primary one. */
export function firstOfLists(row: Draft): void {
  for (const field of LISTS) {
    const value = row[field];
    if (typeof value === 'object' && value !== null) row[field] = value[0] ?? null;
  }
}

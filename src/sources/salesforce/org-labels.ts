import { byCodeUnit } from '../../lib/code-order.ts';
import type { CrmLabels } from '../../model/crm-labels.ts';
import { type First, fieldsOf } from './first-pages.ts';
import type { Query } from './soql.ts';

/** Stages and lead statuses, as they are set up. */
export const labelQueries = [
  {
    object: 'OpportunityStage',
    fields: ['ApiName', 'MasterLabel', 'SortOrder', 'IsActive', 'IsClosed', 'IsWon'],
    where: [],
  },
  { object: 'LeadStatus', fields: ['ApiName', 'MasterLabel', 'SortOrder', 'IsConverted'], where: [] },
] as const satisfies readonly Query[];

type CellOf = (field: string) => string;

/** Those that are in use, in their order; none where this user may not see them. */
function inOrder(query: Query, page: First | undefined): readonly CellOf[] {
  if (page === undefined || 'error' in page) return [];
  const at = fieldsOf(query);
  const rows = page.rows.map(
    (row): CellOf =>
      (field) =>
        row[at.indexOf(field)] ?? '',
  );
  return rows
    .filter((cellOf) => cellOf('IsActive') !== 'false' && labelOf(cellOf) !== '')
    .sort((a, b) => Number(a('SortOrder')) - Number(b('SortOrder')) || byCodeUnit(labelOf(a), labelOf(b)));
}

/** Records bear the name for programs, which differs from the label where that was changed later. */
const labelOf = (cellOf: CellOf): string => cellOf('ApiName') || cellOf('MasterLabel');

/** What the answers to `labelQueries` tell. */
export function labelsIn([stages, statuses]: readonly (First | undefined)[]): CrmLabels {
  return {
    stages: inOrder(labelQueries[0], stages).map((cellOf) => ({
      label: labelOf(cellOf),
      isClosed: cellOf('IsClosed') === 'true',
      isWon: cellOf('IsWon') === 'true',
    })),
    statuses: inOrder(labelQueries[1], statuses).map((cellOf) => ({
      label: labelOf(cellOf),
      isConverted: cellOf('IsConverted') === 'true',
    })),
  };
}

import { compileDateFormat } from '../../../../lib/date-format.ts';
import type { RowType } from '../../../../model/fields.ts';
import { withMapped } from '../../canonical-cells.ts';
import type { Cells, Spelling } from '../../cell.ts';
import type { FilePlace } from '../../folder.ts';
import { type MappedHeaders, noteMissingColumns } from '../../missing-columns.ts';
import type { Reading } from '../../reading.ts';
import { openTable, type Table } from '../../table.ts';
import type { HubspotObject } from './objects.ts';
import { type Owners, startOwners } from './owners.ts';

/** One export of one HubSpot account. */
export interface Portal {
  readonly reading: Reading;
  readonly owners: Owners;
  /** Ids of the contacts that act as leads, known once the contacts have been read. */
  readonly leadIds: Set<string>;
  /** Opens the files of an object; `undefined` when there is none, or nothing in it. */
  readonly open: <C extends Cells>(type: RowType, object: HubspotObject, cells: C) => Promise<Table<C> | undefined>;
  readonly headers: MappedHeaders;
}

/** HubSpot exports times by the clock of the account, and bodies in HTML, which rules read as such. */
function spellingOf({ wants, zone, config }: Reading): Spelling {
  const dates = compileDateFormat('auto', { zone, asOf: wants.asOf, dateOrder: config.dateOrder });
  if (!('day' in dates)) throw new Error(dates.message);
  return { dates, zone, hasSalesforceIds: false };
}

export function openPortal(files: ReadonlyMap<HubspotObject, readonly FilePlace[]>, reading: Reading): Portal {
  const spelling = spellingOf(reading);
  const headers: MappedHeaders = new Map();
  return {
    reading,
    owners: startOwners(),
    leadIds: new Set(),
    headers,
    open: async (type, object, cells) => {
      const mapped = withMapped(cells, reading.config.fields[type] ?? {});
      const table = await openTable(
        files.get(object) ?? [],
        { cells: mapped, spelling, tag: `${object} ${type}` },
        reading,
      );
      if (table === undefined) return undefined;
      headers.set(type, [...(headers.get(type) ?? []), { file: table.place.shown, header: table.header }]);
      noteMissingColumns(table, reading);
      return table;
    },
  };
}

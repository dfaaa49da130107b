import { compileDateFormat } from '../../../../lib/date-format.ts';
import type { Zone } from '../../../../lib/time-zone.ts';
import type { RowType } from '../../../../model/fields.ts';
import { withMapped } from '../../canonical-cells.ts';
import type { Cells, Spelling } from '../../cell.ts';
import { type MappedHeaders, noteMissingColumns } from '../../missing-columns.ts';
import type { Reading } from '../../reading.ts';
import type { TablePlace } from '../../sheet.ts';
import { type Draft, openTable, type Table } from '../../table.ts';
import { actsAsLead } from './leads.ts';
import type { HubspotObject } from './objects.ts';
import { type Owners, startOwners } from './owners.ts';

/** Where the objects of an account are read: from files that hold them, or from the account itself. */
export interface PortalPlaces {
  readonly of: (object: HubspotObject) => readonly TablePlace[];
  /** Why nothing of an object can be read; `undefined` where nobody knows. */
  readonly whyNone: (object: HubspotObject) => string | undefined;
  /** What is worked as a lead: contacts in an early stage, or records of their own. */
  readonly leads: {
    readonly object: 'contact' | 'lead';
    /** Whether a contact is one. */
    readonly isContact: (row: Draft) => boolean;
    /** Whether a row of `object` is one. */
    readonly isLead: (row: Draft) => boolean;
  };
  /** Whose clock the account shows; that of the team where it does not tell. */
  readonly zone?: Zone | undefined;
}

/** The files of an export, in which contacts act as leads. */
export const placesIn = (files: ReadonlyMap<HubspotObject, readonly TablePlace[]>): PortalPlaces => ({
  of: (object) => files.get(object) ?? [],
  whyNone: () => undefined,
  leads: { object: 'contact', isContact: actsAsLead, isLead: actsAsLead },
});

/** One HubSpot account, or an export of it. */
export interface Portal {
  readonly reading: Reading;
  readonly owners: Owners;
  readonly places: PortalPlaces;
  /** The leads that a contact stands for: itself or records of their own. Known once the contacts have been read. */
  readonly leadsOf: Map<string, readonly string[]>;
  /** Opens an object; `undefined` when there is none, or nothing in it. */
  readonly open: <C extends Cells>(type: RowType, object: HubspotObject, cells: C) => Promise<Table<C> | undefined>;
  readonly headers: MappedHeaders;
}

/** HubSpot exports times by the clock of the account. */
function spellingOf({ wants, config }: Reading, zone: Zone): Spelling {
  const dates = compileDateFormat('auto', { zone, asOf: wants.asOf, dateOrder: config.dateOrder });
  if (!('day' in dates)) throw new Error(dates.message);
  return { dates, zone, hasSalesforceIds: false };
}

export function openPortal(places: PortalPlaces, reading: Reading): Portal {
  const spelling = spellingOf(reading, places.zone ?? reading.zone);
  const headers: MappedHeaders = new Map();
  return {
    reading,
    owners: startOwners(),
    places,
    leadsOf: new Map(),
    headers,
    open: async (type, object, cells) => {
      const mapped = withMapped(cells, reading.config.fields[type] ?? {});
      const table = await openTable(places.of(object), { cells: mapped, spelling, tag: `${object} ${type}` }, reading);
      if (table === undefined) return undefined;
      headers.set(type, [...(headers.get(type) ?? []), { file: table.place.shown, header: table.header }]);
      noteMissingColumns(table, reading);
      return table;
    },
  };
}

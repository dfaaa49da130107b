import { compileDateFormat } from '../../../../lib/date-format.ts';
import { didYouMean } from '../../../../lib/nearest.ts';
import { DAY } from '../../../../lib/time.ts';
import type { Zone } from '../../../../lib/time-zone.ts';
import type { RowType } from '../../../../model/fields.ts';
import { withMapped } from '../../canonical-cells.ts';
import type { Cells, Spelling } from '../../cell.ts';
import type { FilePlace, Folder } from '../../folder.ts';
import { type MappedHeaders, noteMissingColumns } from '../../missing-columns.ts';
import type { Reading } from '../../reading.ts';
import type { TablePlace } from '../../sheet.ts';
import { openTable, type Table } from '../../table.ts';

/** Where the objects of an org are read: from files that are named by them, or from the org itself. */
export interface OrgPlaces {
  readonly of: (object: string) => readonly TablePlace[];
  /** Why nothing of an object can be read. */
  readonly whyNone: (object: string) => string;
  /** Texts may hold `&amp;` and the like for the characters that they name. */
  readonly hasEntities: boolean;
  /** Columns may be hidden from whoever reads: one that is mapped and not there need not be a mistake. */
  readonly mayHide: boolean;
}

/** One Salesforce org, or an export of it. */
export interface Org {
  readonly reading: Reading;
  /**
   * Opens an object; `undefined` when there is nothing of it, nothing in it, or when it lacks the column of a cell
   * without which its rows tell nothing.
   */
  readonly open: <C extends Cells>(
    type: RowType,
    object: string,
    cells: C,
    needed?: readonly (keyof C & string)[],
  ) => Promise<Table<C> | undefined>;
  /** Objects whose files are there, and lack a column without which their rows tell nothing. */
  readonly unusable: ReadonlySet<string>;
  /** Notes that an object has no file, or an empty one, and what is hidden by that; of unusable files all is said. */
  readonly lacks: (object: string, consequence: string, hides: readonly string[], isIncomplete: boolean) => void;
  /** E-mail addresses of users, known once the people have been read. */
  readonly ours: Set<string>;
  /** Headers seen, by row type: fields that the configuration maps must stand in one of them. */
  readonly headers: MappedHeaders;
}

/** `Lead.csv` and `lead.CSV` are the same, and `Task1.csv` and `Task_2.csv` are parts of one. */
const FILE = /^([a-z]+)(?:[ _-]?(?:part[ _-]?)?\d{1,3})?\.csv$/i;

/** The object that a file is named by, in lower case. */
export const objectOfFile = (name: string): string | undefined => FILE.exec(name)?.[1]?.toLowerCase();

const filesOf = ({ files }: Folder, object: string): readonly FilePlace[] =>
  files.filter(({ name }) => objectOfFile(name) === object.toLowerCase());

/**
 * Salesforce keeps its times in UTC, and exports that leave out the zone (the weekly one does) leave them there. They
 * write dates as midnight, too, which is no moment in UTC but a day, and so a day of ours.
 */
const clockOf = (zone: Zone): Zone => ({
  ...zone,
  fromWall: (wall) => (wall % DAY === 0 ? zone.fromWall(wall) : wall),
});

function spellingOf({ wants, config, zone }: Reading, hasEntities: boolean): Spelling {
  const clock = clockOf(zone);
  const dates = compileDateFormat('auto', { zone: clock, asOf: wants.asOf, dateOrder: config.dateOrder });
  if (!('day' in dates)) throw new Error(dates.message);
  return { dates, zone: clock, hasSalesforceIds: true, hasEntities };
}

/** The files of an export, by the object that they are named by. */
export const placesIn = (folder: Folder): OrgPlaces => ({
  of: (object) => filesOf(folder, object),
  whyNone: (object) => {
    if (filesOf(folder, object).length > 0) return 'the file is empty';
    const hint = didYouMean(`${object}.csv`, folder.names);
    return hint === undefined ? 'no such file' : `no such file (${hint})`;
  },
  hasEntities: true,
  mayHide: false,
});

export function openOrg(places: OrgPlaces, reading: Reading): Org {
  const spelling = spellingOf(reading, places.hasEntities);
  const headers: Org['headers'] = new Map();
  const unusable = new Set<string>();
  return {
    unusable,
    reading,
    ours: new Set(),
    headers,
    lacks: (object, consequence, hides, isIncomplete) => {
      if (unusable.has(object)) return;
      reading.gaps.push({ what: object, reason: `${places.whyNone(object)}${consequence}`, hides, isIncomplete });
    },
    open: async (type, object, cells, needed = []) => {
      const mapped = withMapped(cells, reading.config.fields[type] ?? {});
      const table = await openTable(places.of(object), { cells: mapped, spelling, tag: object }, reading);
      if (table === undefined) return undefined;
      headers.set(type, [...(headers.get(type) ?? []), { file: table.place.shown, header: table.header }]);
      noteMissingColumns(table, reading);
      const isUsable = needed.every((field) => table.columnOf(field) !== undefined);
      if (!isUsable) unusable.add(object);
      return isUsable ? table : undefined;
    },
  };
}

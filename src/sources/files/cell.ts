import type { DateFormat } from '../../lib/date-format.ts';
import { parseBoolean, parseNumber } from '../../lib/number-format.ts';
import { parseDay, parseInstant } from '../../lib/time.ts';
import type { Zone } from '../../lib/time-zone.ts';
import type { ValueOf, ValueType } from '../../model/fields.ts';
import { isSpelledBlank } from './blanks.ts';
import { withoutEntities } from './entities.ts';
import { plainId } from './plain-id.ts';
import { salesforceId } from './salesforce-id.ts';
import { isSentinelDay, isSentinelInstant } from './sentinels.ts';

/** The value of a cell: `undefined` is not known, `null` is known to be blank. */
export type Value = string | number | boolean | readonly string[] | null | undefined;

/**
 * What a text is: prose is kept as it was written; names, labels and ids are trimmed; labels and ids may be blank in
 * many spellings.
 */
export type Holds = 'prose' | 'name' | 'label' | 'id';

/** One value of a row: its type, and the columns that it may come from, of which the first that exists counts. */
export interface Cell<T extends ValueType = ValueType> {
  readonly type: T;
  readonly holds: Holds;
  readonly from: readonly string[];
  /** Parts or canonical fields that are hidden when no such column exists; none: nothing is missed. */
  readonly hides: readonly string[];
  /** What values of the column stand for. */
  readonly values?: ReadonlyMap<string, Value>;
}

export type Cells = Readonly<Record<string, Cell>>;

/** What a row of such cells holds: `undefined` is not known, `null` is known to be blank. */
export type RowOfCells<C extends Cells> = { readonly [K in keyof C]?: ValueOf<C[K]['type']> | null | undefined };

/** Makes the value of a text that is not empty; `undefined`: it is malformed. */
export type CellReader = (text: string) => Value;

/** How a file writes its values. */
export interface Spelling {
  readonly dates: DateFormat;
  readonly zone: Zone;
  /** Ids of 15 characters are to be completed. */
  readonly hasSalesforceIds: boolean;
  /** `&amp;` and the like stand for the characters that they name. */
  readonly hasEntities?: boolean;
}

/** Declares a cell of one column. */
export const cell = <const T extends ValueType>(
  type: T,
  from: readonly string[] | string,
  more: Partial<Pick<Cell, 'holds' | 'hides'>> = {},
): Cell<T> => ({
  type,
  from: typeof from === 'string' ? [from] : from,
  holds: more.holds ?? 'label',
  hides: more.hides ?? [],
});

const DASH = 45;

/** ISO is read without the memo of the date format, which costs more than reading does. */
const isIso = (text: string): boolean => text.charCodeAt(4) === DASH && text.charCodeAt(7) === DASH;

const LIST = /[;,\n]/;

function listReader(holds: Holds, spelling: Spelling): CellReader {
  const read = holds === 'id' ? idReader(spelling) : itself;
  return (text) => {
    const parts = text
      .split(LIST)
      .map((part) => part.trim())
      .filter((part) => !isSpelledBlank(part))
      .map(read)
      .filter((part) => part !== null);
    return parts.length === 0 ? null : [...new Set(parts)];
  };
}

const prose: CellReader = (text) => (text.trim() === '' ? null : text);
const name: CellReader = (text) => text.trim() || null;

/** Labels and ids: trimmed, blank in many spellings. */
const label =
  (read: (text: string) => Value): CellReader =>
  (text) => {
    const value = text.trim();
    return isSpelledBlank(value) ? null : read(value);
  };

/** Numbers, dates and the like: what cannot be read may still be a blank. */
const typed =
  (read: (text: string) => Value): CellReader =>
  (text) => {
    const value = read(text);
    return value === undefined && isSpelledBlank(text.trim()) ? null : value;
  };

const boolean = (text: string): boolean | undefined =>
  text === 'true' || (text === 'false' ? false : parseBoolean(text));

const itself = (text: string): string => text;

const idReader =
  ({ hasSalesforceIds }: Spelling) =>
  (text: string): string | null =>
    hasSalesforceIds ? salesforceId(plainId(text)) : plainId(text);

function textReader(holds: Holds, spelling: Spelling): CellReader {
  if (holds === 'id') return label(idReader(spelling));
  const read = holds === 'prose' ? prose : holds === 'name' ? name : label(itself);
  return spelling.hasEntities === true ? (text) => read(withoutEntities(text)) : read;
}

/** Days and moments that stand for none are blank. */
const dated =
  <T extends number>(isSentinel: (value: T) => boolean, read: (text: string) => T | undefined): CellReader =>
  (text) => {
    const value = read(text);
    return value !== undefined && isSentinel(value) ? null : value;
  };

function readerOfType({ type, holds }: Pick<Cell, 'type' | 'holds'>, spelling: Spelling): CellReader {
  const { dates, zone } = spelling;
  switch (type) {
    case 'text':
      return textReader(holds, spelling);
    case 'texts':
      return label(listReader(holds, spelling));
    case 'number':
      return typed((text) => parseNumber(text));
    case 'boolean':
      return typed(boolean);
    case 'date':
      return typed(dated(isSentinelDay, (text) => (isIso(text) ? parseDay(text) : undefined) ?? dates.day(text)));
    case 'instant':
      return typed(
        dated(isSentinelInstant, (text) => (isIso(text) ? parseInstant(text, zone) : undefined) ?? dates.instant(text)),
      );
  }
}

/** The reader of a cell; texts for which the mapping gives a value stand for that value. */
export function readerOf(spec: Cell, spelling: Spelling): CellReader {
  const { values } = spec;
  const read = readerOfType(spec, spelling);
  if (values === undefined) return read;
  return (text) => {
    const known = values.get(text.trim());
    return known === undefined ? read(text) : known;
  };
}

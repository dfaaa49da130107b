import { highOf, lowOf } from './packed-id.ts';

/** Someone who is related to an activity; `status` is that of an invitation, in lower case. */
export interface Related {
  readonly id: string;
  readonly status: string | null;
}

/** People by the id of the activity, or records by the id of a note. */
export interface RelationTable {
  /** Rows that are there. */
  readonly size: number;
  /** In the order in which they came; `undefined` where there is none. */
  readonly get: (id: string) => readonly Related[] | undefined;
}

/** Texts that come again and again, by number. */
function startNames() {
  const numbers = new Map<string, number>();
  const names: string[] = [];
  return {
    numberOf: (name: string): number => {
      const known = numbers.get(name);
      if (known !== undefined) return known;
      numbers.set(name, names.length);
      return names.push(name) - 1;
    },
    at: (number: number): string => names[number] ?? '',
  };
}

const FIRST_ROOM = 1024;
const NONE = -1;

/** Columns of numbers that grow by half: 28 bytes a row. */
function startColumns() {
  let room = FIRST_ROOM;
  let [high, low] = [new Float64Array(room), new Float64Array(room)];
  let [name, status] = [new Int32Array(room), new Int32Array(room)];
  let size = 0;
  const grow = (): void => {
    room = Math.ceil(room * 1.5);
    const floats = (old: Float64Array): Float64Array<ArrayBuffer> => {
      const more = new Float64Array(room);
      more.set(old);
      return more;
    };
    const whole = (old: Int32Array): Int32Array<ArrayBuffer> => {
      const more = new Int32Array(room);
      more.set(old);
      return more;
    };
    [high, low, name, status] = [floats(high), floats(low), whole(name), whole(status)];
  };
  return {
    push: (row: { high: number; low: number; name: number; status: number }): void => {
      if (size === room) grow();
      high[size] = row.high;
      low[size] = row.low;
      name[size] = row.name;
      status[size] = row.status;
      size += 1;
    },
    size: (): number => size,
    hashOf: (row: number): number => hashOf(high[row] ?? 0, low[row] ?? 0),
    is: (row: number, h: number, l: number): boolean => high[row] === h && low[row] === l,
    nameOf: (row: number): number => name[row] ?? 0,
    statusOf: (row: number): number => status[row] ?? NONE,
  };
}

const HALF = 2 ** 32;

/** Neighbors in the order of ids fall far apart. */
function hashOf(high: number, low: number): number {
  let hash = Math.imul(low >>> 0, 0x9e3779b1) ^ Math.imul((low / HALF) >>> 0, 0x85ebca6b);
  hash ^= Math.imul(high >>> 0, 0xc2b2ae35) ^ ((high / HALF) >>> 0);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** Where the rows of a hash begin, and which comes next: chains, the last row first. */
function chained({ size, hashOf: hash }: ReturnType<typeof startColumns>) {
  let slots = FIRST_ROOM;
  while (slots < size()) slots *= 2;
  const heads = new Int32Array(slots).fill(NONE);
  const nexts = new Int32Array(size());
  for (let row = 0; row < size(); row += 1) {
    const slot = hash(row) & (slots - 1);
    nexts[row] = heads[slot] ?? NONE;
    heads[slot] = row;
  }
  return {
    first: (high: number, low: number): number => heads[hashOf(high, low) & (slots - 1)] ?? NONE,
    next: (row: number): number => nexts[row] ?? NONE,
  };
}

/**
 * Gathers relations, of which there may be ten millions, in columns of numbers: 40 to 60 bytes each, outside of the heap,
 * where a map of lists takes five times that. Ids that are none of Salesforce are held as they are.
 */
export function startRelationTable() {
  const [names, statuses] = [startNames(), startNames()];
  const columns = startColumns();
  const odd = new Map<string, Related[]>();
  let oddRows = 0;
  const addOdd = (id: string, related: Related): void => {
    oddRows += 1;
    const known = odd.get(id);
    if (known === undefined) odd.set(id, [related]);
    else known.push(related);
  };
  const relatedAt = (row: number): Related => {
    const status = columns.statusOf(row);
    return { id: names.at(columns.nameOf(row)), status: status === NONE ? null : statuses.at(status) };
  };
  return {
    add: (id: string, related: Related): void => {
      const [high, low] = [highOf(id), lowOf(id)];
      const status = related.status === null ? NONE : statuses.numberOf(related.status);
      if (high < 0 || low < 0) addOdd(id, related);
      else columns.push({ high, low, name: names.numberOf(related.id), status });
    },
    /** The table as it is to be asked: nothing may be added any more. */
    close: (): RelationTable => {
      const { first, next } = chained(columns);
      return {
        size: columns.size() + oddRows,
        get: (id) => {
          const [high, low] = [highOf(id), lowOf(id)];
          if (high < 0 || low < 0) return odd.get(id);
          const rows: number[] = [];
          for (let row = first(high, low); row !== NONE; row = next(row)) rows.push(row);
          const own = rows.filter((row) => columns.is(row, high, low));
          return own.length === 0 ? undefined : own.reverse().map(relatedAt);
        },
      };
    },
  };
}

/** Rows by numeric key, many rows to a key: a hash table in typed arrays, 20 to 40 bytes for each entry. */
export interface KeyTable {
  /** Keys are whole numbers from 1 to 2^53 - 1, rows from 0 to 2^31 - 2. */
  readonly add: (key: number, row: number) => void;
  /** The rows of a key, at most so many, in no order that means anything. */
  readonly rowsOf: (key: number, most: number) => readonly number[];
}

const SMALLEST = 1024;
/** Linear probing slows down beyond this share of used slots. */
const FULL = 0.7;

interface Slots {
  readonly keys: Float64Array;
  /** The newest entry of the key, counted from 1; 0: none. */
  readonly heads: Int32Array;
}

const slots = (size: number): Slots => ({ keys: new Float64Array(size), heads: new Int32Array(size) });

/** The slot of a key, or the free one where it would go. Sizes are powers of two. */
function slotOf({ keys }: Slots, key: number): number {
  const mask = keys.length - 1;
  let slot = (key ^ (key / 0x100000000)) & mask;
  while (keys[slot] !== 0 && keys[slot] !== key) slot = (slot + 1) & mask;
  return slot;
}

function enlarged(old: Slots): Slots {
  const next = slots(old.keys.length * 2);
  old.keys.forEach((key, slot) => {
    if (key === 0) return;
    const to = slotOf(next, key);
    next.keys[to] = key;
    next.heads[to] = old.heads[slot] ?? 0;
  });
  return next;
}

function longer(old: Int32Array): Int32Array<ArrayBuffer> {
  const next = new Int32Array(old.length + (old.length >> 1));
  next.set(old);
  return next;
}

export function createKeyTable(): KeyTable {
  let table = slots(SMALLEST);
  let used = 0;
  let entries = 0;
  let rows = new Int32Array(SMALLEST);
  let following = new Int32Array(SMALLEST);
  return {
    add: (key, row) => {
      if (used >= table.keys.length * FULL) table = enlarged(table);
      if (entries === rows.length) [rows, following] = [longer(rows), longer(following)];
      const slot = slotOf(table, key);
      if (table.keys[slot] === 0) used += 1;
      table.keys[slot] = key;
      rows[entries] = row;
      following[entries] = table.heads[slot] ?? 0;
      entries += 1;
      table.heads[slot] = entries;
    },
    rowsOf: (key, most) => {
      const found: number[] = [];
      let entry = table.heads[slotOf(table, key)] ?? 0;
      while (entry > 0 && found.length < most) {
        found.push(rows[entry - 1] ?? 0);
        entry = following[entry - 1] ?? 0;
      }
      return found;
    },
  };
}

/** Rows by key, many rows to a key: a hash table in typed arrays, 16 to 28 bytes for each entry. */
export interface KeyTable {
  /** Keys are any 32 bits, rows from 0 to 2^31 - 2. */
  readonly add: (key: number, row: number) => void;
  /** The rows of a key, at most so many, in no order that means anything. */
  readonly rowsOf: (key: number, most: number) => readonly number[];
  /** Tells of every row that shares some key with another, some of them several times. */
  readonly eachShared: (tell: (row: number) => void) => void;
}

const SMALLEST = 1024;
/** Linear probing slows down beyond this share of used slots. */
const FULL = 0.7;

interface Slots {
  readonly keys: Int32Array;
  /** The newest entry of the key, counted from 1; 0: the slot is free. */
  readonly heads: Int32Array;
}

const slots = (size: number): Slots => ({ keys: new Int32Array(size), heads: new Int32Array(size) });

/** The slot of a key, or the free one where it would go. Sizes are powers of two. */
function slotOf({ keys, heads }: Slots, key: number): number {
  const mask = keys.length - 1;
  let slot = Math.imul(key ^ (key >>> 15), 0x9e3779b1) & mask;
  while (heads[slot] !== 0 && keys[slot] !== key) slot = (slot + 1) & mask;
  return slot;
}

function enlarged(old: Slots): Slots {
  const next = slots(old.keys.length * 2);
  for (let slot = 0; slot < old.keys.length; slot++) {
    const [key, head] = [old.keys[slot] ?? 0, old.heads[slot] ?? 0];
    if (head === 0) continue;
    const to = slotOf(next, key);
    next.keys[to] = key;
    next.heads[to] = head;
  }
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
    add: (any, row) => {
      const key = any | 0;
      if (used >= table.keys.length * FULL) table = enlarged(table);
      if (entries === rows.length) [rows, following] = [longer(rows), longer(following)];
      const slot = slotOf(table, key);
      if (table.heads[slot] === 0) used += 1;
      table.keys[slot] = key;
      rows[entries] = row;
      following[entries] = table.heads[slot] ?? 0;
      entries += 1;
      table.heads[slot] = entries;
    },
    rowsOf: (key, most) => {
      const found: number[] = [];
      let entry = table.heads[slotOf(table, key | 0)] ?? 0;
      while (entry > 0 && found.length < most) {
        found.push(rows[entry - 1] ?? 0);
        entry = following[entry - 1] ?? 0;
      }
      return found;
    },
    eachShared: (tell) => {
      for (const head of table.heads) {
        if (head === 0 || following[head - 1] === 0) continue;
        for (let entry = head; entry > 0; entry = following[entry - 1] ?? 0) tell(rows[entry - 1] ?? 0);
      }
    },
  };
}

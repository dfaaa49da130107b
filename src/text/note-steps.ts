/** Where terms lead from states; both are numbered from 0. */
export type Steps = {
  /** Where a term leads from state 0. */
  readonly first: (term: number) => number;
  readonly next: (state: number, term: number) => number;
};

/** Less than any state, and than what stands for none. */
const UNKNOWN = -2;

/**
 * Works out each step once, by `lead`, and keeps it in tables of numbers: one that is indexed by term for state 0, where
 * nearly all words of a text begin and end, and one for all others.
 */
export function createSteps(lead: (state: number, term: number) => number): Steps {
  let firsts = new Int32Array(1024).fill(UNKNOWN);
  const others = createStepTable();
  return {
    first: (term) => {
      const known = term < firsts.length ? firsts[term] : undefined;
      if (known !== undefined && known !== UNKNOWN) return known;
      if (term >= firsts.length) firsts = grown(firsts, 2 * term);
      const found = lead(0, term);
      firsts[term] = found;
      return found;
    },
    next: (state, term) => {
      const known = others.get(state, term);
      if (known !== UNKNOWN) return known;
      const found = lead(state, term);
      others.add(state, term, found);
      return found;
    },
  };
}

function grown(table: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(length).fill(UNKNOWN);
  larger.set(table);
  return larger;
}

const SLOT = 3;

/** A hash table of numbers, in threes: state, term and where it leads. Free slots hold `UNKNOWN`. */
function createStepTable() {
  let slots = 1 << 12;
  let table = new Int32Array(SLOT * slots).fill(UNKNOWN);
  let steps = 0;
  const slotOf = (state: number, term: number): number => {
    const hash = Math.imul(Math.imul(state, 0x9e3779b1) ^ term, 0x85ebca6b);
    let slot = SLOT * ((hash ^ (hash >>> 15)) & (slots - 1));
    while (table[slot] !== UNKNOWN && (table[slot] !== state || table[slot + 1] !== term))
      slot = slot + SLOT === table.length ? 0 : slot + SLOT;
    return slot;
  };
  const put = (state: number, term: number, to: number): void => {
    const slot = slotOf(state, term);
    table[slot] = state;
    table[slot + 1] = term;
    table[slot + 2] = to;
  };
  const grow = (): void => {
    const old = table;
    slots *= 2;
    table = new Int32Array(SLOT * slots).fill(UNKNOWN);
    for (let at = 0; at < old.length; at += SLOT)
      if (old[at] !== UNKNOWN) put(old[at] ?? 0, old[at + 1] ?? 0, old[at + 2] ?? 0);
  };
  return {
    get: (state: number, term: number): number => table[slotOf(state, term) + 2] ?? UNKNOWN,
    add: (state: number, term: number, to: number): void => {
      if (2 * ++steps > slots) grow();
      put(state, term, to);
    },
  };
}

// What the search index has not learned yet.

/** Changes of records with the moments when they were made: the index learns of each a while later. */
export function keepLate() {
  /** @type {Map<string, { before: object | undefined, at: number }[]>} */
  const changes = new Map();
  return {
    note: (id, before, at) => changes.set(id, [...(changes.get(id) ?? []), { before, at }]),
    ids: () => changes.keys(),
    /** A record as the index has it: as it stood before the first change that the index does not know of. */
    asIndexed: (id, present, now, delay) => {
      const unknown = changes.get(id)?.find(({ at }) => now < at + delay);
      return unknown === undefined ? present : unknown.before;
    },
    /** How many changes the index does not know of. */
    unknown: (now, delay) => [...changes.values()].flat().filter(({ at }) => now < at + delay).length,
  };
}

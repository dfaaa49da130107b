/** Gives out pseudonyms: `lead 1`, `text 2` …, the same one for the same text, numbered as they are first asked for. */
export interface Pseudonyms {
  readonly of: (kind: string, text: string) => string;
}

export function startPseudonyms(): Pseudonyms {
  const known = new Map<string, string>();
  const counts = new Map<string, number>();
  return {
    of: (kind, text) => {
      const key = `${kind}\n${text}`;
      const found = known.get(key);
      if (found !== undefined) return found;
      const count = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, count);
      const pseudonym = `${kind} ${count}`;
      known.set(key, pseudonym);
      return pseudonym;
    },
  };
}

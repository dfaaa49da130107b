/** What is not known, and what is known to be blank, among numbers. */
const UNKNOWN = Number.NEGATIVE_INFINITY;
const BLANK = Number.POSITIVE_INFINITY;

/** A number that may be blank or not known, for a column of numbers. */
export const numberOr = (value: number | null | undefined): number => value ?? (value === null ? BLANK : UNKNOWN);

/** What `numberOr` made a number of. */
export const blankOr = (number: number | undefined): number | null | undefined =>
  number === BLANK ? null : number === UNKNOWN ? undefined : number;

/** What may be known of a yes or no, by number. */
export const completions: readonly (boolean | null | undefined)[] = [undefined, null, false, true];

/** Numbers for labels that come again and again; 0 is not known, 1 is known to be blank. */
export function startLabels() {
  const numbers = new Map<string, number>();
  const labels: (string | null | undefined)[] = [undefined, null];
  return {
    numberOf: (label: string | null | undefined): number => {
      if (label === null || label === undefined) return label === null ? 1 : 0;
      const known = numbers.get(label);
      if (known !== undefined) return known;
      numbers.set(label, labels.length);
      return labels.push(label) - 1;
    },
    at: (number: number): string | null | undefined => labels[number],
  };
}

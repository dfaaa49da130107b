const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const SUFFIX = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** The value of every character, by its code; -1 for one that is none. */
function valuesOf(alphabet: string): Int8Array {
  const values = new Int8Array(128).fill(-1);
  for (let i = 0; i < alphabet.length; i += 1) values[alphabet.charCodeAt(i)] = i;
  return values;
}

const letters = valuesOf(LETTERS);
const suffixes = valuesOf(SUFFIX);

/** Characters of an id as the digits of a number, and of its suffix behind them; -1 where one is strange. */
function numberIn(id: string, from: number, to: number, suffixFrom: number, suffixTo: number): number {
  let value = 0;
  for (let i = from; i < to; i += 1) {
    const digit = letters[id.charCodeAt(i)] ?? -1;
    if (digit < 0) return -1;
    value = value * 62 + digit;
  }
  for (let i = suffixFrom; i < suffixTo; i += 1) {
    const digit = suffixes[id.charCodeAt(i)] ?? -1;
    if (digit < 0) return -1;
    value = value * 32 + digit;
  }
  return value;
}

/** The first half of an id of 18 characters as a whole number below 2^53; -1 for what is no such id. */
export const highOf = (id: string): number => (id.length === 18 ? numberIn(id, 0, 8, 15, 16) : -1);

/** The other half. Two ids are the same where both halves are. */
export const lowOf = (id: string): number => (id.length === 18 ? numberIn(id, 8, 15, 16, 18) : -1);

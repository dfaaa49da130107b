// Ids of 15 and 18 characters.

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const CHECK = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
const isCapital = (code) => code >= 65 && code <= 90;

/** The 18-character form of a 15-character id; other texts as they are. */
export function longId(id) {
  if (id.length !== 15) return id;
  let suffix = '';
  for (let group = 0; group < 15; group += 5) {
    let bits = 0;
    for (let i = 0; i < 5; i += 1) if (isCapital(id.charCodeAt(group + i))) bits |= 1 << i;
    suffix += CHECK[bits];
  }
  return id + suffix;
}

/** The id of the n-th row of an object; ids are in the order of their rows. */
export function idOf(prefix, index, pod = '5V') {
  let text = '';
  for (let rest = index; text.length < 10; rest = Math.floor(rest / 62)) text = DIGITS[rest % 62] + text;
  return longId(prefix + pod + text);
}

const VALUES = new Map([...DIGITS].map((digit, value) => [digit, value]));

/** The index that `idOf` made an id from; `undefined` for ids of other objects and of other makers. */
export function indexOf(prefix, id, pod = '5V') {
  if (typeof id !== 'string' || id.slice(0, 5) !== prefix + pod) return undefined;
  let index = 0;
  for (const digit of id.slice(5, 15)) index = index * 62 + (VALUES.get(digit) ?? Number.NaN);
  return Number.isNaN(index) ? undefined : index;
}

export const isId = (text) => /^[A-Za-z0-9]{15}([A-Za-z0-9]{3})?$/.test(text);

export const ORG_ID = longId('00D5f000000EmuL');

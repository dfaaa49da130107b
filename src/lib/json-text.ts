/**
 * What JSON allows inside a string and a terminal may obey: the control characters that `JSON.stringify` leaves alone
 * and invisible format characters, those that reorder text among them.
 */
const UNSAFE = /[\u007f-\u009f\u2028\u2029\p{Cf}]/gu;

const escapeUnits = (character: string): string =>
  Array.from(
    { length: character.length },
    (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`,
  ).join('');

/** JSON that means the same and holds no character that could act on whoever prints it. `indent`: blanks a level. */
export const jsonText = (value: unknown, indent = 0): string =>
  JSON.stringify(value, null, indent).replace(UNSAFE, escapeUnits);

/** Nothing but characters that stand in JSON as they are. */
const PLAIN = /^[ !#-[\]-~]*$/;

/** A string as `jsonText` writes it. */
export const quotedText = (text: string): string => (PLAIN.test(text) ? `"${text}"` : jsonText(text));

/**
 * What exports and people write for "nothing": signs, spreadsheet errors, words. Compared in lower case. "NA" is not
 * among them, because it is also Namibia.
 */
const SPELLINGS = new Set([
  ...['-', '--', '---', '–', '—', '.', '?', '/', '_'],
  ...['n/a', 'n.a.', 'n/a.', '#n/a', '#null!', 'null', '(null)', 'nil', 'nan', 'undefined'],
  ...['none', '--none--', '-none-', '(none)', '(blank)', '(empty)', 'blank', 'tbd', 'tba', 't.b.d.'],
]);

const LONGEST = 9;

/** 1 for the characters that some spelling begins with: a quick look before the slow one. */
const STARTS = new Uint8Array(0x2100);
for (const spelling of SPELLINGS) {
  STARTS[spelling.charCodeAt(0)] = 1;
  STARTS[spelling.toUpperCase().charCodeAt(0)] = 1;
}

/**
 * Whether a label, a lookup, a number or a date is blank, however it is spelled. Never asked of prose: a next step of
 * "TBD" is a next step that somebody wrote, and rules have their own word on it. `text` is trimmed.
 */
export const isSpelledBlank = (text: string): boolean =>
  text === '' || (text.length <= LONGEST && STARTS[text.charCodeAt(0)] === 1 && SPELLINGS.has(text.toLowerCase()));

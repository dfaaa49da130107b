/** Words that YAML, or people who know older YAML, take for something else than text. */
const TAKEN = /^(?:true|false|null|yes|no|on|off|y|n|~)$/i;
const PLAIN = /^[\p{L}_][\p{L}\p{N}_./-]*(?: [\p{L}\p{N}_./-]+)*$/u;

/** Characters that would end a line, turn it around or hide in it. */
const UNSAFE =
  /[\u007f-\u00a0\u00ad\u061c\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff9-\uffff]|\p{Cs}|\p{Cn}|[\u{e0000}-\u{e0fff}]/gu;

const escaped = (char: string): string =>
  [...Array(char.length).keys()].map((i) => `\\u${char.charCodeAt(i).toString(16).padStart(4, '0')}`).join('');

/** Text in quotes, such as YAML and people read back to the letter, whatever is in it. */
export const quoted = (text: string): string => JSON.stringify(text).replace(UNSAFE, escaped);

/** Text as a YAML scalar, in quotes where it would be read as anything else. */
export const scalar = (text: string): string => (PLAIN.test(text) && !TAKEN.test(text) ? text : quoted(text));

const LONGEST = 120;

/** Text from a record within a comment: in quotes, so that it can neither end the comment nor hide in it. */
export const inComment = (text: string): string => quoted(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

/** Words of ours that may quote values: on one line, whatever the values are. */
export const inWords = (text: string): string => quoted(text).slice(1, -1).replaceAll('\\"', '"');

/** A line with what stands behind it. */
export const remarked = (line: string, remark: string, column = 44): string =>
  `${line.padEnd(column)} # ${inWords(remark)}`;

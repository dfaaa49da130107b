import { terminalSafe } from './escape.ts';
import { isPlainUrl } from './plain-url.ts';

/** Everything that Markdown, its tables and mathematics, or GitHub's extensions give a meaning. */
const PUNCTUATION = /[\\`*_{}[\]()#+!|~$^-]/g;
const HTML = /[&<>"']/g;
/** Addresses and mentions become links by themselves: their marks are written as entities, which keeps them text. */
const LINKING = /[@:]|\bwww\.|(?<=\d)\.(?=\s)/gi;

const entity = (text: string): string => [...text].map((one) => `&#${one.codePointAt(0)};`).join('');

/** A character that no one sees, and that keeps a mention from being one. */
const APART = '&#8203;';

/**
 * Text from a CRM for Markdown, on one line: it shows as it is, and is neither markup, link, mention, image nor HTML,
 * in a table as in a paragraph.
 */
export const markdownText = (text: string): string =>
  terminalSafe(text)
    .replace(HTML, entity)
    .replace(PUNCTUATION, (one) => `\\${one}`)
    .replace(/&\\#(\d+);/g, '&#$1;')
    .replace(LINKING, (one) => `${entity(one.slice(0, -1))}${entity(one.slice(-1))}`)
    .replace(/&#64;/g, `&#64;${APART}`);

/** A link to a record, or its name alone where there is no safe address. */
export function markdownLink(text: string, url: string | null): string {
  const shown = markdownText(text);
  return url !== null && isPlainUrl(url) ? `[${shown}](<${url}>)` : shown;
}

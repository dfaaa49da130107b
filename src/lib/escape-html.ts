import { terminalSafe } from './escape.ts';
import { isPlainUrl } from './plain-url.ts';

/** Markup that is safe to send: only `html` makes it, and text from a CRM becomes it by being escaped. */
export interface Html {
  readonly markup: string;
}

/** What may stand in a template: text is escaped, markup stays, lists are joined, nothing is nothing. */
export type Insert = string | number | null | undefined | false | Html | readonly Insert[];

const MARKUP = /[&<>"'`=]/g;

const entity = (character: string): string => `&#${character.charCodeAt(0)};`;

/** Text for an element or a quoted attribute alike. Controls show as their pictures; what reorders or hides text is dropped. */
const htmlText = (text: string): string => terminalSafe(text, { newlines: 'keep' }).replace(MARKUP, entity);

function inserted(insert: Insert): string {
  if (insert === null || insert === undefined || insert === false) return '';
  if (typeof insert === 'string') return htmlText(insert);
  if (typeof insert === 'number') return String(insert);
  return 'markup' in insert ? insert.markup : insert.map(inserted).join('');
}

/** A tagged template: html\`<td title="${name}">${name}</td>\`. Attributes stand in double quotes, always. */
export const html = (parts: TemplateStringsArray, ...inserts: readonly Insert[]): Html => ({
  markup: parts.map((part, i) => part + inserted(inserts[i])).join(''),
});

/** A link to a record that opens apart, or its name alone where the address is not plain https. */
export const recordLink = (text: string, url: string | null): Html =>
  url !== null && isPlainUrl(url)
    ? html`<a href="${url}" target="_blank" rel="noopener noreferrer"><bdi>${text}</bdi></a>`
    : html`<bdi>${text}</bdi>`;

const IN_SCRIPT = /[<>&\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g;

/** Data for a `<script type="application/json">`: nothing in it can end the script or begin a comment. */
export const jsonInScript = (data: unknown): Html => ({
  markup: JSON.stringify(data).replace(IN_SCRIPT, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`),
});

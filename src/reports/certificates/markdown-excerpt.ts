import { markdownLink, markdownText } from '../../lib/escape-markdown.ts';
import type { Excerpt } from '../../model/certificate.ts';

/** A finding on one line, with the values that it quotes. */
export function excerptLine({ record, title, message, quotes }: Excerpt): string {
  const quoted = quotes
    .slice(0, 3)
    .map(({ field, value }) => `${field}: ${value === null ? 'blank' : String(value).slice(0, 120)}`)
    .join('; ');
  const shown = quoted === '' ? '' : ` <sub>${markdownText(quoted)}</sub>`;
  return `${markdownLink(record.name ?? record.id, record.url)}: ${markdownText(title)}. ${markdownText(message)}${shown}`;
}

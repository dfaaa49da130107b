import { htmlToText } from '../../../../lib/html-text.ts';

/** Two line breaks stand between paragraphs, and two more for each that is empty. */
const BREAKS = /[ \t]*(?:\n[ \t]*){2,}/g;
const halved = (breaks: string): string => '\n'.repeat(Math.ceil((breaks.split('\n').length - 1) / 2));

/** What somebody wrote, without the markup in which HubSpot keeps it: scripts, styles and pixels are nobody's words. */
export function plainBody(body: string | null | undefined): string | null | undefined {
  if (typeof body !== 'string') return body;
  const text = htmlToText(body);
  return text === body ? body : text.trim().replace(BREAKS, halved) || null;
}

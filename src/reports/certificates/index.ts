export { html } from './html.ts';
export { markdown } from './markdown.ts';
export { pdf } from './pdf.ts';

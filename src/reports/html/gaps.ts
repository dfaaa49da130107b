import { type Html, html } from '../../lib/escape-html.ts';
import { counted, listed } from '../words.ts';
import type { View } from './view.ts';

/** Gaps that are named on the first page; the page on method has all. */
const MOST = 6;

/** What the source does not show, where it is seen at once: what is hidden is not evaluable, never a pass. */
export function gapsBlock({ result: { source } }: View): Html {
  const costly = source.gaps.filter(({ affects }) => affects.length > 0);
  if (source.complete && costly.length === 0) return html``;
  const shown = (costly.length > 0 ? costly : source.gaps).slice(0, MOST);
  const rest = source.gaps.length - shown.length;
  return html`<aside class="notice" aria-label="Not seen"><p><b>Not seen.</b> The source does not show everything. What it hides is not evaluable, never a pass.</p><ul>${shown.map(
    ({ what, reason, affects }) =>
      html`<li><b><bdi>${what}</bdi></b>: <bdi>${reason}</bdi>${affects.length > 0 && html` <span class="quiet">limits ${listed(affects, 3)}</span>`}</li>`,
  )}</ul>${rest > 0 && html`<p><a href="#method">and ${counted(rest, 'more gap')}</a></p>`}</aside>`;
}

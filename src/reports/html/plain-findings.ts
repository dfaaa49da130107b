import { type Html, html, recordLink } from '../../lib/escape-html.ts';
import type { Finding, RepResult } from '../../model/audit-result.ts';
import { isCounted } from '../../model/is-counted.ts';
import { evidenceText, standingOf } from '../rows.ts';
import { amountOf, counted } from '../words.ts';
import { worst } from '../worst.ts';
import { severityChip, type View } from './view.ts';

/** Without a script the worst are shown, as in a job summary; the rest is counted. */
const SHOWN = { findings: 40, perRule: 8 } as const;
const MOST_EVIDENCE = 400;

function line(finding: Finding): Html {
  const { record, message, evidence, exposure } = finding;
  const quoted = evidenceText(evidence);
  const standing = standingOf(finding);
  return html`<li>${recordLink(record.name ?? record.id, record.url)}${exposure !== null && html` <span class="quiet">${amountOf(exposure)}</span>`}<p><bdi>${message}</bdi></p>${quoted !== '' && html`<p class="quiet"><bdi>${quoted.length > MOST_EVIDENCE ? `${quoted.slice(0, MOST_EVIDENCE)}…` : quoted}</bdi></p>`}${standing !== null && html`<p class="quiet">${standing}</p>`}</li>`;
}

/** The findings of a rep for readers without a script. */
export function plainFindings({ findings }: RepResult, { titleOf }: View): Html {
  if (findings.length === 0) return html`<p class="quiet">Nothing was found.</p>`;
  const { groups, rest } = worst(findings.filter(isCounted), SHOWN);
  const aside = findings.filter((one) => !isCounted(one));
  const more = [...rest.values()].reduce((sum, count) => sum + count, 0) + Math.max(aside.length - SHOWN.findings, 0);
  return html`<noscript>${groups.map(
    ({ rule, severity, fix, shown, all }) =>
      html`<h3>${titleOf(rule)} ${severityChip(severity)} <span class="quiet">${counted(all.length, 'record')}</span></h3><p>Fix: ${fix}</p><ul class="plain">${shown.map(line)}</ul>`,
  )}${aside.length > 0 && html`<h3>Waived or overturned</h3><ul class="plain">${aside.slice(0, SHOWN.findings).map(line)}</ul>`}${more > 0 && html`<p>${counted(more, 'more finding')} can be seen with scripts on, and in the other formats.</p>`}</noscript>`;
}

import { type Html, html } from '../../lib/escape-html.ts';
import { counted, nameOfRep } from '../words.ts';
import type { View } from './view.ts';

/** Which records were drawn, from what there was: the same seed draws the same ones anywhere. */
export function samplePart({ result: { scope, reps } }: View): Html {
  const { sample } = scope;
  if (sample === null) return html``;
  const names = new Map(
    reps.flatMap((rep) => [rep.id, rep.email, rep.name].map((key) => [key, nameOfRep(rep)] as const)),
  );
  return html`<section><h2>Sample</h2><p class="lead">Up to ${counted(sample.size, 'lead')} and ${counted(sample.size, 'deal')} of each owner, seed ${sample.seed}; so no verdicts.</p>${sample.reps.map(
    ({ rep, records, strata, missing }) =>
      html`<details><summary><bdi>${names.get(rep) ?? rep}</bdi> <span class="quiet">${counted(records.length, 'record')}</span></summary><table><thead><tr><th scope="col">Stratum</th><th scope="col" class="n">Records</th><th scope="col" class="n">Drawn</th></tr></thead><tbody>${strata.map(
        ({ type, stratum, records: all, drawn }) =>
          html`<tr><th scope="row">${type}: <bdi>${stratum ?? 'not known'}</bdi></th><td class="n">${all}</td><td class="n">${drawn}</td></tr>`,
      )}</tbody></table>${missing.length > 0 && html`<p>There was no lead that is ${missing.join(', ')}.</p>`}<p class="quiet">${records.map(({ type, id }) => `${type} ${id}`).join(', ')}</p></details>`,
  )}</section>`;
}

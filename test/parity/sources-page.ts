import { prose, table } from '../../src/docs/markdown.ts';
import { byCodeUnit } from '../../src/lib/code-order.ts';
import type { RecordType } from '../../src/model/records.ts';
import type { Outcome } from '../../src/model/verdict.ts';
import { differences } from './differences.ts';
import { type Told, type Way, ways } from './told.ts';

const NAMES: { readonly [W in Way]: string } = {
  salesforce: 'Salesforce, API',
  hubspot: 'HubSpot, API, contacts as leads',
  'hubspot-leads': 'HubSpot, API, lead records',
  'data-loader': 'Salesforce, Data Loader',
  weekly: 'Salesforce, weekly export',
  'hubspot-export': 'HubSpot, exports',
  canonical: 'JSON Lines',
};

const INTRODUCTION = `One rule pack judges every source alike. The made-up org of the tests is told in each of these forms and audited;
records, findings, levels and scores are equal wherever the source can know what a rule asks for. Where it cannot, the
rule is *not evaluable* on the records concerned: never a finding, never a pass. This page is written by that test.

**yes**: decided wherever the best source decides it. **in part**: some records stay open. **no**: open on every record.
What depends on a field that a team has added (a date beside the next step, a recycle reason, an exception to routing)
needs that field to be named under \`fields\`; without it the rule stays open in every source. HubSpot keeps no more than
20 changes of a property, and Salesforce the changes of fields that the org tracks.`;

export type State = 'yes' | 'in part' | 'no';

const isDecided = (outcome: Outcome | undefined): boolean => outcome === 'pass' || outcome === 'fail';

/** The rules that judge leads, and those that judge deals. */
export const rulesOf = ({ outcomes }: Told): ReadonlyMap<string, ReadonlySet<RecordType>> => {
  const rules = new Map<string, Set<RecordType>>();
  for (const check of outcomes.keys()) {
    const [rule = '', on] = check.split(' ');
    rules.set(rule, (rules.get(rule) ?? new Set()).add(on === 'lead' ? 'lead' : 'deal'));
  }
  return rules;
};

/** Whether a source leaves more open than the one that knows most. */
export function stateOf(base: Told, told: Told, rule: string, on: RecordType): State {
  const own = [...told.outcomes].filter(([check]) => check.startsWith(`${rule} ${on} `));
  const open = own.filter(([check, outcome]) => {
    const before = base.outcomes.get(check);
    return outcome === 'not-evaluable' && before !== undefined && before !== 'not-evaluable';
  });
  if (open.length === 0) return 'yes';
  return own.some(([, outcome]) => isDecided(outcome)) ? 'in part' : 'no';
}

/** docs/sources.md */
export function sourcesPage(base: Told, all: ReadonlyMap<Way, Told>): string {
  const reasons = [...new Set(Object.values(differences).flatMap((list) => list.map(({ why }) => why)))];
  const noteOf = (way: Way, rule: string, on: RecordType): string => {
    const found = differences[way].find((one) => one.rule === rule && one.on === on);
    return found === undefined ? '' : ` (${reasons.indexOf(found.why) + 1})`;
  };
  const cellOf = (way: Way, rule: string, types: readonly RecordType[]): string => {
    const told = all.get(way);
    if (told === undefined) return '';
    const states = types.map((on) => [on, `${stateOf(base, told, rule, on)}${noteOf(way, rule, on)}`] as const);
    const [[, first] = ['lead', '']] = states;
    if (states.every(([, state]) => state === first)) return first;
    return states.map(([on, state]) => `${on}s: ${state}`).join('; ');
  };
  const rows = [...rulesOf(base)]
    .toSorted(([a], [b]) => byCodeUnit(a, b))
    .map(([rule, types]) => {
      const sorted = [...types].toSorted(byCodeUnit).reverse();
      return [`[${rule}](rules.md)`, ...ways.map((way) => cellOf(way, rule, sorted))];
    });
  return `${[
    '# What each source can tell',
    INTRODUCTION,
    table(['Rule', ...ways.map((way) => NAMES[way])], rows),
    reasons.map((why, place) => `${place + 1}. ${prose(why)}.`).join('\n'),
  ].join('\n\n')}\n`;
}

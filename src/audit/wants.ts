import type { Setting } from '../facts/world.ts';
import type { Wants } from '../model/dataset.ts';
import { canon, type RowType } from '../model/fields.ts';
import type { Rule, Rulebook } from '../rulebook/rule.ts';
import { names } from '../rulebook/scope.ts';
import type { Scope } from './scope.ts';

/** What the report itself shows of every record, whatever the rules read. */
const always: readonly string[] = [
  'id',
  'name',
  'firstName',
  'lastName',
  'ownerId',
  'ownerName',
  'ownerEmail',
  'createdAt',
  'modifiedAt',
  'isDeleted',
  'status',
  'isConverted',
  'convertedAt',
  'stage',
  'isClosed',
  'isWon',
  'closeDate',
  'stageChangedAt',
  'amount',
  'currency',
];

/** The canonical fields and the parts of the CRM that some rules stand on. */
export function needsOf(rules: readonly Pick<Rule, 'reads' | 'evidence' | 'mentions'>[]): ReadonlySet<string> {
  const paths = new Set(rules.flatMap(({ reads, evidence, mentions }) => [...reads, ...evidence, ...mentions]));
  return new Set([...paths].flatMap((path) => names.get(path)?.needs ?? []));
}

const all = (type: RowType): ReadonlySet<string> => new Set(Object.keys(canon[type]));

/** The fields of a lead or deal that are wanted; the other row types are small or wanted whole. */
function recordFields(type: 'lead' | 'deal', needs: ReadonlySet<string>): ReadonlySet<string> {
  return new Set(Object.keys(canon[type]).filter((field) => always.includes(field) || needs.has(`${type}.${field}`)));
}

const nothing = { reads: [], evidence: [], mentions: [] };

/** What rules, scenarios and routes stand on; and, where one of them asks for exit criteria, what those do. */
function allNeeds(
  { rules, scenarios }: Rulebook,
  { routing, exclusions, exitReads }: Pick<Setting, 'routing' | 'exclusions' | 'exitReads'>,
): ReadonlySet<string> {
  const routes = [...(routing?.lead ?? []), ...(routing?.deal ?? [])];
  const others = [...scenarios.map(({ when }) => when), ...routes, ...exclusions].map(({ reads }) => ({
    ...nothing,
    reads,
  }));
  const needs = needsOf([...rules, ...others]);
  return needs.has('exits') ? needsOf([...rules, ...others, { ...nothing, reads: exitReads }]) : needs;
}

/** Which records some rule, scenario or route holds against others: none of them can be judged before all were seen. */
export interface Holds {
  /** Leads wait for every lead and deal. */
  readonly leads: boolean;
  /** Deals wait for every deal. */
  readonly deals: boolean;
}

/** What has to wait under this rulebook. Conversions hold back leads alone, since deals come after them. */
export function holdsOf(rulebook: Rulebook, setting: Pick<Setting, 'routing' | 'exclusions' | 'exitReads'>): Holds {
  const needs = allNeeds(rulebook, setting);
  return { leads: needs.has('identity') || needs.has('conversion'), deals: needs.has('pace') };
}

/** What an audit under this rulebook and this routing needs to read. */
export function wantsOf(
  rulebook: Rulebook,
  setting: Pick<Setting, 'routing' | 'exclusions' | 'exitReads' | 'asOf' | 'calendar'>,
  { reps, teams, closedWithin }: Scope,
): Wants {
  const { asOf, calendar } = setting;
  const needs = allNeeds(rulebook, setting);
  return {
    asOf,
    whose: { reps, teams, closedSince: calendar.add(asOf, { ...closedWithin, amount: -closedWithin.amount }) },
    against: { people: needs.has('identity'), wins: needs.has('pace') },
    fields: {
      person: all('person'),
      account: all('account'),
      contact: all('contact'),
      contactRole: all('contactRole'),
      history: all('history'),
      activity: all('activity'),
      lead: recordFields('lead', needs),
      deal: recordFields('deal', needs),
    },
  };
}

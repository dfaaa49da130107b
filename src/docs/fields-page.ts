import { canon, type Field, type RowType, type ValueType } from '../model/fields.ts';
import { functionCards } from '../rulebook/expression/function-cards.ts';
import { describeType } from '../rulebook/expression/type.ts';
import { type NameCard, names } from '../rulebook/scope.ts';
import { code, page, prose, table } from './markdown.ts';

const LANGUAGE = `Rules (\`when\`, \`expect\`), routes, overrides and the exit criteria of stages share one language: the syntax of CEL
with the logic of Kleene. Unknown names and wrong types are errors with a position and a suggestion when a file is
loaded, never at run time.

## Unknown and blank

*Blank* is known to be empty: \`null\`. *Unknown* is what could not be read: the field is not readable, the export has no
such column, the history is missing. Unknown is neither true nor false, and a rule whose condition comes out unknown is
*not evaluable* on that record.

| Expression | Result |
| --- | --- |
| unknown \`==\` anything, \`== null\` too | unknown |
| \`has(unknown)\` | unknown |
| unknown \`&&\` false, unknown \`\\|\\|\` true | false, true: the other side decides |
| unknown \`&&\` true, unknown \`\\|\\|\` false, \`!\` unknown | unknown |
| unknown \`? a : b\` | unknown, unless both branches give the same value |
| blank \`== null\` | true |
| blank \`==\` a value of any type | false |
| blank \`<\`, \`<=\`, \`>\`, \`>=\` anything | false |
| blank in \`&&\`, \`\\|\\|\`, \`!\` | false: a box that nobody ticked |
| blank \`+\`, \`-\`, \`*\`, \`/\`, \`%\` anything; division by zero | blank |
| \`all\`, \`exists\` … over a list with an unknown element | unknown, unless the other elements decide |
| \`all\`, \`exists\` … over a blank list | as over an empty one |

## Types

| Type | Written | Note |
| --- | --- | --- |
| text | \`"late"\` | compared by code unit, with regard to case |
| number | \`3\`, \`2.5\` | whole numbers and decimals are one type |
| boolean | \`true\`, \`false\` | |
| instant | \`instant("2026-10-01T09:00:00Z")\` | a moment; two of them differ by minutes |
| date | \`date("2026-10-01")\` | a day without a zone; two of them differ by days; beside an instant, the instant's day in the configured zone |
| duration | \`duration("10d")\` | \`m h d w\`, or \`bd bh\` on the business calendar; added to or taken from an instant or a date |
| list | \`["a", "b"]\` | \`x in list\`, \`size(list)\` and the functions below |

\`params.<name>\` are the parameters of the rule at hand.`;

const bySource = (list: readonly string[]): string => (list.length === 0 ? '–' : list.map(code).join(' '));

const typeText = (type: ValueType): string => (type === 'texts' ? 'list of text' : type);

function functionTable(): string {
  const rows = functionCards.map(({ signature, about, example }) => [code(signature), prose(about), code(example)]);
  return table(['Function', 'Meaning', 'Holds'], rows);
}

const onBoth = (need: string): string => need.replace(/^(lead|deal)\./, 'record.');

/** The canonical fields and parts of the CRM that a name stands on, itself aside; `record.` where leads and deals agree. */
function standsOn({ path, needs }: NameCard): readonly string[] {
  const all = new Set(needs);
  const isPair = (need: string): boolean =>
    all.has(onBoth(need).replace('record.', 'lead.')) && all.has(onBoth(need).replace('record.', 'deal.'));
  const merged = needs.map((need) => (isPair(need) ? onBoth(need) : need));
  return [...new Set(merged)].filter((need) => need !== path).sort();
}

/** What a name means; where leads and deals differ, on each. */
function meaning({ path, about }: NameCard): string {
  const onDeals = path.startsWith('record.') ? names.get(path.replace('record.', 'deal.'))?.about : undefined;
  return prose(onDeals === undefined || onDeals === about ? about : `Lead: ${about}. Deal: ${onDeals}`);
}

const nameRow = (card: NameCard): readonly string[] => [
  code(card.path),
  describeType(card.type),
  meaning(card),
  bySource(standsOn(card)),
];

/** The names that begin with a root, without those that another root shows already. */
function nameTable(root: string, isShown: (rest: string) => boolean): string {
  const own = [...names.values()].filter(({ path }) => path.startsWith(root) && !isShown(path.slice(root.length)));
  return table(['Name', 'Type', 'Meaning', 'Stands on'], own.map(nameRow));
}

function columnTable(type: RowType): string {
  const fields: readonly [string, Field][] = Object.entries(canon[type]);
  const rows = fields.map(([name, field]) => [
    code(`${type}.${name}`),
    typeText(field.type),
    prose(field.about),
    bySource(field.salesforce),
    bySource(field.hubspot),
    bySource(field.aliases),
  ]);
  return table(['Field', 'Type', 'Meaning', 'Salesforce', 'HubSpot', 'Also written'], rows);
}

const rowNames: readonly (readonly [RowType, string])[] = [
  ['lead', 'Leads'],
  ['deal', 'Deals'],
  ['contact', 'Contacts'],
  ['contactRole', 'Contact roles'],
  ['account', 'Accounts'],
  ['activity', 'Activities'],
  ['history', 'History'],
  ['person', 'People'],
];

/** docs/fields.md: the language of rules, every name and function of it, and the columns that fields come from. */
export function fieldsPage(): string {
  const isShared = (rest: string): boolean => names.has(`record.${rest}`);
  const free = [...names.values()].filter(({ path }) => !path.includes('.'));
  return page('`src/rulebook/` and `src/model/fields.ts`', [
    '# Fields, facts and functions',
    LANGUAGE,
    '## Functions',
    functionTable(),
    '## Names on leads and deals',
    'Each of these is also `lead.…` and `deal.…`, which is unknown on a record of the other type.',
    nameTable('record.', () => false),
    '## Names on leads',
    nameTable('lead.', isShared),
    '## Names on deals',
    nameTable('deal.', isShared),
    '## Free names',
    table(['Name', 'Type', 'Meaning', 'Stands on'], free.map(nameRow)),
    '## Where fields come from',
    'Columns of exports and fields of the CRM, first match wins; `fields:` and `files:` in `threadcount.yaml` map others.',
    ...rowNames.flatMap(([type, title]) => [`### ${title}`, columnTable(type)]),
  ]);
}

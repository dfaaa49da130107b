import { rowTypes } from '../model/fields.ts';
import type { FoundColumn } from '../survey/columns.ts';
import type { Proposal, ProposedFile, ProposedLabel } from './proposal.ts';
import { inComment, inWords, quoted, remarked, scalar } from './yaml-text.ts';

/** Lines of a section; each section stands by itself. */
type Lines = readonly string[];

/** What is judged comes first. */
const order = ['lead', 'deal', ...rowTypes.filter((type) => type !== 'lead' && type !== 'deal')] as const;

/** Labels and the like that are listed one by one; the rest is counted. */
const MOST = 100;

const commented = (line: string): string => line.replace(/^( *)/, '$1# ');
const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const columnLine = (indent: string, { field, column, certainty, why }: FoundColumn): string =>
  remarked(`${indent}${field}: ${scalar(column)}`, `${certainty}: ${why}`);

function valueLines(values: ProposedFile['values'], indent: string): Lines {
  const entries = Object.entries(values).filter(([, labels]) => labels.length > 0);
  return entries.flatMap(([field, labels]) => {
    const lines = labels.map((one) => labelLine(`${indent}  `, one, 'row'));
    const isEmpty = labels.every(({ meaning }) => meaning === undefined);
    return [isEmpty ? commented(`${indent}${field}:`) : `${indent}${field}:`, ...lines];
  });
}

function fileLines(one: ProposedFile, isListed: boolean): Lines {
  const { file, certainty, why, columns, dates, values } = one;
  const [dash, indent] = isListed ? ['    - ', '      '] : ['    ', '    '];
  const id = columns.filter(({ field }) => field === 'id');
  const rest = columns.filter(({ field }) => field !== 'id');
  const known = valueLines(values, `${indent}  `);
  const hasValues = known.some((line) => !line.trimStart().startsWith('#'));
  return [
    remarked(`${dash}file: ${scalar(file)}`, `${certainty}: ${why}`),
    ...id.map((column) => columnLine(indent, column)),
    ...(rest.length === 0 ? [] : [`${indent}columns:`, ...rest.map((column) => columnLine(`${indent}  `, column))]),
    ...(known.length === 0 ? [] : [hasValues ? `${indent}values:` : `${indent}# values:`, ...known]),
    ...(dates === undefined ? [] : [remarked(`${indent}dates: ${quoted(dates.pattern)}`, dates.why)]),
  ];
}

const sourceLine = ({ source, targetOrg }: Proposal): string =>
  targetOrg === undefined
    ? `source: ${scalar(source)}`
    : `source: { ${scalar(source)}: { target-org: ${quoted(targetOrg)} } }`;

function filesSection({ files, left }: Proposal): Lines {
  const types = order.filter((type) => files.some((one) => one.type === type));
  const mapped = types.flatMap((type) => {
    const own = files.filter((one) => one.type === type);
    return [`  ${type}:`, ...own.flatMap((one) => fileLines(one, own.length > 1))];
  });
  const unplaced = left
    .slice(0, MOST)
    .map(
      ({ file, why, columns }) =>
        `  # could not place: ${inComment(file)} (${inWords(columns.join(', ').slice(0, 120))}): ${inWords(why)}`,
    );
  if (mapped.length === 0 && unplaced.length === 0) return [];
  return [
    '',
    '# Which file is which record, and which column is which field. The fields are in docs/fields.md.',
    mapped.length > 0 ? 'files:' : '# files:',
    ...mapped,
    ...unplaced,
  ];
}

function fieldsSection({ fields }: Proposal): Lines {
  const types = (['lead', 'deal'] as const).filter((type) => (fields[type]?.length ?? 0) > 0);
  const intro = [
    '',
    '# Fields of your own: the next step and its date, the exception from routing, when to look at a recycled lead again.',
  ];
  if (types.length === 0)
    return [...intro, '# fields:', '#   lead: { nextStep: Next_Step__c, nextStepDate: Next_Step_Date__c }'];
  return [
    ...intro,
    'fields:',
    ...types.flatMap((type) => [`  ${type}:`, ...(fields[type] ?? []).map((column) => columnLine('    ', column))]),
  ];
}

function labelLine(indent: string, one: ProposedLabel<string>, noun: string): string {
  const { label, records, meaning, certainty, why } = one;
  const count = plural(records, noun);
  if (meaning === undefined) return `${indent}# could not place: ${inComment(label)} (${count}): ${inWords(why)}`;
  return remarked(`${indent}${scalar(label)}: ${meaning}`, `${isNews(one) ? `${certainty}: ` : ''}${why} (${count})`);
}

const isNews = ({ certainty }: ProposedLabel<string>): boolean => certainty !== 'known';

function knownLine(labels: readonly ProposedLabel<string>[]): Lines {
  const known = labels.filter((one) => !isNews(one)).slice(0, 12);
  if (known.length === 0) return [];
  return [
    `# Known without being listed: ${known.map(({ label, meaning }) => `${inComment(label)} is ${meaning}`).join(', ')}`,
  ];
}

const restLine = (labels: readonly unknown[]): Lines =>
  labels.length > MOST ? [`    # and ${labels.length - MOST} more labels: is this a column of labels?`] : [];

function statusesSection({ statuses }: Proposal): Lines {
  const news = statuses.filter(isNews);
  const isEmpty = news.slice(0, MOST).every(({ meaning }) => meaning === undefined);
  if (statuses.length === 0) return [];
  return [
    '',
    '# What each lead status stands for: new, working, qualified, nurture, disqualified or converted.',
    '# Leads in a status that is not placed are not evaluable; nothing is guessed.',
    ...knownLine(statuses),
    ...(news.length === 0
      ? []
      : [
          isEmpty ? '# statuses:' : 'statuses:',
          isEmpty ? '#   lead:' : '  lead:',
          ...news.slice(0, MOST).map((one) => labelLine('    ', one, 'lead')),
          ...restLine(news),
        ]),
  ];
}

function stageLine(one: ProposedLabel<string>): string {
  const { label, meaning, certainty, why, records } = one;
  const count = plural(records, 'deal');
  if (meaning === undefined) return `  # could not place: ${inComment(label)} (${count}): ${inWords(why)}`;
  return remarked(
    `  - { name: ${scalar(label)}, group: ${meaning} }`,
    `${isNews(one) ? `${certainty}: ` : ''}${why} (${count})`,
  );
}

function stagesSection({ stages }: Proposal): Lines {
  if (stages.length === 0) return [];
  const news = stages.filter(isNews);
  const intro = [
    '',
    '# Stages in the order in which a deal passes them, each with its group: early, mid, late, won or lost.',
    "# Put them in the order of your process; exit criteria are added like exit: ['deal.amount > 0'].",
  ];
  if (news.length === 0) return [...intro, ...knownLine(stages)];
  const isEmpty = news.every(({ meaning }) => meaning === undefined);
  // Where something is placed, the list is the whole process, known stages included.
  const shown = isEmpty ? news : stages;
  return [...intro, isEmpty ? '# stages:' : 'stages:', ...shown.slice(0, MOST).map(stageLine), ...restLine(shown)];
}

function textSection({ dateOrder }: Proposal): Lines {
  const intro = [
    '',
    '# How dates read in files and texts that could be read both ways: 11/5 is 5 November (mdy) or 11 May (dmy).',
  ];
  if (dateOrder === undefined) return [...intro, '# text: { date-order: mdy }'];
  const { order, certainty, why } = dateOrder;
  if (order === undefined)
    return [...intro, `# could not tell: ${inWords(why)}. Until you say so, it is mdy:`, '# text: { date-order: mdy }'];
  return [...intro, remarked(`text: { date-order: ${order} }`, `${certainty}: ${why}`)];
}

function domainsSection({ domains }: Proposal): Lines {
  const ours = domains.filter(({ certainty }) => certainty !== 'unplaced');
  const others = domains.filter(({ certainty }) => certainty === 'unplaced').slice(0, 20);
  return [
    '',
    '# Your own e-mail domains: people there are never counted as people of the customer.',
    ...(ours.length === 0
      ? ['# internal-domains: [seller.example]']
      : [
          'internal-domains:',
          ...ours.map(({ domain, people, certainty }) =>
            remarked(`  - ${scalar(domain)}`, `${certainty}: ${plural(people, 'owner')}`),
          ),
        ]),
    ...others.map(({ domain, people }) => `  # could not place: ${inComment(domain)} (${plural(people, 'owner')})`),
  ];
}

function currencySection({ currencies }: Proposal): Lines {
  const codes = currencies.filter(({ code }) => /^[A-Z]{3}$/.test(code));
  const [first, ...others] = codes;
  const intro = ['', '# The currency of the report, and what one unit of each other currency is in it.'];
  if (first === undefined) return [...intro, '# currency: { report: USD, rates: { EUR: 1.08 } }'];
  const rest = others.slice(0, 20).map(({ code, deals }) => `#   ${code}: … (${plural(deals, 'deal')})`);
  const report = remarked(
    `currency: { report: ${first.code} }`,
    `${others.length === 0 ? 'sure: the only one' : 'likely: the commonest'} (${plural(first.deals, 'deal')})`,
  );
  return [
    ...intro,
    report,
    ...(rest.length === 0 ? [] : ['# Deals in these have no amount until you add rates: { … } above:', ...rest]),
  ];
}

const head = ({ label, records }: Proposal): Lines => [
  `# What threadcount makes of ${inComment(label)}: ${plural(records.lead, 'lead')}, ${plural(records.deal, 'deal')}.`,
  '#',
  '# Written by "threadcount init". What is marked "sure" follows from names and values; look at what is marked',
  '# "likely"; what is marked "could not place" is yours to say. "threadcount doctor" shows what each line is worth.',
  '# Every key is described by docs/schemas/config.schema.json.',
  '',
];

/** threadcount.yaml as it is written for a team to go on from. */
export function configText(proposal: Proposal): string {
  const lines = [
    ...head(proposal),
    sourceLine(proposal),
    ...filesSection(proposal),
    ...fieldsSection(proposal),
    ...statusesSection(proposal),
    ...stagesSection(proposal),
    ...textSection(proposal),
    ...domainsSection(proposal),
    ...currencySection(proposal),
    '',
    '# Your clock: days end and working hours run by it. Without it: UTC, Monday to Friday, 9 to 17, no holidays.',
    '# calendar: { timezone: America/New_York, days: mon-fri, hours: "09:00-17:00", holidays: [], fiscal-year-starts: 1 }',
    '',
    '# Who should own what. Take the mark away once routing.yaml has routes; until then nothing is said of routing.',
    '# routing: routing.yaml',
  ];
  return `${lines.join('\n')}\n`;
}

import type { Against, Whose } from '../../model/dataset.ts';
import type { CallsExhausted } from '../live/call-budget.ts';
import { exhausted, type Feed, type FeedPlaces } from './feed.ts';
import { MOST_TOGETHER } from './first-pages.ts';
import { type HeldRows, holdRows } from './held-rows.ts';
import { amongIds, chunksOf, readEach } from './id-chunks.ts';
import { ownersIn } from './owners.ts';
import type { Reads } from './read-query.ts';
import { isId, literal, oneOf, type Query } from './soql.ts';

export interface SomeOwners {
  readonly whose: Whose;
  readonly against: Against | undefined;
  /** Fields of an object's history that the configuration maps: `Next_Step__c`. */
  readonly mapped: (history: string) => readonly string[];
  readonly budget: FeedPlaces['budget'];
}

/** One way through the records of some owners. */
interface Walk {
  readonly held: HeldRows;
  /** Runs queries, those of objects that nobody asks for left out. */
  readonly run: (queries: readonly Query[]) => Promise<void>;
  /** Queries for the rows of an object that refer to any of these. */
  readonly by: (object: string, field: string, ids: readonly string[], more?: Partial<Query>) => readonly Query[];
}

/** Texts compared in one query: addresses and names are longer than ids. */
const MOST_TEXTS = 400;

function startWalk(reads: Reads, { budget }: SomeOwners): Walk {
  const held = holdRows(reads.schema);
  return {
    held,
    by: (object, field, ids, more = {}) =>
      held.isWanted(object) ? amongIds(held.query(object, more), field, ids.filter(isId)) : [],
    run: async (queries) => {
      const asked = queries.filter(({ object }) => held.isWanted(object));
      budget.plan(Math.ceil(asked.length / MOST_TOGETHER));
      for await (const { object, rows } of readEach(reads, asked)) held.add(object, rows);
    },
  };
}

/** Leads and deals of these owners, and what is told of them by the owner alone. */
const owned = ({ by }: Walk, owners: readonly string[]): readonly Query[] => [
  ...by('Lead', 'OwnerId', owners),
  ...by('Opportunity', 'OwnerId', owners),
  ...by('OpportunityContactRole', 'Opportunity.OwnerId', owners),
  ...by('LeadHistory', 'Lead.OwnerId', owners),
  ...by('OpportunityFieldHistory', 'Opportunity.OwnerId', owners),
];

/** What leads became, and deals were before, whoever owns it. */
function conversions({ by, held }: Walk): readonly Query[] {
  const deals = held.values('Opportunity', 'Id');
  const known = new Set(deals);
  const became = held.values('Lead', 'ConvertedOpportunityId').filter((id) => !known.has(id));
  return [...by('Lead', 'ConvertedOpportunityId', deals), ...by('Opportunity', 'Id', became)];
}

const contactsOf = ({ held }: Walk): readonly string[] => [
  ...new Set([
    ...held.values('OpportunityContactRole', 'ContactId'),
    ...held.values('Opportunity', 'ContactId'),
    ...held.values('Lead', 'ConvertedContactId'),
  ]),
];

/** What was done about leads and deals, and who stands behind them. */
function around(walk: Walk, owners: readonly string[]): readonly Query[] {
  const { by, held } = walk;
  const [leads, deals] = [held.values('Lead', 'Id'), held.values('Opportunity', 'Id')];
  const both = [...leads, ...deals];
  const accounts = held.values('Opportunity', 'AccountId');
  return [
    ...by('OpportunityHistory', 'Opportunity.OwnerId', owners),
    ...conversions(walk),
    ...by('Account', 'Id', accounts),
    ...by('Contact', 'AccountId', accounts),
    ...by('Contact', 'Id', contactsOf(walk)),
    ...by('Task', 'WhatId', deals),
    ...by('Task', 'WhoId', leads),
    ...by('Event', 'WhatId', deals),
    ...by('Event', 'WhoId', leads),
    ...by('Note', 'ParentId', both),
    ...by('EmailMessage', 'RelatedToId', both),
    ...by('ContentDocumentLink', 'LinkedEntityId', both),
  ];
}

/** Activity with people on the deals that names no deal, and won deals for the usual pace. */
function further(walk: Walk, { against, mapped }: SomeOwners): readonly Query[] {
  const { by, held } = walk;
  const contacts = contactsOf(walk);
  const won = (object: string, field: string): readonly Query[] =>
    against?.wins === true && held.isWanted(object) ? [held.query(object, { where: [`${field} = true`] })] : [];
  return [
    ...by('Task', 'WhoId', contacts),
    ...by('Event', 'WhoId', contacts),
    ...by('ContentNote', 'Id', held.values('ContentDocumentLink', 'ContentDocumentId')),
    ...won('Opportunity', 'IsWon'),
    ...won('OpportunityFieldHistory', 'Opportunity.IsWon'),
    ...won('OpportunityHistory', 'Opportunity.IsWon'),
    ...witnesses(walk, mapped),
    ...(against?.people === true ? lookalikes(walk) : []),
  ];
}

/** How fields are called in histories. */
const tracked: Readonly<Record<string, readonly string[]>> = {
  LeadHistory: ['Status', 'Owner'],
  OpportunityFieldHistory: ['Owner', 'StageName', 'Amount', 'CloseDate', 'NextStep'],
};

/** One change, of whatever record, of every field of which none is seen yet: it tells that the field is tracked. */
function witnesses({ held }: Walk, mapped: SomeOwners['mapped']): readonly Query[] {
  return Object.entries(tracked).flatMap(([object, fields]) => {
    if (!held.isWanted(object)) return [];
    const seen = new Set(held.values(object, 'Field').map((field) => field.toLowerCase()));
    const unseen = [...fields, ...mapped(object)].filter((field) => !seen.has(field.toLowerCase()));
    return unseen.map((field) => held.query(object, { where: [`Field = ${literal(field)}`], limit: 1 }));
  });
}

/** Leads and contacts of anybody with an address of theirs, or a last name at a company of theirs. */
function lookalikes({ held }: Walk): readonly Query[] {
  const texts = (field: string): readonly string[] => held.values('Lead', field);
  const byText = (object: string, field: string, all: readonly string[], more: readonly string[] = []) =>
    held.isWanted(object)
      ? chunksOf(all, MOST_TEXTS).map((some) => held.query(object, { where: [oneOf(field, some), ...more] }))
      : [];
  const companies = chunksOf(texts('Company'), MOST_TEXTS);
  const named = (object: string, field: string): readonly Query[] =>
    companies.flatMap((some) => byText(object, 'LastName', texts('LastName'), [oneOf(field, some)]));
  return [
    ...byText('Lead', 'Email', texts('Email')),
    ...byText('Contact', 'Email', texts('Email')),
    ...named('Lead', 'Company'),
    ...named('Contact', 'Account.Name'),
  ];
}

/** Who took part, e-mails behind tasks, and what else is told of the people who were found. */
function last({ by, held }: Walk, against: Against | undefined, before: ReadonlySet<string>): readonly Query[] {
  const mails = held.values('Task', 'Id', (cellOf) => cellOf('TaskSubtype') === 'Email');
  const others = held.values('Contact', 'Id').filter((id) => !before.has(id));
  const leads = held.values('Lead', 'Id').filter((id) => !before.has(id));
  const people = against?.people === true;
  const accounts = held.values('Contact', 'AccountId').filter((id) => !before.has(id));
  return [
    ...by('TaskRelation', 'TaskId', held.values('Task', 'Id')),
    ...by('EventRelation', 'EventId', held.values('Event', 'Id')),
    ...by('EmailMessage', 'ActivityId', mails),
    ...(people ? by('OpportunityContactRole', 'ContactId', held.values('Contact', 'Id')) : []),
    ...(people ? by('LeadHistory', 'LeadId', leads) : []),
    ...(others.length > 0 ? by('Account', 'Id', accounts) : []),
  ];
}

/** Deals of others that people of theirs are on. */
function dealsOfOthers({ by, held }: Walk): readonly Query[] {
  const known = new Set(held.values('Opportunity', 'Id'));
  return by(
    'Opportunity',
    'Id',
    held.values('OpportunityContactRole', 'OpportunityId').filter((id) => !known.has(id)),
  );
}

async function walkThrough(walk: Walk, options: SomeOwners): Promise<void> {
  const { held, run } = walk;
  const { whose, against } = options;
  await run([held.query('User'), held.query('Group')]);
  const owners = ownersIn(held, whose);
  if (owners.length === 0) return;
  await run(owned(walk, owners));
  await run(around(walk, owners));
  const before = new Set(['Lead', 'Contact', 'Account'].flatMap((object) => held.values(object, 'Id')));
  await run(further(walk, options));
  await run(last(walk, against, before));
  if (against?.people === true) await run(dealsOfOthers(walk));
}

const sees =
  'records of others are not read: duplicates are looked for by e-mail address, and by last name at the same company';

/** The records of some owners, and what rules hold them against: in as few calls as there can be, held in memory. */
export function someOwners(reads: Reads, options: SomeOwners): Feed {
  const walk = startWalk(reads, options);
  let walking: Promise<CallsExhausted | undefined> | undefined;
  const start = async (): Promise<CallsExhausted | undefined> => {
    reads.note({ what: 'Lead', reason: sees, hides: [], isIncomplete: false });
    try {
      await walkThrough(walk, options);
      return undefined;
    } catch (error) {
      const end = exhausted(error, options.budget);
      if (end === undefined) throw error;
      return end;
    }
  };
  return {
    ask: (object, fields) => {
      walk.held.want(object, fields);
      return async function* () {
        walking ??= start();
        const end = await walking;
        yield walk.held.rows(object, fields);
        if (end !== undefined) throw end;
      };
    },
  };
}

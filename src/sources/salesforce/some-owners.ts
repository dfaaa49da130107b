import type { Against, Whose } from '../../model/dataset.ts';
import type { CallsExhausted } from '../live/call-budget.ts';
import { type Ask, exhausted, type Feed, type FeedPlaces } from './feed.ts';
import { MOST_TOGETHER } from './first-pages.ts';
import { type HeldRows, holdRows } from './held-rows.ts';
import { amongIds, chunksOf, readEach } from './id-chunks.ts';
import { ownersIn } from './owners.ts';
import { type Reads, readQuery } from './read-query.ts';
import { look } from './size.ts';
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

/** Deals, and those that leads became, whoever owns them. */
const dealsIn = ({ held }: Walk): readonly string[] => [
  ...new Set([...held.values('Opportunity', 'Id'), ...held.values('Lead', 'ConvertedOpportunityId')]),
];

/** The leads that became the deals, the deals that leads became, and who and what stands behind them. */
function aroundDeals(walk: Walk, owners: readonly string[]): readonly Query[] {
  const { by, held } = walk;
  const own = new Set(held.values('Opportunity', 'Id'));
  const became = dealsIn(walk).filter((id) => !own.has(id));
  const accounts = held.values('Opportunity', 'AccountId');
  return [
    ...by('OpportunityHistory', 'Opportunity.OwnerId', owners),
    ...by('Lead', 'ConvertedOpportunityId', [...own]),
    ...by('Opportunity', 'Id', became),
    ...by('Account', 'Id', accounts),
    ...by('Contact', 'AccountId', accounts),
    ...by('Contact', 'Id', contactsOf(walk)),
    ...by('Task', 'WhatId', dealsIn(walk)),
    ...by('Event', 'WhatId', dealsIn(walk)),
    ...by('EmailMessage', 'RelatedToId', dealsIn(walk)),
  ];
}

const contactsOf = ({ held }: Walk): readonly string[] => [
  ...new Set([
    ...held.values('OpportunityContactRole', 'ContactId'),
    ...held.values('Opportunity', 'ContactId'),
    ...held.values('Lead', 'ConvertedContactId'),
  ]),
];

/** What was done about leads, and with people on the deals without naming a deal; what was written; won deals. */
function aroundPeople(walk: Walk, own: ReadonlySet<string>, { against, mapped }: SomeOwners): readonly Query[] {
  const { by, held } = walk;
  const leads = held.values('Lead', 'Id');
  const people = [...leads, ...contactsOf(walk)];
  const records = [...leads, ...dealsIn(walk)];
  const won = (object: string, field: string): readonly Query[] =>
    against?.wins === true && held.isWanted(object) ? [held.query(object, { where: [`${field} = true`] })] : [];
  return [
    ...by('Task', 'WhoId', people),
    ...by('Event', 'WhoId', people),
    ...by('Note', 'ParentId', records),
    ...by('ContentDocumentLink', 'LinkedEntityId', records),
    ...by(
      'LeadHistory',
      'LeadId',
      leads.filter((id) => !own.has(id)),
    ),
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

/** Who took part, what notes say, e-mails behind tasks, and what else is told of the people who were found. */
function last({ by, held }: Walk, before: ReadonlySet<string>, against: Against | undefined): readonly Query[] {
  const mails = held.values('Task', 'Id', (cellOf) => cellOf('TaskSubtype') === 'Email');
  const found = (object: string, field: string): readonly string[] =>
    held.values(object, field).filter((id) => !before.has(id));
  const isForPeople = against?.people === true;
  return [
    ...by('TaskRelation', 'TaskId', held.values('Task', 'Id')),
    ...by('EventRelation', 'EventId', held.values('Event', 'Id')),
    ...by('ContentNote', 'Id', held.values('ContentDocumentLink', 'ContentDocumentId')),
    ...by('EmailMessage', 'ActivityId', mails),
    ...(isForPeople ? by('OpportunityContactRole', 'ContactId', held.values('Contact', 'Id')) : []),
    ...(isForPeople ? by('LeadHistory', 'LeadId', found('Lead', 'Id')) : []),
    ...(isForPeople ? by('Account', 'Id', found('Contact', 'AccountId')) : []),
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

const idsOf = ({ held }: Walk, ...objects: readonly string[]): ReadonlySet<string> =>
  new Set(objects.flatMap((object) => held.values(object, 'Id')));

async function walkThrough(walk: Walk, options: SomeOwners): Promise<void> {
  const { run } = walk;
  const { whose, against } = options;
  const owners = ownersIn(walk.held, whose);
  if (owners.length === 0) return;
  await run(owned(walk, owners));
  const own = idsOf(walk, 'Lead');
  await run(aroundDeals(walk, owners));
  const before = idsOf(walk, 'Lead', 'Contact', 'Account');
  await run(aroundPeople(walk, own, options));
  await run(last(walk, before, against));
  if (against?.people === true) await run(dealsOfOthers(walk));
}

const sees =
  'records of others are not read: duplicates are looked for by e-mail address, and by last name at the same company';

/**
 * The records of some owners, and what rules hold them against: in as few calls as there can be, held in memory. An org
 * that costs no more is read whole instead: then nothing that they could be held against is left out.
 */
export function someOwners(reads: Reads, options: SomeOwners, whole: () => Feed): Feed {
  const walk = startWalk(reads, options);
  const { held } = walk;
  const asked: { readonly object: string; readonly fields: readonly string[] }[] = [];
  const walkOn = async (): Promise<CallsExhausted | undefined> => {
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
  const begin = async (): Promise<readonly Ask[]> => {
    const people = [held.query('User'), held.query('Group')].filter(({ object }) => held.isWanted(object));
    const { pages, isSmall } = await look(reads, people);
    if (isSmall) {
      const feed = whole();
      return asked.map(({ object, fields }) => feed.ask(object, fields));
    }
    for (const [i, query] of people.entries())
      for await (const { rows } of readQuery(reads, query, pages[i])) held.add(query.object, rows);
    const end = walkOn();
    return asked.map(
      ({ object, fields }) =>
        async function* () {
          const stopped = await end;
          yield held.rows(object, fields);
          if (stopped !== undefined) throw stopped;
        },
    );
  };
  let begun: Promise<readonly Ask[]> | undefined;
  return {
    ask: (object, fields) => {
      held.want(object, fields);
      const at = asked.push({ object, fields }) - 1;
      return async function* () {
        begun ??= begin();
        const ask = (await begun)[at];
        if (ask !== undefined) yield* ask();
      };
    },
  };
}

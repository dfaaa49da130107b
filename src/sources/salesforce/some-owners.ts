import type { Against, Whose } from '../../model/dataset.ts';
import type { CallsExhausted } from '../live/call-budget.ts';
import { type Ask, exhausted, type Feed, type FeedPlaces } from './feed.ts';
import { MOST_TOGETHER } from './first-pages.ts';
import { type HeldRows, holdRows } from './held-rows.ts';
import { amongIds, chunksOf, chunksOfTexts, MOST_IDS, readEach } from './id-chunks.ts';
import { ownersIn } from './owners.ts';
import { type Reads, readQuery } from './read-query.ts';
import { look } from './size.ts';
import { isId, literal, oneOf, oneOfIds, type Query } from './soql.ts';

export interface SomeOwners {
  readonly whose: Whose;
  readonly against: Against | undefined;
  /** Fields of an object's history that the configuration maps: `Next_Step__c`. */
  readonly mapped: (history: string) => readonly string[];
  readonly budget: FeedPlaces['budget'];
}

/** Whose records are looked for, by id. */
interface Known extends SomeOwners {
  readonly owners: readonly string[];
}

/** One way through the records of some owners. */
interface Walk {
  readonly held: HeldRows;
  /** Runs queries, those of objects that nobody asks for left out. */
  readonly run: (queries: readonly Query[]) => Promise<void>;
  /** Queries for the rows of an object that refer to any of these. */
  readonly by: (object: string, field: string, ids: readonly string[], more?: Partial<Query>) => readonly Query[];
}

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

/** Deals of these owners, or what is told of them; with those that were won, where they are asked for. */
function ofDeals({ held }: Walk, object: string, prefix: string, { owners, against }: Known): readonly Query[] {
  if (!held.isWanted(object)) return [];
  const won = against?.wins === true ? ` OR ${prefix}IsWon = true` : '';
  return chunksOf(owners, MOST_IDS).map((some) =>
    held.query(object, { where: [`${oneOfIds(`${prefix}OwnerId`, some)}${won}`] }),
  );
}

/** Leads and deals of these owners, and what is told of them by the owner alone. */
const owned = (walk: Walk, known: Known): readonly Query[] => [
  ...walk.by('Lead', 'OwnerId', known.owners),
  ...ofDeals(walk, 'Opportunity', '', known),
  ...walk.by('OpportunityContactRole', 'Opportunity.OwnerId', known.owners),
  ...walk.by('LeadHistory', 'Lead.OwnerId', known.owners),
  ...ofDeals(walk, 'OpportunityFieldHistory', 'Opportunity.', known),
];

const isOwn =
  ({ owners }: Known) =>
  (cellOf: (field: string) => string): boolean =>
    owners.includes(cellOf('OwnerId'));

/** Deals of these owners, and those that their leads became, whoever owns them. */
const dealsIn = ({ held }: Walk, known: Known): readonly string[] => [
  ...new Set([
    ...held.values('Opportunity', 'Id', isOwn(known)),
    ...held.values('Lead', 'ConvertedOpportunityId', isOwn(known)),
  ]),
];

const contactsOf = ({ held }: Walk, known: Known): readonly string[] => [
  ...new Set([
    ...held.values('OpportunityContactRole', 'ContactId'),
    ...held.values('Opportunity', 'ContactId', isOwn(known)),
    ...held.values('Lead', 'ConvertedContactId', isOwn(known)),
  ]),
];

/** The leads that became the deals, the deals that leads became, who and what stands behind them, and lookalikes. */
function aroundDeals(walk: Walk, known: Known): readonly Query[] {
  const { by, held } = walk;
  const deals = dealsIn(walk, known);
  const there = new Set(held.values('Opportunity', 'Id'));
  const accounts = held.values('Opportunity', 'AccountId', isOwn(known));
  return [
    ...ofDeals(walk, 'OpportunityHistory', 'Opportunity.', known),
    ...by('Lead', 'ConvertedOpportunityId', held.values('Opportunity', 'Id', isOwn(known))),
    ...by(
      'Opportunity',
      'Id',
      deals.filter((id) => !there.has(id)),
    ),
    ...by('Account', 'Id', accounts),
    ...by('Contact', 'AccountId', accounts),
    ...by('Contact', 'Id', contactsOf(walk, known)),
    ...by('Task', 'WhatId', deals),
    ...by('Event', 'WhatId', deals),
    ...by('EmailMessage', 'RelatedToId', deals),
    ...witnesses(walk, known.mapped),
    ...(known.against?.people === true ? lookalikes(walk) : []),
  ];
}

/** What was done about leads, and with people on the deals without naming a deal, and what was written. */
function aroundPeople(walk: Walk, known: Known, own: ReadonlySet<string>): readonly Query[] {
  const { by, held } = walk;
  const deals = new Set(dealsIn(walk, known));
  const isNear = (cellOf: (field: string) => string): boolean =>
    own.has(cellOf('Id')) || deals.has(cellOf('ConvertedOpportunityId'));
  const leads = held.values('Lead', 'Id', isNear);
  const people = [...new Set([...leads, ...contactsOf(walk, known)])];
  const records = [...leads, ...deals];
  return [
    ...by('Task', 'WhoId', people),
    ...by('Event', 'WhoId', people),
    ...by('Note', 'ParentId', records),
    ...by('ContentDocumentLink', 'LinkedEntityId', records),
    ...by(
      'LeadHistory',
      'LeadId',
      held.values('Lead', 'Id').filter((id) => !own.has(id)),
    ),
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
      ? chunksOfTexts(all).map((some) => held.query(object, { where: [oneOf(field, some), ...more] }))
      : [];
  const companies = chunksOfTexts(texts('Company'));
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
function last({ by, held }: Walk, against: Against | undefined): readonly Query[] {
  const mails = held.values('Task', 'Id', (cellOf) => cellOf('TaskSubtype') === 'Email');
  const accounts = new Set(held.values('Account', 'Id'));
  const isForPeople = against?.people === true;
  return [
    ...by('TaskRelation', 'TaskId', held.values('Task', 'Id')),
    ...by('EventRelation', 'EventId', held.values('Event', 'Id')),
    ...by('ContentNote', 'Id', held.values('ContentDocumentLink', 'ContentDocumentId')),
    ...by('EmailMessage', 'ActivityId', mails),
    ...(isForPeople ? by('OpportunityContactRole', 'ContactId', held.values('Contact', 'Id')) : []),
    ...(isForPeople
      ? by(
          'Account',
          'Id',
          held.values('Contact', 'AccountId').filter((id) => !accounts.has(id)),
        )
      : []),
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

const idsOf = ({ held }: Walk, object: string): ReadonlySet<string> => new Set(held.values(object, 'Id'));

async function walkThrough(walk: Walk, options: SomeOwners): Promise<void> {
  const { run } = walk;
  const { whose, against } = options;
  const owners = ownersIn(walk.held, whose);
  if (owners.length === 0) return;
  const known: Known = { ...options, owners };
  await run(owned(walk, known));
  const own = idsOf(walk, 'Lead');
  await run(aroundDeals(walk, known));
  await run(aroundPeople(walk, known, own));
  await run(last(walk, against));
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

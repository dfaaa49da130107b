import { closedBefore } from './closed-deals.ts';
import { chunksOf, MOST_IDS } from './id-chunks.ts';
import { lookalikes } from './lookalikes.ts';
import { oneOfIds, type Query } from './soql.ts';
import { idsOf, type Known, type Walk } from './walk.ts';
import { witnesses } from './witnesses.ts';

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

type CellOf = (field: string) => string;

const ownedBy = ({ owners }: Known): ((cellOf: CellOf) => boolean) => {
  const own = new Set(owners);
  return (cellOf) => own.has(cellOf('OwnerId'));
};

/** Deals of these owners, and those that their leads became, whoever owns them. */
const dealsIn = ({ held }: Walk, known: Known): readonly string[] => [
  ...new Set([
    ...held.values('Opportunity', 'Id', ownedBy(known)),
    ...held.values('Lead', 'ConvertedOpportunityId', ownedBy(known)),
  ]),
];

const none: ReadonlySet<string> = new Set();

/** People on the deals, and those whom leads became; of `except`, the deals and their people are left out. */
function contactsOf({ held }: Walk, known: Known, except = none): readonly string[] {
  const isOwn = ownedBy(known);
  const isOf = (field: string) => (cellOf: CellOf) => !except.has(cellOf(field));
  return [
    ...new Set([
      ...held.values('OpportunityContactRole', 'ContactId', isOf('OpportunityId')),
      ...held.values('Opportunity', 'ContactId', (cellOf) => isOwn(cellOf) && isOf('Id')(cellOf)),
      ...held.values('Lead', 'ConvertedContactId', (cellOf) => isOwn(cellOf) && isOf('ConvertedOpportunityId')(cellOf)),
    ]),
  ];
}

const without = (ids: readonly string[], some: ReadonlySet<string>): readonly string[] =>
  ids.filter((id) => !some.has(id));

/** The leads that became the deals, the deals that leads became, who and what stands behind them, and lookalikes. */
function aroundDeals(walk: Walk, known: Known): readonly Query[] {
  const { by, held } = walk;
  const deals = dealsIn(walk, known);
  const own = held.values('Opportunity', 'Id', ownedBy(known));
  const accounts = held.values('Opportunity', 'AccountId', ownedBy(known));
  return [
    ...ofDeals(walk, 'OpportunityHistory', 'Opportunity.', known),
    ...by('Lead', 'ConvertedOpportunityId', own),
    ...by('Opportunity', 'Id', without(deals, idsOf(walk, 'Opportunity'))),
    ...by('Account', 'Id', accounts),
    ...by('Contact', 'AccountId', accounts),
    ...by('Contact', 'Id', contactsOf(walk, known)),
    ...by('Task', 'WhatId', deals),
    ...by('Event', 'WhatId', deals),
    ...by('EmailMessage', 'RelatedToId', without(deals, closedBefore(held, known.whose.closedSince))),
    ...witnesses(walk, known),
    ...(known.against?.people === true ? lookalikes(walk) : []),
  ];
}

/** What was done about leads, and with people on the deals without naming a deal, and what was written. */
function aroundPeople(walk: Walk, known: Known, own: ReadonlySet<string>): readonly Query[] {
  const { by, held } = walk;
  const deals = new Set(dealsIn(walk, known));
  const isNear = (cellOf: CellOf): boolean => own.has(cellOf('Id')) || deals.has(cellOf('ConvertedOpportunityId'));
  const leads = held.values('Lead', 'Id', isNear);
  const contacts = contactsOf(walk, known, closedBefore(held, known.whose.closedSince));
  const people = [...new Set([...leads, ...contacts])];
  const records = [...leads, ...deals];
  return [
    ...by('Task', 'WhoId', people),
    ...by('Event', 'WhoId', people),
    ...by('Note', 'ParentId', records),
    ...by('ContentDocumentLink', 'LinkedEntityId', records),
    ...by('LeadHistory', 'LeadId', without(held.values('Lead', 'Id'), own)),
  ];
}

/** E-mails behind the tasks that log them; what deals that nobody judges were written about is not asked for. */
function mailsOf({ held }: Walk, { whose }: Known): readonly string[] {
  const old = closedBefore(held, whose.closedSince);
  return held.values('Task', 'Id', (cellOf) => cellOf('TaskSubtype') === 'Email' && !old.has(cellOf('WhatId')));
}

/** Who took part, what notes say, e-mails behind tasks, and what else is told of the people who were found. */
function last(walk: Walk, known: Known): readonly Query[] {
  const { by, held } = walk;
  const isForPeople = known.against?.people === true;
  const accounts = without(held.values('Contact', 'AccountId'), idsOf(walk, 'Account'));
  return [
    ...by('TaskRelation', 'TaskId', held.values('Task', 'Id')),
    ...by('EventRelation', 'EventId', held.values('Event', 'Id')),
    ...by('ContentNote', 'Id', held.values('ContentDocumentLink', 'ContentDocumentId')),
    ...by('EmailMessage', 'ActivityId', mailsOf(walk, known)),
    ...(isForPeople ? by('OpportunityContactRole', 'ContactId', held.values('Contact', 'Id')) : []),
    ...(isForPeople ? by('Account', 'Id', accounts) : []),
  ];
}

/** Deals of others that people of theirs are on. */
const dealsOfOthers = (walk: Walk): readonly Query[] =>
  walk.by(
    'Opportunity',
    'Id',
    without(walk.held.values('OpportunityContactRole', 'OpportunityId'), idsOf(walk, 'Opportunity')),
  );

/** Follows the records of some owners to what belongs to them, and to what they are held against. */
export async function walkThrough(walk: Walk, known: Known): Promise<void> {
  const { run } = walk;
  if (known.owners.length === 0) return;
  await run(owned(walk, known));
  const own = idsOf(walk, 'Lead');
  await run(aroundDeals(walk, known));
  await run(aroundPeople(walk, known, own));
  await run(last(walk, known));
  if (known.against?.people === true) await run(dealsOfOthers(walk));
}

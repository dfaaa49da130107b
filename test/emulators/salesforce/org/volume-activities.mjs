// Tasks, events and notes of a large org: about a lead or a deal, in turns.

const DAY = 86_400_000;
const TOPICS = ['pilot', 'quote', 'rollout', 'renewal', 'training', 'integration', 'mobile app', 'stock counts'];
const SUBTYPES = ['Call', 'Email', 'Task', 'Call'];

/** @param context ids, dice and people of the org */
export function activityColumns({ id, dice, iso, day, asOf, rep, contactOf, leads, parents, accounts }) {
  const parentOf = (n) => n % parents;
  const round = (n) => Math.floor(n / parents);
  const isLead = (n) => parentOf(n) < leads;
  const owner = (n) => rep(isLead(n) ? parentOf(n) : parentOf(n) - leads);
  const at = (salt, n) => asOf - DAY - dice(300 * 24 * 3600, salt, n) * 1000;
  const topic = (n) => TOPICS[dice(TOPICS.length, 22, n)];
  const about = {
    WhoId: (n) => (isLead(n) ? id('Lead', parentOf(n)) : contactOf(parentOf(n) - leads, round(n))),
    WhatId: (n) => (isLead(n) ? null : id('Opportunity', parentOf(n) - leads)),
    WhoCount: () => 1,
    AccountId: (n) => (isLead(n) ? null : id('Account', (parentOf(n) - leads) % accounts)),
    OwnerId: owner,
  };
  const stamped = (salt, prefix) => ({
    IsDeleted: () => false,
    CreatedDate: (n) => iso(at(salt, n)),
    CreatedById: prefix,
    LastModifiedDate: (n) => iso(at(salt, n)),
    LastModifiedById: prefix,
    SystemModstamp: (n) => iso(at(salt, n)),
  });
  const relation = (object, key, salt) => ({
    Id: (n) => id(object, n),
    [key]: (n) => id(key.replace('Id', ''), n),
    RelationId: about.WhoId,
    IsWhat: () => false,
    ...stamped(salt, owner),
  });
  const kind = (n) => SUBTYPES[dice(SUBTYPES.length, 21, n)];
  const isCall = (n) => kind(n) === 'Call';
  const end = (n) => at(23, n) + 1800_000;
  return {
    Task: {
      Id: (n) => id('Task', n),
      ...about,
      Subject: (n) => `${kind(n)}: ${topic(n)}`,
      ActivityDate: (n) => day(at(20, n)),
      Status: () => 'Completed',
      Priority: () => 'Normal',
      IsClosed: () => true,
      TaskSubtype: kind,
      CallType: (n) => (isCall(n) ? 'Outbound' : null),
      CallDurationInSeconds: (n) => (isCall(n) ? dice(900, 24, n) : null),
      CallDisposition: (n) => (isCall(n) ? ['Connected', 'No answer'][dice(2, 25, n)] : null),
      Description: (n) =>
        dice(3, 26, n) === 0 ? `Spoke about the ${topic(n)}; they come back by Friday (${n}).` : null,
      IsArchived: () => false,
      CompletedDateTime: (n) => iso(at(20, n)),
      ...stamped(20, owner),
    },
    Event: {
      Id: (n) => id('Event', n),
      ...about,
      Subject: (n) => `Meeting: ${topic(n)}`,
      ActivityDate: (n) => day(at(23, n)),
      ActivityDateTime: (n) => iso(at(23, n)),
      StartDateTime: (n) => iso(at(23, n)),
      EndDateTime: (n) => iso(end(n)),
      DurationInMinutes: () => 30,
      IsAllDayEvent: () => false,
      IsChild: () => false,
      IsGroupEvent: () => false,
      IsPrivate: () => false,
      ShowAs: () => 'Busy',
      EventSubtype: () => 'Event',
      Description: () => null,
      IsArchived: () => false,
      ...stamped(23, owner),
    },
    TaskRelation: relation('TaskRelation', 'TaskId', 20),
    EventRelation: {
      ...relation('EventRelation', 'EventId', 23),
      Status: () => 'Accepted',
      RespondedDate: (n) => iso(at(23, n)),
      IsParent: () => true,
      IsInvitee: () => true,
    },
    Note: {
      Id: (n) => id('Note', n),
      ParentId: (n) => id('Opportunity', n),
      Title: (n) => `Where we stand: ${topic(n)}`,
      Body: (n) =>
        `They want the ${topic(n)} before the end of the quarter; budget of $${20 + (n % 80)}k is approved (${n}).`,
      IsPrivate: () => false,
      OwnerId: rep,
      ...stamped(27, rep),
    },
  };
}

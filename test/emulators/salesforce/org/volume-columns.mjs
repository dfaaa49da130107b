// What the rows of a large org say.

import { idOf } from '../ids.mjs';
import { activityColumns } from './volume-activities.mjs';

/** Histories share a prefix, and no ids. */
export const LEAD_HISTORY_POD = '5H';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const FIRST = ['Ada', 'Bram', 'Cleo', 'Dario', 'Elif', 'Femke', 'Goran', 'Hana', 'Iker', 'Jana', 'Kofi', 'Lotte'];
const LAST = ['Abbott', 'Brandt', 'Castell', 'Dorn', 'Eklund', 'Farrow', 'Grell', 'Hoekstra', 'Ivers', 'Jansen'];
const COMPANY = ['Pumps', 'Elevators', 'Roofing', 'Boilers', 'Cranes', 'Sprinklers', 'Turbines', 'Chillers'];
const TITLES = ['Service Director', 'Dispatch Lead', 'Chief Financial Officer', 'Operations Manager'];
const STAGES = [
  'Prospecting',
  'Qualification',
  'Needs Analysis',
  'Value Proposition',
  'Proposal/Price Quote',
  'Negotiation/Review',
  'Closed Won',
  'Closed Lost',
];
const CHANCES = [10, 20, 35, 50, 70, 85, 100, 0];
const STATUSES = ['Open - Not Contacted', 'Working - Contacted', 'Qualified', 'Nurturing', 'Closed - Not Converted'];
const STEPS = ['Call to agree on the pilot', 'Send the revised quote', null, 'Demo with the dispatch team', 'tbd'];
const ROLES = ['Champion', 'Economic Buyer', 'Business User', 'Decision Maker', null];

export const iso = (instant) => new Date(instant - (instant % 1000)).toISOString();
export const day = (instant) => new Date(instant).toISOString().slice(0, 10);

const daysBefore = (date, count) => day(Date.parse(date) - count * DAY);

/** Columns by object: each a function of the number of a row. */
export function volumeColumns(context) {
  const { id, dice, asOf, reps, leads, accounts, parents, tasks, events } = context;
  const rep = (n) => id('User', n % reps);
  const person = (salt) => ({
    FirstName: (n) => FIRST[dice(FIRST.length, salt, 1, n)],
    LastName: (n) => `${LAST[dice(LAST.length, salt, 2, n)]}${n}`,
  });
  const named = (salt) => {
    const { FirstName, LastName } = person(salt);
    return { FirstName, LastName, Name: (n) => `${FirstName(n)} ${LastName(n)}` };
  };
  const company = (salt, n) =>
    `${LAST[dice(LAST.length, salt, 3, n)]} ${COMPANY[dice(COMPANY.length, salt, 4, n)]} ${n}`;
  const made = (salt, n, within) => asOf - DAY - dice(within * 24 * 3600, salt, 5, n) * 1000;
  const stamped = (salt, within, maker) => ({
    IsDeleted: () => false,
    CreatedDate: (n) => iso(made(salt, n, within)),
    CreatedById: maker,
    LastModifiedDate: (n) => iso(made(salt, n, within)),
    LastModifiedById: maker,
    SystemModstamp: (n) => iso(made(salt, n, within)),
  });
  const dealMade = (n) => made(6, n, 200);
  const stage = (n) => dice(STAGES.length, 6, 7, n);
  const amount = (n) => 1000 * (5 + dice(200, 6, 8, n));
  const closing = (n) => day(stage(n) < 6 ? asOf + dice(90, 6, 9, n) * DAY : Math.min(asOf, dealMade(n) + 60 * DAY));
  const stageAt = (n, step) => (step === 2 ? stage(n) : Math.min(stage(n), step));
  const lastStep = (n) => [2, 1].find((step) => stageAt(n, step) !== stageAt(n, step - 1)) ?? 0;
  const stagedAt = (n) => dealMade(n) + lastStep(n) * HOUR;
  const contactOf = (deal, k) => id('Contact', (deal % accounts) * 3 + (k % 3));
  const lead = named(1);
  const contact = named(2);
  const user = named(3);
  const activities = activityColumns({ ...context, iso, day, rep, contactOf });
  /** The latest of the activities of a record, by its number among all. */
  const lastActivity = (parent) => {
    let last = null;
    for (const [object, size] of [
      ['Task', tasks],
      ['Event', events],
    ])
      for (let n = parent; n < size; n += parents) {
        const date = activities[object].ActivityDate(n);
        if (last === null || date > last) last = date;
      }
    return last;
  };
  return {
    ...activities,
    User: {
      Id: (n) => id('User', n),
      ...user,
      Username: (n) => (n < reps ? `rep${n}.sales@emulated.example` : 'admin@emulated.example'),
      Email: (n) => (n < reps ? `rep${n}@emulated.example` : 'admin@emulated.example'),
      Title: (n) => (n < reps ? 'Account Executive' : 'Sales Manager'),
      IsActive: () => true,
      UserType: () => 'Standard',
      ManagerId: (n) => (n < reps ? id('User', reps) : null),
      TimeZoneSidKey: () => 'America/New_York',
      ...stamped(3, 1, () => id('User', reps)),
      CreatedDate: () => '2020-01-06T13:00:00.000Z',
    },
    Account: {
      Id: (n) => id('Account', n),
      Name: (n) => company(4, n),
      Website: (n) => `https://www.company${n}.example`,
      Industry: (n) => ['Utilities', 'Energy', 'Retail', 'Construction'][n % 4],
      NumberOfEmployees: (n) => 20 + dice(2000, 4, 6, n),
      BillingState: () => 'NY',
      BillingCountry: () => 'United States',
      OwnerId: rep,
      ...stamped(4, 300, rep),
    },
    Contact: {
      Id: (n) => id('Contact', n),
      AccountId: (n) => id('Account', Math.floor(n / 3)),
      ...contact,
      Title: (n) => TITLES[dice(TITLES.length, 2, 6, n)],
      Email: (n) => `contact${n}@company${Math.floor(n / 3)}.example`,
      Phone: (n) => `+1 555-${String(n % 10_000).padStart(4, '0')}`,
      HasOptedOutOfEmail: () => false,
      OwnerId: (n) => rep(Math.floor(n / 3)),
      ...stamped(2, 300, (n) => rep(Math.floor(n / 3))),
    },
    Lead: {
      Id: (n) => id('Lead', n),
      ...lead,
      Title: (n) => TITLES[dice(TITLES.length, 1, 6, n)],
      // Now and then something that CSV has to quote.
      Company: (n) => (n % 97 === 0 ? `"${company(1, n)}", Ltd.\r\nDepartment "${n}"\n` : company(1, n)),
      State: () => 'NY',
      Country: () => 'United States',
      Phone: (n) => `+1 555-${String(n % 10_000).padStart(4, '0')}`,
      Email: (n) => `lead${n}@lead${n}.example`,
      Website: (n) => `https://www.lead${n}.example`,
      LeadSource: () => 'Web',
      Status: (n) => STATUSES[dice(STATUSES.length, 1, 7, n)],
      NumberOfEmployees: (n) => 20 + dice(900, 1, 8, n),
      OwnerId: rep,
      HasOptedOutOfEmail: () => false,
      DoNotCall: () => false,
      IsConverted: () => false,
      ConvertedDate: () => null,
      ConvertedAccountId: () => null,
      ConvertedContactId: () => null,
      ConvertedOpportunityId: () => null,
      ...stamped(1, 90, rep),
      LastActivityDate: (n) => lastActivity(n),
      LastTransferDate: (n) => day(made(1, n, 90)),
    },
    Opportunity: {
      Id: (n) => id('Opportunity', n),
      AccountId: (n) => id('Account', n % accounts),
      ContactId: (n) => contactOf(n, 0),
      Name: (n) => `${company(4, n % accounts)} - ${n}`,
      StageName: (n) => STAGES[stage(n)],
      Amount: amount,
      CurrencyIsoCode: () => 'USD',
      Probability: (n) => CHANCES[stage(n)],
      CloseDate: closing,
      Type: () => 'New Business',
      NextStep: (n) => STEPS[dice(STEPS.length, 6, 10, n)],
      LeadSource: () => 'Web',
      IsClosed: (n) => stage(n) >= 6,
      IsWon: (n) => stage(n) === 6,
      OwnerId: rep,
      ...stamped(6, 200, rep),
      LastActivityDate: (n) => lastActivity(leads + n),
      HasOpenActivity: () => false,
      HasOverdueTask: () => false,
      LastStageChangeDate: (n) => iso(stagedAt(n)),
      PushCount: () => 1,
    },
    OpportunityContactRole: {
      Id: (n) => id('OpportunityContactRole', n),
      OpportunityId: (n) => id('Opportunity', Math.floor(n / 2)),
      ContactId: (n) => contactOf(Math.floor(n / 2), n % 2),
      Role: (n) => ROLES[dice(ROLES.length, 7, n)],
      IsPrimary: (n) => n % 2 === 0,
      ...stamped(7, 200, (n) => rep(Math.floor(n / 2))),
    },
    OpportunityHistory: {
      Id: (n) => id('OpportunityHistory', n),
      OpportunityId: (n) => id('Opportunity', Math.floor(n / 3)),
      StageName: (n) => STAGES[stageAt(Math.floor(n / 3), n % 3)],
      Amount: (n) => amount(Math.floor(n / 3)),
      CloseDate: (n) => closing(Math.floor(n / 3)),
      Probability: (n) => CHANCES[stageAt(Math.floor(n / 3), n % 3)],
      PrevAmount: (n) => (n % 3 === 0 ? null : amount(Math.floor(n / 3))),
      PrevCloseDate: (n) => (n % 3 === 0 ? null : closing(Math.floor(n / 3))),
      CreatedById: (n) => rep(Math.floor(n / 3)),
      CreatedDate: (n) => iso(dealMade(Math.floor(n / 3)) + (n % 3) * HOUR),
      SystemModstamp: (n) => iso(dealMade(Math.floor(n / 3)) + (n % 3) * HOUR),
      IsDeleted: () => false,
    },
    OpportunityFieldHistory: {
      Id: (n) => id('OpportunityFieldHistory', n),
      OpportunityId: (n) => id('Opportunity', Math.floor(n / 4)),
      Field: (n) => ['created', 'NextStep', 'CloseDate', 'Amount'][n % 4],
      OldValue: (n) => [null, null, daysBefore(closing(Math.floor(n / 4)), 14), 1000][n % 4],
      NewValue: (n) =>
        [null, 'Call to agree on the pilot', closing(Math.floor(n / 4)), amount(Math.floor(n / 4))][n % 4],
      CreatedById: (n) => rep(Math.floor(n / 4)),
      CreatedDate: (n) => iso(dealMade(Math.floor(n / 4)) + (n % 4) * HOUR),
      IsDeleted: () => false,
    },
    LeadHistory: {
      Id: (n) => idOf('017', n, LEAD_HISTORY_POD),
      LeadId: (n) => id('Lead', Math.floor(n / 2)),
      Field: (n) => ['created', 'Status'][n % 2],
      OldValue: (n) => [null, STATUSES[0]][n % 2],
      NewValue: (n) => [null, STATUSES[1]][n % 2],
      CreatedById: (n) => rep(Math.floor(n / 2)),
      CreatedDate: (n) => iso(made(1, Math.floor(n / 2), 90) + (n % 2) * HOUR),
      IsDeleted: () => false,
    },
  };
}

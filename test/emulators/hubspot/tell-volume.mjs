// An account of any size. Nothing is kept: each record is made from its place when it is asked for, always the same one.

import { random } from '../../../fixtures/demo-org/random.mjs';
import { AS_OF, days } from '../../../fixtures/demo-org/time.mjs';
import { pipelines, properties, ROLES, STAGES, STATUSES } from './demo-setup.mjs';
import { iso } from './demo-values.mjs';
import { kindsOf, typeOf } from './object-types.mjs';
import { accountOf, openPortal } from './portal.mjs';
import { makeTable } from './table.mjs';

const BASE = {
  contacts: 31_000_000_051,
  companies: 12_000_007_801,
  deals: 19_000_120_000,
  notes: 70_000_000_000,
  calls: 80_000_000_000,
  emails: 90_000_000_000,
  meetings: 100_000_000_000,
  tasks: 110_000_000_000,
};
const STEP = 7;

const idAt = (type, place) => String(BASE[type] + STEP * place);
const placeOf = (type, id) => (Number(id) - BASE[type]) / STEP;

const NEXT_STEPS = [
  'Call {n} on 11/24 at 10:00 about the pilot',
  'Send {n} the offer for 40 seats by 11/20',
  'follow up',
  'Demo for the dispatchers on 12/2, {n} invites them',
  '',
  'Waiting for legal',
];
const BODIES = [
  'Spoke with {n}: twelve vans, two of them idle every week for want of parts. Wants numbers by 12/4.',
  'No answer, left a message.',
  'Budget of $40,000 is set aside for January; {n} decides with the finance director.',
  'lvm',
  'They compare us with their spreadsheet. The pilot needs a second depot.',
];
const FIRST = ['Ada', 'Bruno', 'Clara', 'Darius', 'Elena', 'Felix', 'Greta', 'Hugo'];
const LAST = ['Abbott', 'Barlow', 'Calder', 'Dahl', 'Ellery', 'Falk', 'Garrity', 'Hawke', 'Ibarra'];

/** How many of everything, and whose they are. */
function sizesOf({ deals, leads, contactsPerDeal, perDeal, perLead, dealsPerOwner, leadsPerOwner }) {
  const owners = Math.max(1, Math.ceil(deals / dealsPerOwner), Math.ceil(leads / leadsPerOwner));
  return { owners, contacts: deals * contactsPerDeal + leads, engagements: deals * perDeal + leads * perLead };
}

const ownerId = (place) => String(42_000_000 + 11 * place);
const userId = (place) => 6_000_000 + 11 * place;

const past = (entries, user) =>
  entries.map(([value, at]) => ({ value, at: Math.floor(at / 1000) * 1000, source: 'CRM_UI', userId: user })).reverse();

/** What every record of a place begins with. */
function start(volume, type, place, modified = 'hs_lastmodifieddate') {
  const dice = random(`${volume.seed}:${type}:${place}`);
  const createdAt = Math.floor((AS_OF - days(dice.int(20, 300)) - dice.int(0, 80_000) * 1000) / 1000) * 1000;
  const id = idAt(type, place);
  return {
    dice,
    createdAt,
    id,
    base: { hs_object_id: id, createdate: iso(createdAt), [modified]: iso(createdAt + days(9)) },
  };
}

function dealAt(volume, place) {
  const { dice, createdAt, id, base } = start(volume, 'deals', place);
  const owner = Math.floor(place / volume.dealsPerOwner);
  const reach = dice.int(0, STAGES.length - 1);
  const span = AS_OF - createdAt;
  const moves = STAGES.slice(0, Math.min(reach, 6) + 1).map(([, stage], n) => [stage, createdAt + (span * n) / 9]);
  if (reach === 7) moves[moves.length - 1][0] = 'closedlost';
  const stage = moves[moves.length - 1][0];
  const isWon = stage === 'closedwon';
  const isClosed = isWon || stage === 'closedlost';
  const close = iso(AS_OF + days(dice.int(-20, 60))).slice(0, 10);
  const step = dice.pick(NEXT_STEPS).replace('{n}', dice.pick(FIRST));
  return {
    id,
    createdAt,
    updatedAt: createdAt + days(9),
    properties: {
      ...base,
      dealname: `Deal ${place + 1}`,
      pipeline: 'default',
      dealstage: stage,
      amount: String(dice.int(4, 250) * 1000),
      deal_currency_code: 'USD',
      closedate: `${close}T00:00:00.000Z`,
      hubspot_owner_id: ownerId(owner),
      hubspot_owner_assigneddate: iso(createdAt),
      hs_created_by_user_id: String(userId(owner)),
      hs_next_step: step === '' ? null : step,
      next_step_date: dice.chance(0.6) ? close : null,
      dealtype: 'newbusiness',
      hs_is_closed: String(isClosed),
      hs_is_closed_won: String(isWon),
      hs_deal_stage_probability: '0.5',
      hs_v2_date_entered_current_stage: iso(moves[moves.length - 1][1]),
      num_associated_contacts: String(volume.contactsPerDeal),
      notes_last_updated: iso(AS_OF - days(3)),
    },
    history: {
      dealstage: past(moves, userId(owner)),
      ...(step === ''
        ? {}
        : {
            hs_next_step: past(
              [
                ['Intro call', createdAt],
                [step, AS_OF - days(6)],
              ],
              userId(owner),
            ),
          }),
    },
  };
}

function contactAt(volume, place) {
  const { dice, createdAt, id, base } = start(volume, 'contacts', place, 'lastmodifieddate');
  const lead = place - volume.deals * volume.contactsPerDeal;
  const isLead = lead >= 0;
  const [first, last] = [dice.pick(FIRST), dice.pick(LAST)];
  const owner = isLead
    ? Math.floor(lead / volume.leadsPerOwner)
    : Math.floor(place / volume.contactsPerDeal / volume.dealsPerOwner);
  const company = isLead ? `Prospect ${lead + 1}` : `Company ${Math.floor(place / volume.contactsPerDeal) + 1}`;
  const [, status] = dice.pick(STATUSES.slice(0, 5));
  return {
    id,
    createdAt,
    updatedAt: createdAt + days(9),
    properties: {
      ...base,
      firstname: first,
      lastname: last,
      email: `${first}.${last}.${place}@company${place}.example`.toLowerCase(),
      hs_email_domain: `company${place}.example`,
      phone: `+1 555-01${String(place % 100).padStart(2, '0')}`,
      jobtitle: dice.pick(['Operations Manager', 'Service Manager', 'Finance Director', 'Owner']),
      company,
      country: 'United States',
      state: dice.pick(['OH', 'MI', 'IL', 'TX']),
      numemployees: String(dice.int(10, 900)),
      hubspot_owner_id: ownerId(owner),
      hubspot_owner_assigneddate: iso(createdAt),
      hs_created_by_user_id: String(userId(owner)),
      hs_email_optout: 'false',
      lifecyclestage: isLead ? 'lead' : 'opportunity',
      hs_lead_status: isLead ? status : null,
      hs_analytics_source: 'WEB',
      ...(isLead ? {} : { associatedcompanyid: idAt('companies', Math.floor(place / volume.contactsPerDeal)) }),
    },
    history: isLead
      ? {
          hs_lead_status: past(
            [
              ['NEW', createdAt],
              [status, createdAt + days(4)],
            ],
            userId(owner),
          ),
        }
      : {},
  };
}

function companyAt(volume, place) {
  const { createdAt, id, base } = start(volume, 'companies', place);
  const owner = ownerId(Math.floor(place / volume.dealsPerOwner));
  const properties = {
    ...base,
    name: `Company ${place + 1}`,
    domain: `company${place}.example`,
    hubspot_owner_id: owner,
  };
  return { id, createdAt, updatedAt: createdAt, properties };
}

/** What each kind of engagement says beyond what all of them say. */
const SAYS = {
  notes: (body) => ({ hs_note_body: `<p>${body}</p>` }),
  calls: (body) => ({
    hs_call_title: 'Call',
    hs_call_body: `<p>${body}</p>`,
    hs_call_direction: 'OUTBOUND',
    hs_call_duration: '420000',
    hs_call_status: 'COMPLETED',
  }),
  emails: (body, place) => ({
    hs_email_subject: 'Our talk',
    hs_email_text: body,
    hs_email_direction: place % 2 === 0 ? 'EMAIL' : 'INCOMING_EMAIL',
    hs_email_status: 'SENT',
  }),
  meetings: (body) => ({
    hs_meeting_title: 'Review',
    hs_meeting_body: `<p>${body}</p>`,
    hs_meeting_outcome: 'COMPLETED',
  }),
  tasks: (body) => ({ hs_task_subject: body, hs_task_status: 'NOT_STARTED', hs_task_type: 'TODO' }),
};

const engagementAt = (type) => (volume, place) => {
  const { dice, createdAt, id, base } = start(volume, type, place);
  const at = iso(createdAt + days(dice.int(1, 15)));
  const about = aboutOf(volume, place);
  const owner =
    about.deal === undefined
      ? Math.floor(about.lead / volume.leadsPerOwner)
      : Math.floor(about.deal / volume.dealsPerOwner);
  const body = dice.pick(BODIES).replace('{n}', dice.pick(FIRST));
  return {
    id,
    createdAt,
    updatedAt: createdAt,
    properties: {
      ...base,
      hs_createdate: at,
      hs_timestamp: at,
      ...(type === 'meetings' ? { hs_meeting_start_time: at, hs_meeting_end_time: at } : {}),
      hubspot_owner_id: ownerId(owner),
      hs_created_by_user_id: String(userId(owner)),
      ...SAYS[type](body, place),
    },
  };
};

/** The deal or the lead that an engagement is about. */
function aboutOf({ deals, perDeal, perLead }, place) {
  const lead = place - deals * perDeal;
  return lead < 0 ? { deal: Math.floor(place / perDeal) } : { lead: Math.floor(lead / perLead) };
}

const range = (from, count) => Array.from({ length: count }, (_, n) => from + n);

/** Places of what a record is associated with. */
const links = {
  deals: (volume, to, place) => {
    if (to === 'contacts') return range(place * volume.contactsPerDeal, volume.contactsPerDeal);
    if (to === 'companies') return [place];
    return to in SAYS ? range(place * volume.perDeal, volume.perDeal) : [];
  },
  contacts: (volume, to, place) => {
    const lead = place - volume.deals * volume.contactsPerDeal;
    const deal = Math.floor(place / volume.contactsPerDeal);
    const isFirst = place % volume.contactsPerDeal === 0;
    if (lead >= 0)
      return to in SAYS ? range(volume.deals * volume.perDeal + lead * volume.perLead, volume.perLead) : [];
    if (to === 'deals' || to === 'companies') return [deal];
    return to in SAYS && isFirst ? range(deal * volume.perDeal, volume.perDeal) : [];
  },
  companies: (volume, to, place) =>
    to === 'deals' ? [place] : to === 'contacts' ? links.deals(volume, 'contacts', place) : [],
};
const linksOfEngagement = (volume, to, place) => {
  const { deal, lead } = aboutOf(volume, place);
  if (to === 'contacts')
    return [deal === undefined ? volume.deals * volume.contactsPerDeal + lead : deal * volume.contactsPerDeal];
  return deal === undefined || (to !== 'deals' && to !== 'companies') ? [] : [deal];
};

const isPair = (from, to, ...pair) => pair.includes(from) && pair.includes(to);

function linksOf(volume, tables) {
  return (from, to, id) => {
    const place = placeOf(from, id);
    if (tables[from]?.get(id) === undefined || !(to in BASE)) return [];
    const places = (links[from] ?? linksOfEngagement)(volume, to, place);
    const [left, right] = [typeOf(from), typeOf(to)];
    return places.map((other, n) => ({
      id: idAt(to, other),
      kinds: kindsOf(left, right, {
        isPrimary: isPair(from, to, 'deals', 'companies') || isPair(from, to, 'contacts', 'companies'),
        labels: from === 'deals' && to === 'contacts' ? [ROLES[n % ROLES.length]] : [],
      }),
    }));
  };
}

const ownerAt = (place) => ({
  id: ownerId(place),
  email: `rep${place}@brightwater.example`,
  type: 'PERSON',
  firstName: FIRST[place % FIRST.length],
  lastName: `${LAST[place % LAST.length]} ${place}`,
  userId: userId(place),
  createdAt: '2022-05-02T13:00:00.000Z',
  updatedAt: '2022-05-02T13:00:00.000Z',
  archived: false,
  teams: [{ id: '177001', name: 'Sales', primary: true }],
});

/**
 * @param {object} [options]
 * @param {number} [options.deals]
 * @param {number} [options.leads] as contacts
 * @param {number} [options.contactsPerDeal]
 * @param {number} [options.perDeal] engagements of each of five kinds
 * @param {number} [options.perLead] likewise
 * @param {number} [options.dealsPerOwner]
 * @param {number} [options.leadsPerOwner]
 * @param {string} [options.seed]
 */
export function tellVolume(options = {}) {
  const volume = {
    ...{ deals: 50_000, leads: 0, contactsPerDeal: 2, perDeal: 1, perLead: 1 },
    ...{ dealsPerOwner: 200, leadsPerOwner: 500, seed: 'volume' },
    ...options,
  };
  const { owners, contacts, engagements } = sizesOf(volume);
  const table = (type, size, make) =>
    makeTable(
      size,
      (place) => idAt(type, place),
      (place) => make(volume, place),
    );
  const tables = {
    deals: table('deals', volume.deals, dealAt),
    contacts: table('contacts', contacts, contactAt),
    companies: table('companies', volume.deals, companyAt),
    ...Object.fromEntries(Object.keys(SAYS).map((type) => [type, table(type, engagements, engagementAt(type))])),
  };
  const portal = openPortal({
    account: accountOf(),
    owners: range(0, owners).map(ownerAt),
    pipelines,
    properties,
    tables,
    linksOf: linksOf(volume, tables),
    labels: { 'deals contacts': ROLES },
  });
  return { ...portal, asOf: AS_OF };
}

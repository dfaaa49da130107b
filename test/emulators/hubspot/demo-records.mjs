// Contacts, leads, deals and companies of the demo org.

import { historyOf } from './demo-history.mjs';
import { leadStageId } from './demo-setup.mjs';
import { closeInstant, iso, sourceId, stageChance, stageId, statusValue, text } from './demo-values.mjs';

const stamp = (instant) => Math.floor(instant / 1000) * 1000;

const lastOf = (rows) => rows.reduce((latest, { at }) => (latest === null || at > latest ? at : latest), null);

/** A record with what all of them have. */
function recordOf(id, { createdAt, updatedAt = createdAt, modified = 'hs_lastmodifieddate' }, properties, history) {
  return {
    id,
    createdAt: stamp(createdAt),
    updatedAt: stamp(updatedAt),
    properties: { hs_object_id: id, createdate: iso(createdAt), [modified]: iso(updatedAt), ...properties },
    ...(history === undefined ? {} : { history }),
  };
}

export const tellCompany = (hub, account) =>
  recordOf(hub.ids.of('company', account.key), account, {
    hubspot_owner_id: hub.ownerOf(account.owner),
    name: account.name,
    domain: account.domain,
    website: `https://www.${account.domain}`,
    industry: account.industry,
    numberofemployees: text(account.employees),
    state: account.state,
    country: account.country,
  });

const personal = (person) => ({
  firstname: text(person.first),
  lastname: text(person.last),
  email: text(person.email),
  hs_email_domain: text(person.email?.split('@')[1]),
  phone: text(person.phone),
  jobtitle: text(person.title),
  hs_email_optout: 'false',
});

/** Where somebody works, as it stands on the person. */
const workplace = (lead) =>
  lead === undefined
    ? {}
    : {
        company: text(lead.company),
        website: lead.domain ? `https://www.${lead.domain}` : null,
        state: lead.state,
        country: lead.country,
        numemployees: text(lead.employees),
        hs_analytics_source: sourceId(lead.source),
      };

/** A contact of a deal. Its buying roles are those of all its deals at once. */
export function tellContact(hub, contact) {
  const roles = hub.org.contactRoles.filter((role) => role.contact === contact.key && role.role !== null);
  const ids = [...new Set(roles.map(({ role }) => role.toUpperCase().replaceAll(' ', '_')))];
  return recordOf(
    hub.ids.of('contact', contact.key),
    { ...contact, modified: 'lastmodifieddate' },
    {
      ...personal(contact),
      ...workplace(hub.org.leads.find(({ converted }) => contact.key === `contact:${converted?.company}/0`)),
      hubspot_owner_id: hub.ownerOf(contact.owner),
      lifecyclestage: 'opportunity',
      hs_buying_role: text(ids.join(';')),
      associatedcompanyid: hub.ids.of('company', contact.account),
    },
  );
}

/** Fields that the team has added, to contacts or to leads. */
const ownFields = (lead) => ({
  next_step: text(lead.nextStep),
  next_step_date: text(lead.nextStepDate),
  recheck_date: text(lead.recheck),
  recycle_reason: text(lead.reason),
  routing_exception: text(lead.exception),
});

const OWN_HISTORY = { nextStep: 'next_step', nextStepDate: 'next_step_date' };

const tracesOf = (hub, { key, createdAt }) => {
  const changes = hub.changesOf(key);
  return {
    updatedAt: lastOf(changes) ?? createdAt,
    moved: lastOf(changes.filter(({ field }) => field === 'owner')),
    staged: lastOf(changes.filter(({ field }) => field === 'stage')),
    statused: lastOf(changes.filter(({ field }) => field === 'status')),
  };
};

/** A contact that is worked as a lead. Where leads are records of their own, it holds only who somebody is. */
export function tellLeadContact(hub, lead) {
  const { updatedAt, moved } = tracesOf(hub, lead);
  const isOwnRecord = hub.leads === 'objects';
  const worked = isOwnRecord
    ? {}
    : {
        ...ownFields(lead),
        hs_lead_status: statusValue(lead.status),
        hubspot_owner_assigneddate: iso(moved ?? lead.createdAt),
      };
  const { ownerId } = hub;
  const history = historyOf(
    hub,
    lead,
    {
      owner: 'hubspot_owner_id',
      employees: 'numemployees',
      ...(isOwnRecord ? {} : { status: 'hs_lead_status', ...OWN_HISTORY }),
    },
    { owner: ownerId },
  );
  return recordOf(
    hub.contactIdOf(lead.key),
    { createdAt: lead.createdAt, updatedAt, modified: 'lastmodifieddate' },
    {
      ...personal(lead),
      hubspot_owner_id: hub.ownerOf(lead.owner),
      hs_created_by_user_id: hub.userOf(lead.createdBy),
      ...workplace(lead),
      lifecyclestage: lead.status === 'qualified' ? 'salesqualifiedlead' : 'lead',
      ...worked,
    },
    history,
  );
}

/** A lead as a record of its own. */
export function tellLead(hub, lead) {
  const { updatedAt, moved, statused } = tracesOf(hub, lead);
  const stage = (word) => (statusValue(word) === null ? null : leadStageId(statusValue(word)));
  const history = historyOf(
    hub,
    lead,
    { owner: 'hubspot_owner_id', status: 'hs_pipeline_stage', ...OWN_HISTORY },
    { owner: hub.ownerId, status: stage },
  );
  return recordOf(
    hub.leadIdOf(lead.key),
    { createdAt: lead.createdAt, updatedAt },
    {
      hs_createdate: iso(lead.createdAt),
      hs_lead_name: `${lead.first} ${lead.last}`,
      hs_lead_type: 'NEW_BUSINESS',
      hs_pipeline: 'lead-pipeline-id',
      hs_pipeline_stage: stage(lead.status),
      hs_pipeline_stage_last_updated: iso(statused ?? lead.createdAt),
      hubspot_owner_id: hub.ownerOf(lead.owner),
      hubspot_owner_assigneddate: iso(moved ?? lead.createdAt),
      hs_created_by_user_id: hub.userOf(lead.createdBy),
      hs_lead_source: text(lead.source),
      ...ownFields(lead),
    },
    history,
  );
}

export function tellDeal(hub, deal) {
  const { updatedAt, moved, staged } = tracesOf(hub, deal);
  const history = historyOf(
    hub,
    deal,
    {
      owner: 'hubspot_owner_id',
      stage: 'dealstage',
      amount: 'amount',
      closeDate: 'closedate',
      nextStep: 'hs_next_step',
      nextStepDate: 'next_step_date',
    },
    { owner: hub.ownerId },
  );
  const entered = Object.fromEntries(
    [...history.dealstage].reverse().map(({ value, at }) => [hub.enteredName(value), iso(at)]),
  );
  return recordOf(
    hub.ids.of('deal', deal.key),
    { createdAt: deal.createdAt, updatedAt },
    {
      hubspot_owner_id: hub.ownerOf(deal.owner),
      hubspot_owner_assigneddate: iso(moved ?? deal.createdAt),
      hs_created_by_user_id: hub.userOf(deal.createdBy),
      dealname: deal.name,
      pipeline: 'default',
      dealstage: stageId(deal.stage),
      amount: text(deal.amount),
      deal_currency_code: deal.currency,
      closedate: closeInstant(deal.closeDate),
      dealtype: 'newbusiness',
      hs_next_step: text(deal.nextStep),
      next_step_date: text(deal.nextStepDate),
      hs_analytics_source: sourceId(deal.source),
      hs_is_closed: String(deal.isClosed),
      hs_is_closed_won: String(deal.isWon),
      hs_deal_stage_probability: stageChance(deal.stage),
      hs_v2_date_entered_current_stage: iso(staged ?? deal.createdAt),
      ...entered,
    },
    history,
  );
}

// Calls, meetings, tasks, notes and e-mails of the demo org, and what they are associated with.

import { at as instantOf, minutes } from '../../../fixtures/demo-org/time.mjs';
import { html, iso, text } from './demo-values.mjs';

const DISPOSITION = { true: 'f240bbac-87c9-4f6e-bf70-924b57d47db7', false: '73a0d17f-1163-4015-bdd5-ec830791da20' };

const lastMoment = ({ at, minutes: length }) => at + minutes(length);
const logged = (activity) => activity.createdAt ?? activity.at;

/** Whom an activity is with: a lead is a contact, too. */
const isAboutLead = ({ about }) => about.startsWith('lead:');

function partner({ org }, { about, contacts }) {
  const person =
    contacts.length > 0
      ? org.contacts.find(({ key }) => key === contacts[0])
      : org.leads.find(({ key }) => key === about);
  return person?.email ?? null;
}

const kinds = {
  call: (_hub, one) => ({
    type: 'calls',
    logged: logged(one),
    properties: {
      hs_timestamp: iso(one.at),
      hs_call_title: text(one.subject),
      hs_call_body: html(one.text, one.key),
      hs_call_direction: 'OUTBOUND',
      hs_call_disposition: DISPOSITION[String(one.isConnected === true)],
      hs_call_duration: String(one.minutes * 60_000),
      hs_call_status: 'COMPLETED',
    },
  }),
  meeting: (_hub, one) => ({
    type: 'meetings',
    logged: Math.min(one.createdAt ?? lastMoment(one), lastMoment(one)),
    properties: {
      hs_timestamp: iso(one.at),
      hs_meeting_title: text(one.subject),
      hs_meeting_body: html(one.text, one.key),
      hs_internal_meeting_notes: null,
      hs_meeting_start_time: iso(one.at),
      hs_meeting_end_time: iso(lastMoment(one)),
      hs_meeting_outcome: one.isDone ? 'COMPLETED' : 'SCHEDULED',
    },
  }),
  task: (_hub, one) => ({
    type: 'tasks',
    logged: logged(one),
    properties: {
      hs_timestamp: one.due ? iso(instantOf(`${one.due.slice(5)} 08:00`)) : iso(one.at),
      hs_task_subject: text(one.subject),
      hs_task_body: html(one.text, one.key),
      hs_task_status: one.isDone ? 'COMPLETED' : 'NOT_STARTED',
      hs_task_priority: 'NONE',
      hs_task_type: 'TODO',
      hs_task_completion_date: one.isDone ? iso(one.at) : null,
    },
  }),
  note: (_hub, one) => ({
    type: 'notes',
    logged: one.at,
    properties: { hs_timestamp: iso(one.at), hs_note_body: html(one.text, one.key) },
  }),
  email: (hub, one) => {
    const mine = hub.org.people.find(({ key }) => key === one.owner)?.email ?? null;
    const isInbound = one.direction === 'inbound';
    const [from, to] = isInbound ? [partner(hub, one), mine] : [mine, partner(hub, one)];
    return {
      type: 'emails',
      logged: logged(one),
      properties: {
        hs_timestamp: iso(one.at),
        hs_email_subject: text(one.subject),
        hs_email_text: text(one.text),
        hs_email_html: html(one.text, one.key),
        hs_email_direction: isInbound ? 'INCOMING_EMAIL' : 'EMAIL',
        hs_email_status: 'SENT',
        hs_email_from_email: from,
        hs_email_to_email: to,
      },
    };
  },
};

/** The engagement that an activity is, and what it belongs to: `[type, id]`. */
export function tellActivity(hub, activity) {
  const { type, logged: when, properties } = kinds[activity.kind](hub, activity);
  const id = hub.ids.of('activity', activity.key);
  const createdBy = hub.userOf(activity.createdBy ?? activity.owner);
  const record = {
    id,
    createdAt: when,
    updatedAt: when,
    properties: {
      hs_object_id: id,
      hs_createdate: iso(when),
      hs_lastmodifieddate: iso(when),
      hs_created_by_user_id: createdBy,
      hubspot_owner_id: hub.ownerOf(activity.owner),
      ...properties,
    },
  };
  return { type, record, links: linksOf(hub, activity) };
}

function linksOf(hub, activity) {
  const { about, contacts } = activity;
  if (isAboutLead(activity)) {
    const lead = hub.leadIdOf(about);
    return [['contacts', hub.contactIdOf(about)], ...(lead === undefined ? [] : [['leads', lead]])];
  }
  const deal = hub.org.deals.find(({ key }) => key === about);
  return [
    ...contacts.map((key) => ['contacts', hub.ids.of('contact', key)]),
    ['deals', hub.ids.of('deal', about)],
    ['companies', hub.ids.of('company', deal.account)],
  ];
}

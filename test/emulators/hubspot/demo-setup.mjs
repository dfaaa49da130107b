// How the account of the demo org is set up: its properties, its pipeline, its lead statuses, its labels.

import { choice, property } from './portal.mjs';

/** Lead statuses: word of the stories, internal value, label. */
export const STATUSES = [
  ['new', 'NEW', 'Open - Not Contacted'],
  ['working', 'IN_PROGRESS', 'Working - Contacted'],
  ['qualified', 'QUALIFIED_LEAD', 'Qualified'],
  ['nurture', 'BAD_TIMING', 'Nurturing'],
  ['dq', 'UNQUALIFIED', 'Closed - Not Converted'],
  ['converted', 'CONVERTED', 'Closed - Converted'],
];

/** Stages: label, id, probability. Ids are HubSpot's own, numbers, or longer ones. */
export const STAGES = [
  ['Prospecting', 'appointmentscheduled', '0.1'],
  ['Qualification', 'qualifiedtobuy', '0.2'],
  ['Needs Analysis', '1084735501', '0.4'],
  ['Value Proposition', '1084735502', '0.5'],
  ['Proposal/Price Quote', 'b7e0a2f1-4c5d-4e8f-9a10-2f6c1d3e5a77', '0.7'],
  ['Negotiation/Review', 'contractsent', '0.9'],
  ['Closed Won', 'closedwon', '1.0'],
  ['Closed Lost', 'closedlost', '0.0'],
];

export const SOURCES = [
  ...[
    'Web',
    'Webinar',
    'Demo Request',
    'Trade Show',
    'Purchased List',
    'Phone Inquiry',
    'Partner Referral',
    'Outbound',
  ],
];
export const sourceValue = (label) => label.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_');

const stageOf = ([label, id, probability], place, all) => ({
  id,
  label,
  displayOrder: place,
  metadata: { isClosed: String(place >= all.length - 2), probability },
  createdAt: '2022-05-02T13:00:00Z',
  updatedAt: '2022-05-02T13:00:00Z',
  archived: false,
});

const ARCHIVED_STAGE = {
  id: 'decisionmakerboughtin',
  label: 'Verbal',
  displayOrder: 9,
  metadata: { isClosed: 'false', probability: '0.8' },
  createdAt: '2022-05-02T13:00:00Z',
  updatedAt: '2024-01-15T13:00:00Z',
  archived: true,
};

const pipeline = (id, label, stages) => ({
  id,
  label,
  displayOrder: 0,
  createdAt: '2022-05-02T13:00:00Z',
  updatedAt: '2024-01-15T13:00:00Z',
  archived: false,
  stages,
});

/** Statuses as the stages of a pipeline of leads, for accounts that keep leads as records of their own. */
const LEAD_STAGE_STATE = {
  NEW: 'NEW',
  IN_PROGRESS: 'IN_PROGRESS',
  QUALIFIED_LEAD: 'QUALIFIED',
  BAD_TIMING: 'UNQUALIFIED',
  UNQUALIFIED: 'UNQUALIFIED',
  CONVERTED: 'QUALIFIED',
};

export const pipelines = {
  deals: [pipeline('default', 'Sales Pipeline', [...STAGES.map(stageOf), ARCHIVED_STAGE])],
  leads: [
    pipeline(
      'lead-pipeline-id',
      'Lead pipeline',
      STATUSES.map(([, value, label], place) => ({
        ...stageOf([label, leadStageId(value), ''], place, []),
        metadata: { leadState: LEAD_STAGE_STATE[value] },
      })),
    ),
  ],
};

export function leadStageId(value) {
  return `${value.toLowerCase().replaceAll('_', '-')}-stage-id`;
}

/** Labels of contacts on deals, one for each role: ids of the account's own. */
export const ROLES = [
  ...['Champion', 'Economic Buyer', 'Decision Maker', 'Executive Sponsor', 'Evaluator', 'Business User', 'Influencer'],
].map((label, place) => ({ category: 'USER_DEFINED', typeId: 31 + 2 * place, label }));

const instants = (...names) => names.map(([name, label]) => property(name, label, 'datetime'));

const owner = property('hubspot_owner_id', 'Owner', 'enumeration', {
  externalOptions: true,
  referencedObjectType: 'OWNER',
});
const id = property('hs_object_id', 'Record ID', 'number');
const byUser = property('hs_created_by_user_id', 'Created by user ID', 'number');
const merged = property('hs_merged_object_ids', 'Merged record IDs');
const source = choice(
  'hs_analytics_source',
  'Original Traffic Source',
  SOURCES.map((label) => [sourceValue(label), label]),
);

const rollUps = [
  ...instants(
    ['notes_last_updated', 'Last Activity Date'],
    ['notes_last_contacted', 'Last Contacted'],
    ['notes_next_activity_date', 'Next Activity Date'],
  ),
  property('num_notes', 'Number of Sales Activities', 'number', { calculated: true }),
  property('num_contacted_notes', 'Number of times contacted', 'number', { calculated: true }),
];

/** Fields that the team has added, to contacts or to leads. */
const ownFields = [
  property('next_step', 'Next step'),
  property('next_step_date', 'Next step date', 'date'),
  property('recheck_date', 'Recheck date', 'date'),
  property('recycle_reason', 'Recycle reason'),
  property('routing_exception', 'Routing exception'),
];

const leadStatus = choice(
  'hs_lead_status',
  'Lead Status',
  STATUSES.map(([, value, label]) => [value, label]),
);

const contacts = [
  id,
  owner,
  byUser,
  merged,
  ...instants(
    ['createdate', 'Create Date'],
    ['lastmodifieddate', 'Last Modified Date'],
    ['hubspot_owner_assigneddate', 'Owner assigned date'],
  ),
  property('firstname', 'First Name'),
  property('lastname', 'Last Name'),
  property('email', 'Email'),
  property('hs_email_domain', 'Email Domain', 'string', { calculated: true }),
  property('phone', 'Phone Number'),
  property('mobilephone', 'Mobile Phone Number'),
  property('jobtitle', 'Job Title'),
  property('company', 'Company Name'),
  property('website', 'Website URL'),
  property('state', 'State/Region'),
  property('country', 'Country/Region'),
  property('city', 'City'),
  property('zip', 'Postal Code'),
  property('industry', 'Industry'),
  property('numemployees', 'Number of Employees', 'number'),
  property('associatedcompanyid', 'Primary Associated Company ID', 'number'),
  property('hs_email_optout', 'Unsubscribed from all email', 'bool', {
    options: [
      { value: 'true', label: 'Yes' },
      { value: 'false', label: 'No' },
    ],
  }),
  choice('lifecyclestage', 'Lifecycle Stage', [
    ['subscriber', 'Subscriber'],
    ['lead', 'Lead'],
    ['marketingqualifiedlead', 'Marketing Qualified Lead'],
    ['salesqualifiedlead', 'Sales Qualified Lead'],
    ['opportunity', 'Opportunity'],
    ['customer', 'Customer'],
    ['evangelist', 'Evangelist'],
    ['other', 'Other'],
  ]),
  leadStatus,
  choice(
    'hs_buying_role',
    'Buying Role',
    ROLES.map(({ label }) => [label.toUpperCase().replaceAll(' ', '_'), label]),
  ),
  source,
  ...rollUps,
  ...ownFields,
];

const deals = [
  id,
  owner,
  byUser,
  merged,
  ...instants(
    ['createdate', 'Create Date'],
    ['hs_lastmodifieddate', 'Last Modified Date'],
    ['hubspot_owner_assigneddate', 'Owner assigned date'],
    ['closedate', 'Close Date'],
    ['hs_v2_date_entered_current_stage', 'Date entered current stage'],
  ),
  property('dealname', 'Deal Name'),
  property('description', 'Deal Description'),
  choice('pipeline', 'Pipeline', [['default', 'Sales Pipeline']]),
  choice(
    'dealstage',
    'Deal Stage',
    STAGES.map(([label, value]) => [value, `${label} (Sales Pipeline)`]),
  ),
  property('amount', 'Amount', 'number'),
  choice(
    'deal_currency_code',
    'Currency',
    ['USD', 'EUR', 'GBP', 'BRL', 'CAD'].map((code) => [code, code]),
  ),
  choice('dealtype', 'Deal Type', [
    ['newbusiness', 'New Business'],
    ['existingbusiness', 'Existing Business'],
  ]),
  property('hs_next_step', 'Next step'),
  property('next_step_date', 'Next step date', 'date'),
  property('hs_is_closed', 'Is Deal Closed?', 'bool', { calculated: true }),
  property('hs_is_closed_won', 'Is Closed Won', 'bool', { calculated: true }),
  property('hs_deal_stage_probability', 'Deal probability', 'number'),
  property('num_associated_contacts', 'Number of Associated Contacts', 'number', { calculated: true }),
  source,
  ...rollUps,
];

const companies = [
  id,
  owner,
  merged,
  ...instants(['createdate', 'Create Date'], ['hs_lastmodifieddate', 'Last Modified Date']),
  property('name', 'Company name'),
  property('domain', 'Company Domain Name'),
  property('website', 'Website URL'),
  property('industry', 'Industry'),
  property('numberofemployees', 'Number of Employees', 'number'),
  property('state', 'State/Region'),
  property('country', 'Country/Region'),
  property('zip', 'Postal Code'),
];

const leads = [
  id,
  owner,
  byUser,
  merged,
  ...instants(
    ['createdate', 'Created'],
    ['hs_createdate', 'Create date'],
    ['hs_lastmodifieddate', 'Last modified date'],
    ['hubspot_owner_assigneddate', 'Owner assigned date'],
    ['hs_pipeline_stage_last_updated', 'Last updated stage'],
    ['hs_last_activity_date', 'Last activity date'],
    ['hs_next_activity_date', 'Next activity date'],
  ),
  property('hs_lead_name', 'Lead name'),
  choice('hs_lead_type', 'Lead type', [['NEW_BUSINESS', 'New business']]),
  choice('hs_lead_label', 'Lead label', [
    ['HOT', 'Hot'],
    ['WARM', 'Warm'],
    ['COLD', 'Cold'],
  ]),
  choice('hs_pipeline', 'Pipeline', [['lead-pipeline-id', 'Lead pipeline']]),
  choice(
    'hs_pipeline_stage',
    'Lead pipeline stage',
    STATUSES.map(([, value, label]) => [leadStageId(value), label]),
  ),
  property('hs_lead_source', 'Lead source'),
  ...ownFields,
];

const engagement = (...own) => [
  id,
  owner,
  byUser,
  ...instants(
    ['hs_timestamp', 'Activity date'],
    ['hs_createdate', 'Create date'],
    ['hs_lastmodifieddate', 'Last modified date'],
  ),
  property('hs_body_preview', 'Body preview'),
  property('hs_body_preview_html', 'HTML body preview'),
  ...own,
];

const values = (name, label, list) =>
  choice(
    name,
    label,
    list.map((value) => [value, value]),
  );

export const properties = {
  contacts,
  deals,
  companies,
  leads,
  users: [
    id,
    owner,
    property('hs_email', 'Email'),
    property('hs_given_name', 'First name'),
    property('hs_family_name', 'Last name'),
    property('hs_job_title', 'Job title'),
    property('hs_internal_user_id', 'User ID', 'number'),
    ...instants(
      ['createdate', 'Create date'],
      ['hs_createdate', 'Created'],
      ['hs_lastmodifieddate', 'Last modified date'],
    ),
  ],
  notes: engagement(property('hs_note_body', 'Note body'), property('hs_attachment_ids', 'Attachments')),
  calls: engagement(
    property('hs_call_title', 'Call title'),
    property('hs_call_body', 'Call notes'),
    values('hs_call_direction', 'Call direction', ['INBOUND', 'OUTBOUND']),
    property('hs_call_disposition', 'Call outcome'),
    property('hs_call_duration', 'Call duration', 'number'),
    values('hs_call_status', 'Call status', ['COMPLETED', 'NO_ANSWER', 'CANCELED', 'FAILED']),
  ),
  emails: engagement(
    property('hs_email_subject', 'Email subject'),
    property('hs_email_text', 'Email body'),
    property('hs_email_html', 'Email HTML'),
    values('hs_email_direction', 'Email direction', ['EMAIL', 'INCOMING_EMAIL', 'FORWARDED_EMAIL']),
    values('hs_email_status', 'Email send status', ['SENT', 'BOUNCED', 'FAILED', 'SCHEDULED', 'SENDING']),
    property('hs_email_from_email', 'Email from address'),
    property('hs_email_to_email', 'Email to address'),
    property('hs_email_headers', 'Email headers'),
  ),
  meetings: engagement(
    property('hs_meeting_title', 'Meeting name'),
    property('hs_meeting_body', 'Meeting description'),
    property('hs_internal_meeting_notes', 'Internal meeting notes'),
    ...instants(['hs_meeting_start_time', 'Meeting start time'], ['hs_meeting_end_time', 'Meeting end time']),
    values('hs_meeting_outcome', 'Meeting outcome', ['SCHEDULED', 'COMPLETED', 'RESCHEDULED', 'NO_SHOW', 'CANCELED']),
    property('hs_activity_type', 'Call and meeting type'),
  ),
  tasks: engagement(
    property('hs_task_subject', 'Task title'),
    property('hs_task_body', 'Task notes'),
    values('hs_task_status', 'Task status', ['NOT_STARTED', 'IN_PROGRESS', 'WAITING', 'DEFERRED', 'COMPLETED']),
    values('hs_task_priority', 'Priority', ['NONE', 'LOW', 'MEDIUM', 'HIGH']),
    values('hs_task_type', 'Task type', ['TODO', 'CALL', 'EMAIL']),
    ...instants(['hs_task_completion_date', 'Completed at']),
  ),
};

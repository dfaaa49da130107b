/** What a canonical field, fact or parameter can hold; see `ValueOf` for how each is kept at run time. */
export type ValueType = 'text' | 'number' | 'boolean' | 'instant' | 'date' | 'texts';

/**
 * How a value type is kept at run time: instants are milliseconds since 1970-01-01T00:00Z, dates are days since
 * 1970-01-01 (a date has no zone), everything else is what it looks like.
 */
export type ValueOf<T extends ValueType> = T extends 'text'
  ? string
  : T extends 'boolean'
    ? boolean
    : T extends 'texts'
      ? readonly string[]
      : number;

/** One canonical field: what it holds, what it means, and the column or property it comes from in each CRM. */
export interface Field<T extends ValueType = ValueType> {
  readonly type: T;
  readonly about: string;
  /** Salesforce field names, first match wins; custom fields are mapped in threadcount.yaml. */
  readonly salesforce: readonly string[];
  /** HubSpot property names (API) and display names (exports). */
  readonly hubspot: readonly string[];
  /** Other accepted spellings of the canonical name in mappings and rule examples. */
  readonly aliases: readonly string[];
}

export type Fields = Readonly<Record<string, Field>>;

/** A row with these fields: `undefined` is not known, `null` is known to be blank. */
export type RowOf<F extends Fields> = {
  readonly [K in keyof F]?: ValueOf<F[K]['type']> | null | undefined;
};

interface Origin {
  readonly salesforce?: readonly string[] | string;
  readonly hubspot?: readonly string[] | string;
  readonly aliases?: readonly string[];
}

const listed = (names: readonly string[] | string | undefined): readonly string[] =>
  names === undefined ? [] : typeof names === 'string' ? [names] : names;

function field<const T extends ValueType>(type: T, about: string, origin: Origin = {}): Field<T> {
  return {
    type,
    about,
    salesforce: listed(origin.salesforce),
    hubspot: listed(origin.hubspot),
    aliases: origin.aliases ?? [],
  };
}

/** Fields that leads and deals share; rules reach them as `record.…`, `lead.…` or `deal.…`. */
const recordFields = {
  id: field('text', "The CRM's own id of the record", { salesforce: 'Id', hubspot: ['hs_object_id', 'Record ID'] }),
  ownerId: field('text', 'Id of the owner: a user or a queue', {
    salesforce: 'OwnerId',
    hubspot: ['hubspot_owner_id'],
  }),
  ownerName: field('text', 'Name of the owner, where the source has no owner id', {
    salesforce: 'Owner.Name',
    hubspot: ['Contact owner', 'Deal owner', 'Lead owner', 'Owner'],
  }),
  ownerEmail: field('text', 'E-mail address of the owner, where the source has no owner id', {
    salesforce: 'Owner.Email',
    hubspot: 'Owner email',
  }),
  createdAt: field('instant', 'When the record was created', {
    salesforce: 'CreatedDate',
    hubspot: ['createdate', 'hs_createdate', 'Create Date'],
  }),
  createdById: field('text', 'Id of the user who created the record', {
    salesforce: 'CreatedById',
    hubspot: ['hs_created_by_user_id', 'Created by user ID'],
  }),
  modifiedAt: field('instant', 'When anything last modified the record, automation included: never proof of work', {
    salesforce: 'LastModifiedDate',
    hubspot: ['hs_lastmodifieddate', 'lastmodifieddate', 'Last Modified Date'],
  }),
  lastActivityAt: field('instant', "The CRM's own roll-up of the last activity", {
    salesforce: 'LastActivityDate',
    hubspot: ['notes_last_updated', 'Last Activity Date'],
  }),
  nextStep: field('text', 'The next-step field as the rep wrote it', {
    salesforce: 'NextStep',
    hubspot: ['hs_next_step', 'Next step'],
    aliases: ['nextStepText'],
  }),
  nextStepDate: field('date', 'The date field that goes with the next step', {
    hubspot: ['notes_next_activity_date', 'Next Activity Date'],
  }),
  nextStepUpdatedAt: field('instant', 'When the next-step text was last edited'),
  description: field('text', 'The free-text description of the record', {
    salesforce: 'Description',
    hubspot: ['description', 'Deal Description'],
  }),
  source: field('text', 'Where the record came from (lead source)', {
    salesforce: 'LeadSource',
    hubspot: ['hs_analytics_source', 'Original Source', 'Original Traffic Source'],
    aliases: ['leadSource'],
  }),
  currency: field('text', 'ISO code of the currency of the amount', {
    salesforce: 'CurrencyIsoCode',
    hubspot: ['deal_currency_code', 'Currency'],
  }),
  routingException: field('text', 'The recorded reason why this record is not with the owner that routing names'),
  isDeleted: field('boolean', 'In the recycle bin', { salesforce: 'IsDeleted', hubspot: 'archived' }),
} as const satisfies Fields;

/** What leads and contacts have in common: who somebody is and how to reach them. */
const personalFields = {
  firstName: field('text', 'First name', { salesforce: 'FirstName', hubspot: ['firstname', 'First Name'] }),
  lastName: field('text', 'Last name', { salesforce: 'LastName', hubspot: ['lastname', 'Last Name'] }),
  title: field('text', 'Job title', { salesforce: 'Title', hubspot: ['jobtitle', 'Job Title'] }),
  email: field('text', 'E-mail address', { salesforce: 'Email', hubspot: ['email', 'Email'] }),
  phone: field('text', 'Phone number', { salesforce: 'Phone', hubspot: ['phone', 'Phone Number'] }),
  mobilePhone: field('text', 'Mobile phone number', {
    salesforce: 'MobilePhone',
    hubspot: ['mobilephone', 'Mobile Phone Number'],
  }),
} as const satisfies Fields;

export const leadFields = {
  ...recordFields,
  name: field('text', 'Full name of the person', { salesforce: 'Name', hubspot: ['hs_lead_name', 'Lead Name'] }),
  ...personalFields,
  companyName: field('text', 'Name of the company as typed on the lead', {
    salesforce: 'Company',
    hubspot: ['company', 'Company Name'],
    aliases: ['company'],
  }),
  website: field('text', 'Website of the company', { salesforce: 'Website', hubspot: ['website', 'Website URL'] }),
  country: field('text', 'Country', { salesforce: ['Country'], hubspot: ['country', 'Country/Region'] }),
  state: field('text', 'State or province', { salesforce: ['State'], hubspot: ['state', 'State/Region'] }),
  city: field('text', 'City', { salesforce: 'City', hubspot: ['city', 'City'] }),
  postalCode: field('text', 'Postal code', { salesforce: 'PostalCode', hubspot: ['zip', 'Postal Code'] }),
  employees: field('number', 'Number of employees', {
    salesforce: 'NumberOfEmployees',
    hubspot: ['numemployees', 'Number of Employees'],
  }),
  industry: field('text', 'Industry', { salesforce: 'Industry', hubspot: ['industry', 'Industry'] }),
  status: field('text', "The lead status, in the CRM's own words", {
    salesforce: 'Status',
    hubspot: ['hs_lead_status', 'Lead Status'],
  }),
  isConverted: field('boolean', 'Converted to a contact', { salesforce: 'IsConverted' }),
  transferredAt: field('instant', 'When the lead last changed hands, as the CRM keeps it', {
    salesforce: 'LastTransferDate',
  }),
  convertedAt: field('instant', 'When it was converted', { salesforce: 'ConvertedDate' }),
  convertedDealId: field('text', 'The deal it was converted to', { salesforce: 'ConvertedOpportunityId' }),
  convertedContactId: field('text', 'The contact it was converted to', { salesforce: 'ConvertedContactId' }),
  recheckDate: field('date', 'When a recycled lead is due to be looked at again'),
  recycleReason: field('text', 'Why the lead was recycled or disqualified'),
  isOptedOutOfEmail: field('boolean', 'Opted out of e-mail', {
    salesforce: 'HasOptedOutOfEmail',
    hubspot: ['hs_email_optout', 'Unsubscribed from all email'],
  }),
  isDoNotCall: field('boolean', 'Asked not to be called', { salesforce: 'DoNotCall' }),
} as const satisfies Fields;

export const dealFields = {
  ...recordFields,
  name: field('text', 'Name of the deal', { salesforce: 'Name', hubspot: ['dealname', 'Deal Name'] }),
  stage: field('text', "The stage, in the CRM's own words", {
    salesforce: 'StageName',
    hubspot: ['dealstage', 'Deal Stage'],
  }),
  pipeline: field('text', 'The pipeline that the stage belongs to', { hubspot: ['pipeline', 'Pipeline'] }),
  amount: field('number', 'Amount, in the currency of the deal', {
    salesforce: 'Amount',
    hubspot: ['amount', 'Amount'],
  }),
  closeDate: field('date', 'Expected (or actual) close date', {
    salesforce: 'CloseDate',
    hubspot: ['closedate', 'Close Date'],
  }),
  isClosed: field('boolean', 'Closed, won or lost', {
    salesforce: 'IsClosed',
    hubspot: ['hs_is_closed', 'Is Deal Closed?'],
  }),
  isWon: field('boolean', 'Closed and won', {
    salesforce: 'IsWon',
    hubspot: ['hs_is_closed_won', 'Is Closed Won'],
  }),
  probability: field('number', 'Probability in percent', { salesforce: 'Probability' }),
  dealType: field('text', 'New business, renewal …', { salesforce: 'Type', hubspot: ['dealtype', 'Deal Type'] }),
  accountId: field('text', 'Id of the account', {
    salesforce: 'AccountId',
    hubspot: ['Associated Company IDs', 'Associated Company ID'],
  }),
  accountName: field('text', 'Name of the account, where the source has no account id', {
    salesforce: 'Account.Name',
    hubspot: ['Associated Company'],
  }),
  primaryContactId: field('text', 'Id of the primary contact', { salesforce: 'ContactId' }),
  contactIds: field('texts', 'Ids of the contacts listed on the deal, where they are not a file of their own', {
    hubspot: ['Associated Contact IDs'],
  }),
  stageChangedAt: field('instant', 'When the deal entered its present stage', {
    salesforce: 'LastStageChangeDate',
  }),
  pushCount: field('number', 'How often the close date was pushed, as the CRM counts it', { salesforce: 'PushCount' }),
} as const satisfies Fields;

export const personFields = {
  id: field('text', "The CRM's own id", { salesforce: 'Id', hubspot: ['id', 'Owner ID'] }),
  name: field('text', 'Name', { salesforce: 'Name', hubspot: ['Name'] }),
  email: field('text', 'E-mail address', { salesforce: 'Email', hubspot: ['email', 'Email'] }),
  kind: field('text', '`user` or `queue`', { salesforce: 'Type' }),
  isActive: field('boolean', 'May log in', { salesforce: 'IsActive', hubspot: 'Active' }),
  managerId: field('text', 'Id of the manager', { salesforce: 'ManagerId' }),
  role: field('text', 'Role in the sales organization', { salesforce: ['UserRole.Name', 'Title'] }),
} as const satisfies Fields;

export const accountFields = {
  id: field('text', "The CRM's own id", { salesforce: 'Id', hubspot: ['hs_object_id', 'Record ID'] }),
  name: field('text', 'Name', { salesforce: 'Name', hubspot: ['name', 'Company name'] }),
  website: field('text', 'Website', {
    salesforce: 'Website',
    hubspot: ['domain', 'Company Domain Name', 'website', 'Website URL'],
  }),
  ownerId: field('text', 'Id of the owner', { salesforce: 'OwnerId', hubspot: ['hubspot_owner_id'] }),
  industry: field('text', 'Industry', { salesforce: 'Industry', hubspot: ['industry', 'Industry'] }),
  employees: field('number', 'Number of employees', {
    salesforce: 'NumberOfEmployees',
    hubspot: ['numberofemployees', 'Number of Employees'],
  }),
  country: field('text', 'Country', { salesforce: 'BillingCountry', hubspot: ['country', 'Country/Region'] }),
  state: field('text', 'State or province', { salesforce: 'BillingState', hubspot: ['state', 'State/Region'] }),
  postalCode: field('text', 'Postal code', { salesforce: 'BillingPostalCode', hubspot: ['zip', 'Postal Code'] }),
} as const satisfies Fields;

export const contactFields = {
  id: field('text', "The CRM's own id", { salesforce: 'Id', hubspot: ['hs_object_id', 'Record ID'] }),
  name: field('text', 'Full name', { salesforce: 'Name' }),
  ...personalFields,
  accountId: field('text', 'Id of the account', {
    salesforce: 'AccountId',
    hubspot: ['associatedcompanyid', 'Associated Company ID', 'Primary Associated Company ID'],
  }),
  ownerId: field('text', 'Id of the owner', { salesforce: 'OwnerId', hubspot: ['hubspot_owner_id'] }),
  buyingRole: field('text', 'Buying role, where the CRM keeps it on the contact', {
    hubspot: ['hs_buying_role', 'Buying Role'],
  }),
  createdAt: field('instant', 'When the contact was created', {
    salesforce: 'CreatedDate',
    hubspot: ['createdate', 'Create Date'],
  }),
  isDeleted: field('boolean', 'In the recycle bin', { salesforce: 'IsDeleted', hubspot: 'archived' }),
} as const satisfies Fields;

export const contactRoleFields = {
  dealId: field('text', 'Id of the deal', { salesforce: 'OpportunityId' }),
  contactId: field('text', 'Id of the contact', { salesforce: 'ContactId' }),
  role: field('text', 'Buying role on this deal', { salesforce: 'Role' }),
  isPrimary: field('boolean', 'The primary contact', { salesforce: 'IsPrimary' }),
  createdAt: field('instant', 'When the contact was put on the deal', { salesforce: 'CreatedDate' }),
  isDeleted: field('boolean', 'In the recycle bin', { salesforce: 'IsDeleted' }),
} as const satisfies Fields;

export const historyFields = {
  recordId: field('text', 'Id of the lead or deal', { salesforce: ['LeadId', 'OpportunityId'] }),
  recordType: field('text', '`lead` or `deal`'),
  field: field('text', 'Canonical name of the field that changed: status, owner, stage, amount, closeDate, nextStep', {
    salesforce: 'Field',
  }),
  from: field('text', 'Value before the change', { salesforce: 'OldValue' }),
  to: field('text', 'Value after the change', { salesforce: ['NewValue', 'StageName'] }),
  at: field('instant', 'When it changed', { salesforce: 'CreatedDate' }),
  byId: field('text', 'Id of the user who changed it', { salesforce: 'CreatedById' }),
} as const satisfies Fields;

export const activityFields = {
  id: field('text', "The CRM's own id", { salesforce: 'Id', hubspot: ['hs_object_id', 'Record ID'] }),
  kind: field('text', '`task`, `call`, `email`, `meeting` or `note`', { salesforce: 'TaskSubtype' }),
  subject: field('text', 'Subject or title', {
    salesforce: ['Subject', 'Title'],
    hubspot: ['hs_task_subject', 'hs_meeting_title', 'hs_call_title', 'Task Title', 'Meeting name', 'Call Title'],
  }),
  body: field('text', 'What the rep wrote: description, body, notes', {
    salesforce: ['Description', 'Body', 'TextPreview'],
    hubspot: ['hs_note_body', 'hs_task_body', 'hs_call_body', 'Note body', 'Task Notes', 'Call notes'],
  }),
  at: field('instant', 'When it happened, or is to start', {
    salesforce: ['CompletedDateTime', 'ActivityDateTime', 'StartDateTime', 'MessageDate'],
    hubspot: ['hs_timestamp', 'Activity date', 'Call date', 'Meeting start time'],
  }),
  endAt: field('instant', 'When a meeting ends', { salesforce: 'EndDateTime' }),
  dueDate: field('date', 'When an open task is due', { salesforce: 'ActivityDate', hubspot: ['Due date'] }),
  isCompleted: field('boolean', 'Done; an open task is not activity', {
    salesforce: 'IsClosed',
    hubspot: ['hs_task_status', 'Task Status'],
  }),
  direction: field('text', '`inbound` or `outbound`', { salesforce: 'Incoming' }),
  ownerId: field('text', 'Id of the person on our side who did it', {
    salesforce: 'OwnerId',
    hubspot: ['hubspot_owner_id'],
  }),
  createdById: field('text', 'Id of the user who logged it', { salesforce: 'CreatedById' }),
  createdAt: field('instant', 'When it was logged', { salesforce: 'CreatedDate', hubspot: ['hs_createdate'] }),
  leadId: field('text', 'The lead it is about', { salesforce: 'WhoId' }),
  dealId: field('text', 'The deal it is about', { salesforce: 'WhatId' }),
  accountId: field('text', 'The account it is about', { salesforce: 'AccountId' }),
  contactIds: field('texts', 'The contacts who took part', { salesforce: 'WhoId' }),
  emails: field('texts', 'E-mail addresses of those who took part', { salesforce: ['FromAddress', 'ToAddress'] }),
  isDeleted: field('boolean', 'In the recycle bin', { salesforce: 'IsDeleted', hubspot: 'archived' }),
} as const satisfies Fields;

/** Every canonical row type and its fields: the one list that mappings, rules, wants and documentation go by. */
export const canon = {
  person: personFields,
  account: accountFields,
  contact: contactFields,
  contactRole: contactRoleFields,
  history: historyFields,
  activity: activityFields,
  lead: leadFields,
  deal: dealFields,
} as const;

export type RowType = keyof typeof canon;

/** The row types in the order in which a dataset streams them: folds need history before activities. */
export const rowTypes = [
  'person',
  'account',
  'contact',
  'contactRole',
  'history',
  'activity',
  'lead',
  'deal',
] as const satisfies readonly RowType[];

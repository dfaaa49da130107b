import { cell } from '../../cell.ts';

/** What every export of activities has. */
const common = {
  id: cell('text', ['Record ID', 'hs_object_id'], { holds: 'id' }),
  ownerId: cell('text', ['Activity assigned to', 'Assigned to', 'Owner', 'HubSpot Owner', 'hubspot_owner_id']),
  createdById: cell('text', ['Activity created by', 'Created by', 'Created by user ID', 'hs_created_by_user_id']),
  createdAt: cell('instant', ['Create date', 'Created date', 'Created at', 'hs_createdate']),
  modifiedAt: cell('instant', ['Last modified date', 'hs_lastmodifieddate']),
  date: cell('instant', ['Activity date', 'Date', 'hs_timestamp']),
  contactIds: cell('texts', ['Associated Contact IDs', 'Associated Contact ID'], {
    holds: 'id',
    hides: ['participants'],
  }),
  companyIds: cell('texts', ['Associated Company IDs', 'Associated Company ID'], { holds: 'id' }),
};

const dealIds = (part: string) =>
  cell('texts', ['Associated Deal IDs', 'Associated Deal ID'], { holds: 'id', hides: [part] });

export const callCells = {
  ...common,
  dealIds: dealIds('calls'),
  subject: cell('text', ['Call Title', 'hs_call_title'], { holds: 'prose' }),
  body: cell('text', ['Call notes', 'Call body', 'Body preview', 'hs_call_body'], { holds: 'prose', hides: ['notes'] }),
  direction: cell('text', ['Call direction', 'hs_call_direction']),
  status: cell('text', ['Call status', 'hs_call_status']),
};

export const meetingCells = {
  ...common,
  dealIds: dealIds('meetings'),
  subject: cell('text', ['Meeting name', 'Meeting title', 'hs_meeting_title'], { holds: 'prose' }),
  body: cell('text', ['Meeting description', 'Meeting body', 'Body preview', 'hs_meeting_body'], { holds: 'prose' }),
  internal: cell('text', ['Internal meeting notes', 'hs_internal_meeting_notes'], { holds: 'prose' }),
  startAt: cell('instant', ['Meeting start time', 'hs_meeting_start_time']),
  endAt: cell('instant', ['Meeting end time', 'hs_meeting_end_time']),
  outcome: cell('text', ['Meeting outcome', 'hs_meeting_outcome']),
};

export const taskCells = {
  ...common,
  dealIds: dealIds('tasks'),
  subject: cell('text', ['Task Title', 'hs_task_subject'], { holds: 'prose' }),
  body: cell('text', ['Task Notes', 'Notes', 'Body preview', 'hs_task_body'], { holds: 'prose' }),
  status: cell('text', ['Task Status', 'hs_task_status'], { hides: ['tasks'] }),
  dueDate: cell('date', ['Due date', 'Activity date', 'hs_timestamp']),
  completedAt: cell('instant', ['Completed at', 'Completion date', 'Completed date', 'hs_task_completion_date']),
};

export const noteCells = {
  ...common,
  dealIds: dealIds('notes'),
  body: cell('text', ['Note body', 'Body preview', 'hs_note_body'], { holds: 'prose', hides: ['notes'] }),
};

export const emailCells = {
  ...common,
  dealIds: dealIds('emails'),
  subject: cell('text', ['Email subject', 'Subject', 'hs_email_subject'], { holds: 'prose' }),
  body: cell('text', ['Email body', 'Body preview', 'hs_email_text', 'hs_email_html'], { holds: 'prose' }),
  direction: cell('text', ['Email direction', 'hs_email_direction'], { hides: ['emails'] }),
  status: cell('text', ['Email send status', 'Email status', 'hs_email_status']),
  from: cell('text', ['Email from address', 'From address', 'hs_email_from_email']),
  to: cell('text', ['Email to address', 'To address', 'hs_email_to_email'], { holds: 'prose' }),
};

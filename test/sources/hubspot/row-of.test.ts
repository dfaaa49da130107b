import { expect, test } from 'vitest';
import { leadRowOf, primaryFirst, rowOf } from '../../../src/sources/hubspot/row-of.ts';
import { office } from './an-office.ts';

const record = (properties: Readonly<Record<string, string | null>>) => ({ id: '5', properties: { ...properties } });

test('what the account does not define is not known, and what is null or empty is blank', () => {
  const row = rowOf(office, 'deals', record({ hs_next_step: null, description: '' }));
  expect(row('hs_next_step')).toBe('');
  expect(row('description')).toBe('');
  expect(row('amount')).toBeUndefined();
});

test('values are shown by their labels, several of them too, and those without a label as they are', () => {
  const row = rowOf(
    office,
    'contacts',
    record({ hs_lead_status: 'IN_PROGRESS', hs_buying_role: 'CHAMPION;END_USER', lifecyclestage: 'lead' }),
  );
  expect(row('hs_lead_status')).toBe('In Progress');
  expect(row('hs_buying_role')).toBe('Champion;End User');
  expect(row('lifecyclestage')).toBe('lead');
  expect(rowOf(office, 'contacts', record({ hs_lead_status: 'GONE' }))('hs_lead_status')).toBe('GONE');
});

test('stages are shown by label, and tell whether a deal is closed where the account does not', () => {
  const row = rowOf(office, 'deals', record({ dealstage: 's3' }));
  expect([row('dealstage'), row('hs_is_closed'), row('hs_is_closed_won')]).toEqual(['Closed Won', 'true', 'true']);
  const told = rowOf(office, 'deals', record({ dealstage: 's3', hs_is_closed: 'false' }));
  expect(told('hs_is_closed')).toBe('false');
  const gone = rowOf(office, 'deals', record({ dealstage: 'deleted' }));
  expect([gone('dealstage'), gone('hs_is_closed')]).toEqual(['deleted', undefined]);
});

test('what a record is associated with is blank where there is nothing, and unknown where nobody said', () => {
  const row = rowOf(office, 'deals', record({}), { contacts: ['7', '9'], companies: undefined });
  expect(row('Associated Contact IDs')).toBe('7;9');
  expect(row('Associated Company IDs')).toBeUndefined();
  expect(rowOf(office, 'deals', record({}), { contacts: [] })('Associated Contact IDs')).toBe('');
});

test('a mail without a text is read as the page it is', () => {
  const row = rowOf(office, 'emails', record({ hs_email_text: null, hs_email_html: '<p>Hi</p>' }));
  expect(row('hs_email_text')).toBe('<p>Hi</p>');
  expect(rowOf(office, 'emails', record({ hs_email_text: 'Hi', hs_email_html: '<p>Ho</p>' }))('hs_email_text')).toBe(
    'Hi',
  );
});

test('who made a record is an owner, where the user is one', () => {
  expect(rowOf(office, 'deals', record({ hs_created_by_user_id: '900' }))('hs_created_by_user_id')).toBe('7');
  expect(rowOf(office, 'deals', record({ hs_created_by_user_id: '7' }))('hs_created_by_user_id')).toBe('user:7');
});

test('a lead record says whose it is and where it stands, and its contact who it is', () => {
  const lead = record({ hs_lead_name: 'Ann', hubspot_owner_id: '8', hs_pipeline_stage: 'new', hs_createdate: '1' });
  const contact = record({ email: 'ann@x.example', hubspot_owner_id: '9', hs_lead_status: 'IN_PROGRESS' });
  const row = leadRowOf(office, lead, contact);
  expect([row('hs_lead_name'), row('hubspot_owner_id'), row('hs_lead_status'), row('email')]).toEqual([
    'Ann',
    '8',
    'new',
    'ann@x.example',
  ]);
  expect(leadRowOf(office, lead, undefined)('email')).toBeUndefined();
});

test('of several companies the primary one comes first', () => {
  const one = (id: string, typeId: number) => ({ id, types: [{ category: 'HUBSPOT_DEFINED', typeId, label: null }] });
  expect(primaryFirst([one('1', 341), one('2', 5)])).toEqual(['2', '1']);
  expect(primaryFirst(undefined)).toBeUndefined();
});

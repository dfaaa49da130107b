// An org whose users write what programs stumble over.

import { idOf } from '../ids.mjs';

const TEXTS = [
  "O\\'Reilly\\\\",
  "Robert'); DROP TABLE Lead;--",
  "=cmd|' /C calc'!A0",
  '+1+1',
  '-2+3',
  '@SUM(A1:A9)',
  '<script>alert("x")</script><img src=x onerror=alert(1)>',
  'שלום עולם \u202egnp.exe\u202c مرحبا',
  '👩🏽‍💻🚒 Ünïcödé 李小龍 Łódź',
  'line one\nline two\r\nline three\rline four\tand a tab',
  '"quoted", and a comma; and a semicolon | a pipe',
  '\u001b[31mred\u001b[0m \u001b]0;title\u0007 \u0008\u0008',
  '\\u0000 \u0000 \uFEFF \u2028 \u2029 \uD800',
  '%s %n $\x7bjndi:ldap://x} {{7*7}} $(id) `id`',
  '| a | b |\n|---|---|\n[x](javascript:alert(1)) ![](http://x.example/p.png)',
];
const LONG = 'All work and no play. '.repeat(1500).slice(0, 32_000);

const PLACES = [
  [
    'Lead',
    ['FirstName', 'LastName', 'Name', 'Title', 'Company', 'Next_Step__c', 'Recycle_Reason__c', 'Routing_Exception__c'],
  ],
  ['Opportunity', ['Name', 'NextStep']],
  ['Account', ['Name']],
  ['Contact', ['FirstName', 'LastName', 'Name', 'Title']],
  ['Task', ['Subject', 'Description', 'CallDisposition']],
  ['Event', ['Subject', 'Description']],
  ['Note', ['Title', 'Body']],
];

/** Numbers and dates as no form should have let them in, and fields that were thought to be required. */
const SURPRISES = [
  { CloseDate: '4000-12-31', Amount: 1e15 },
  { Amount: -125_000.5, CurrencyIsoCode: 'EUR' },
  { CloseDate: '1700-01-01', Amount: 0, CurrencyIsoCode: 'JPY' },
  { StageName: null },
  { Name: null, NextStep: LONG.slice(0, 255) },
  { AccountId: null, ContactId: null, Amount: null },
  { StageName: "Closed \\ 'Won'", IsClosed: false },
];

/** Spoils the texts, dates and amounts of an org, in place. */
export function hostileOrg(org) {
  let turn = 0;
  for (const [name, fields] of PLACES) {
    const { rows, touch } = org.tables.get(name);
    for (const row of rows) {
      for (const field of fields) {
        turn += 1;
        if (field in row) row[field] = TEXTS[turn % TEXTS.length];
      }
    }
    touch();
  }
  const deals = org.tables.get('Opportunity');
  for (const [index, surprise] of SURPRISES.entries()) Object.assign(deals.rows[index * 3], surprise);
  const leads = org.tables.get('Lead');
  Object.assign(leads.rows[0], { Status: null, Company: null, Email: 'not an address', Phone: '☎' });
  Object.assign(leads.rows[1], { OwnerId: idOf('00G', 999_999), CreatedDate: '4000-01-01T00:00:00.000Z' });
  Object.assign(org.tables.get('Task').rows[0], {
    Description: LONG,
    ActivityDate: '4000-01-01',
    WhoId: idOf('003', 999_999),
  });
  for (const name of ['Opportunity', 'Lead', 'Task']) org.tables.get(name).touch();
  return org;
}

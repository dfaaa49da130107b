import { describe, expect, it } from 'vitest';
import { formatDay, formatInstant } from '../../../../src/lib/time.ts';
import { csv, readExport } from '../../read-export.ts';

const contacts = (...rows: readonly string[]): string =>
  csv('Record ID,First Name,Last Name,Email,Lifecycle Stage,Lead Status,Contact owner', ...rows);

const seen = (values: readonly (number | null | undefined)[]) =>
  values.map((value) => (typeof value === 'number' ? formatInstant(value) : value));

describe('contacts of HubSpot', () => {
  it('act as leads in an early stage of their life or with a lead status, until there is a deal', async () => {
    const { lead, contact, dataset } = await readExport({
      'all-contacts.csv': contacts(
        '1,Ann,Early,a@x.example,Lead,,',
        '2,Ben,Qualified,b@x.example,Marketing Qualified Lead,,',
        '3,Cleo,Worked,c@x.example,Other,IN_PROGRESS,',
        '4,Dan,Dealt,d@x.example,Opportunity,Open deal,',
        '5,Eve,Customer,e@x.example,customer,,',
        '6,Flo,Unknown,f@x.example,,,',
        '7,Gus,Internal,g@x.example,salesqualifiedlead,Connected,',
      ),
    });
    expect(contact).toHaveLength(7);
    expect(lead.map(({ id }) => id)).toEqual(['1', '2', '3', '7']);
    expect(lead[2]).toMatchObject({
      type: 'lead',
      name: 'Cleo Worked',
      status: 'IN_PROGRESS',
      nextStep: null,
      isConverted: false,
    });
    expect([dataset.columnOf('lead', 'status'), dataset.columnOf('contact', 'email')]).toEqual([
      'Lead Status',
      'Email',
    ]);
  });

  it('are no leads where no column could tell', async () => {
    const { lead, gaps } = await readExport({ 'contacts.csv': csv('Record ID,First Name', '1,Ann') });
    expect(lead).toEqual([]);
    expect(gaps).toContainEqual(
      expect.objectContaining({ reason: 'no column Lead Status, nor Lifecycle Stage: no contact is known as a lead' }),
    );
  });

  it('have no next step of their own, unless a column looks like one', async () => {
    const read = async (column: string, config = '') =>
      readExport({ 'contacts.csv': csv(`Record ID,Lead Status,First Name,${column}`, '1,New,Ann,Call') }, { config });
    expect((await read('City')).lead[0]?.nextStep).toBeNull();
    expect((await read('Next Step')).lead[0]?.nextStep).toBe('Call');
    const open = await read('Next Step Details');
    expect(open.lead[0]?.nextStep).toBeUndefined();
    expect(open.gaps).toContainEqual(expect.objectContaining({ hides: ['lead.nextStep'] }));
    const mapped = await read('Next Step Details', 'fields: { lead: { nextStep: Next Step Details } }');
    expect(mapped.lead[0]?.nextStep).toBe('Call');
  });

  it('are read by the names of the API as well, and a mapped column must be there', async () => {
    const file = { 'contacts.csv': csv('hs_object_id,firstname,hs_lead_status,hubspot_owner_id', '1,Ann,NEW,77') };
    expect((await readExport(file)).lead).toMatchObject([{ id: '1', firstName: 'Ann', status: 'NEW', ownerId: '77' }]);
    await expect(readExport(file, { config: 'fields: { lead: { status: Lead Stat } }' })).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringContaining('has no column "Lead Stat"'),
    });
  });
});

describe('owners of HubSpot', () => {
  const cells = ['Priya Raman', 'priya@seller.example', '77', 'PRIYA RAMAN (priya@seller.example)'];
  const rows = contacts(...cells.map((cell, n) => `${n},A,B,,Lead,,${cell}`), '9,A,B,,Lead,,');

  it('are one person by name, e-mail address or id, where users were exported', async () => {
    const { lead, person, parts } = await readExport({
      'contacts.csv': rows,
      'users.csv': csv(
        'Owner ID,Name,Email,Status,Manager',
        '77,Priya Raman,priya@seller.example,Active,helen@seller.example',
        '78,Helen Marchetti,helen@seller.example,Deactivated,',
      ),
    });
    expect(lead.map(({ ownerId }) => ownerId)).toEqual(['77', '77', '77', '77', null]);
    expect(lead[1]).toMatchObject({ ownerName: 'Priya Raman', ownerEmail: 'priya@seller.example' });
    expect(person).toMatchObject([
      { id: '77', kind: 'user', isActive: true, managerId: '78' },
      { id: '78', isActive: false, managerId: null },
    ]);
    expect(parts).toContain('people');
  });

  it('are known by what stands on their records, where they were not', async () => {
    const { lead, gaps } = await readExport({
      'contacts.csv': rows.replace('Priya', 'Doug Pruitt (Deactivated User)'),
    });
    expect(lead.map(({ ownerId, ownerName, ownerEmail }) => [ownerId, ownerName, ownerEmail])).toEqual([
      ['Doug Pruitt (Deactivated User) Raman', 'Doug Pruitt (Deactivated User) Raman', undefined],
      ['priya@seller.example', undefined, 'priya@seller.example'],
      ['77', undefined, undefined],
      ['priya@seller.example', 'PRIYA RAMAN', 'priya@seller.example'],
      [null, undefined, undefined],
    ]);
    expect(gaps).toContainEqual(expect.objectContaining({ hides: ['people'], isIncomplete: true }));
  });

  it('keep their names when they have left', async () => {
    const { lead } = await readExport({ 'contacts.csv': contacts('1,A,B,,Lead,,Doug Pruitt (Deactivated User)') });
    expect(lead[0]?.ownerId).toBe('Doug Pruitt');
  });
});

describe('deals of HubSpot', () => {
  it('keep stage, pipeline and dates as the account shows them, and the lists of whom they are with', async () => {
    const { deal, parts, contact } = await readExport(
      {
        'deals.csv': csv(
          'Record ID,Deal Name,Pipeline,Deal Stage,Amount,Close Date,Create Date,Deal owner,Associated Company IDs,Associated Contact IDs',
          '9,Acme,Renewals,Closed Won (Renewals),"$21,000",2026-11-30 23:30,2026-11-02 09:30,Ann,7;8,#51; 52;51',
          '10,Beta,Sales,Contract Sent,58.8k,,,Ann,,',
        ),
        'contacts.csv': contacts('51,A,B,,Customer,,'),
      },
      { zone: 'America/New_York' },
    );
    expect(deal).toMatchObject([
      { stage: 'Closed Won', pipeline: 'Renewals', amount: 21_000, accountId: '7', contactIds: ['51', '52'] },
      { stage: 'Contract Sent', amount: 58_800, accountId: null, contactIds: null, closeDate: null },
    ]);
    expect(formatDay(deal[0]?.closeDate ?? 0)).toBe('2026-11-30');
    expect(seen([deal[0]?.createdAt])).toEqual(['2026-11-02T14:30:00.000Z']);
    expect([contact.length, parts.includes('contactRoles')]).toEqual([1, true]);
  });

  it('hide their contacts where the column was not exported', async () => {
    const { gaps, parts } = await readExport({ 'deals.csv': csv('Record ID,Deal Name', '9,Acme') });
    expect(gaps).toContainEqual(
      expect.objectContaining({ reason: 'no column Associated Contact IDs', hides: ['deal.contactIds'] }),
    );
    expect(parts).not.toContain('contactRoles');
  });
});

describe('activities of HubSpot', () => {
  const people = { 'contacts.csv': contacts('1,Ann,Lead,,Lead,,', '2,Ben,Buyer,,Customer,,', '3,Cy,Lead,,Lead,,') };
  const about = 'Activity assigned to,Associated Contact IDs,Associated Deal IDs,Associated Company IDs';

  it('are told apart by their columns, whatever the files are called', async () => {
    const { activity, parts } = await readExport({
      ...people,
      '1.csv': csv(
        `Record ID,Call Title,Call notes,Activity date,Call direction,${about}`,
        '11,Call,,2026-11-02 10:00,Inbound,Ann,2,9,7',
      ),
      '2.csv': csv(
        `Record ID,Meeting name,Meeting start time,Meeting end time,${about}`,
        '12,Demo,2026-12-01 10:00,2026-12-01 11:00,Ann,2,9,',
      ),
      '3.csv': csv(
        `Record ID,Task Title,Task Status,Due date,Completed at,${about}`,
        '13,Send,COMPLETED,2026-11-03,2026-11-04 09:00,Ann,2,9,',
        '14,Write,Not started,2026-12-03,,Ann,,9,',
      ),
      '4.csv': csv(`Record ID,Note body,Activity date,${about}`, '15,<p>Met Ben</p>,2026-11-05 10:00,Ann,2,9,'),
      '5.csv': csv(
        `Record ID,Email subject,Email direction,Activity date,Email from address,${about}`,
        '16,Re: x,INCOMING_EMAIL,2026-11-06 10:00,Ben@x.example,Ann,2,9,',
      ),
    });
    expect(activity.map(({ id, kind, direction, isCompleted }) => [id, kind, direction, isCompleted])).toEqual([
      ['11', 'call', 'inbound', true],
      ['12', 'meeting', null, false],
      ['13', 'task', null, true],
      ['14', 'task', null, false],
      ['15', 'note', null, true],
      ['16', 'email', 'inbound', true],
    ]);
    expect(activity[0]).toMatchObject({ ownerId: 'Ann', dealId: '9', accountId: '7', contactIds: ['2'], leadId: null });
    expect(activity[5]?.emails).toEqual(['ben@x.example']);
    expect(seen([activity[2]?.at, activity[3]?.at])).toEqual(['2026-11-04T09:00:00.000Z', null]);
    expect(parts).toEqual(expect.arrayContaining(['calls', 'meetings', 'tasks', 'notes', 'emails', 'participants']));
  });

  it('are about every lead and deal that they are associated with, and counted once for the people', async () => {
    const { activity } = await readExport({
      ...people,
      'notes.csv': csv(
        `Record ID,Note body,Activity date,${about}`,
        '15,Fair,2026-11-05,Ann,1;2;3,,',
        '16,Deals,2026-11-05,Ann,2,8;9,7',
      ),
    });
    expect(activity.map(({ id, leadId, dealId, contactIds }) => [id, leadId, dealId, contactIds])).toEqual([
      ['15', '1', null, ['1', '2', '3']],
      ['15', '3', null, []],
      ['16', null, '8', ['2']],
      ['16', null, '9', ['2']],
    ]);
  });

  it('do not count where nobody met, and keep what was written about it', async () => {
    const { activity } = await readExport({
      'meetings.csv': csv(
        'Record ID,Meeting name,Meeting outcome,Meeting start time,Internal meeting notes',
        '1,A,Completed,2026-11-01 10:00,',
        '2,B,CANCELED,2026-11-02 10:00,',
        '3,C,Rescheduled,2026-11-03 10:00,',
        '4,D,No show,2026-11-04 10:00,Nobody came',
        '5,E,NO_SHOW,2026-11-05 10:00,',
      ),
      'emails.csv': csv(
        'Record ID,Email subject,Email direction,Email send status',
        '6,A,EMAIL,DRAFT',
        '7,B,EMAIL,SENT',
      ),
    });
    expect(activity.map(({ id, kind, body }) => [id, kind, body])).toEqual([
      ['1', 'meeting', null],
      ['4', 'note', 'Nobody came'],
      ['7', 'email', undefined],
    ]);
  });

  it('hide what cannot be told without their associations', async () => {
    const { gaps, parts } = await readExport({ 'calls.csv': csv('Record ID,Call Title', '1,A') });
    expect(gaps.flatMap(({ hides }) => hides)).toEqual(expect.arrayContaining(['calls', 'participants', 'tasks']));
    expect(parts).not.toContain('calls');
  });
});

describe('files of HubSpot', () => {
  it('are known by the id of records, and nothing else is', async () => {
    await expect(readExport({ 'contacts.csv': csv('Email,First Name', 'a@x.example,Ann') })).rejects.toMatchObject({
      name: 'UserError',
    });
    const { account } = await readExport({
      'companies.csv': csv('Record ID,Company name,Lifecycle Stage', '7,Acme,Lead'),
      'budget.csv': csv('a,b', '1,2'),
    });
    expect(account).toMatchObject([{ id: '7', name: 'Acme' }]);
  });

  it('of the object Lead are passed over, and that is told', async () => {
    const { gaps, lead } = await readExport({
      'leads.csv': csv('Record ID,Lead Name', '1,Ann'),
      'contacts.csv': contacts('51,A,B,,Lead,,'),
    });
    expect(lead.map(({ id }) => id)).toEqual(['51']);
    expect(gaps).toContainEqual(expect.objectContaining({ what: 'leads.csv', isIncomplete: true }));
  });
});

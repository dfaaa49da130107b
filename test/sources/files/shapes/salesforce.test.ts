import { describe, expect, it } from 'vitest';
import { formatDay, formatInstant } from '../../../../src/lib/time.ts';
import { csv, readExport } from '../../read-export.ts';

const lead = '00Q5f000000aiJSEAY';
const deal = '0065f000000H7tiAAC';
const contact = '0035f000000lV6gAAE';
const other = '0035f000000lV73AAE';
const rep = '0055f000000i3tYAAQ';

const otherLead = '00Q5f000000aiJXEAY';

const mappedNextStep = 'fields: { lead: { nextStep: Next_Step__c } }';

describe('an export of Salesforce', () => {
  it('finds files and columns whatever their case and order', async () => {
    const { lead: leads, dataset } = await readExport({
      'LEAD.CSV': csv('STATUS,id,Company', 'Open,00Q5f000000aiJS,Acme'),
    });
    expect(leads).toMatchObject([{ type: 'lead', id: lead, status: 'Open', companyName: 'Acme' }]);
    expect(dataset.columnOf('lead', 'status')).toBe('STATUS');
  });

  it('completes ids of 15 characters and takes the empty lookup for blank', async () => {
    const { deal: deals } = await readExport({
      'Opportunity.csv': csv('Id,AccountId,OwnerId', '0065f000000H7ti ,000000000000000AAA,0055f000000i3tY'),
    });
    expect(deals).toMatchObject([{ id: deal, accountId: null, ownerId: rep }]);
  });

  it('reads the many spellings of blank, but leaves what people wrote', async () => {
    const { lead: leads } = await readExport(
      {
        'Lead.csv': csv(
          'Id,LeadSource,NumberOfEmployees,Email,LastName,Company,Country,Next_Step__c,CreatedDate',
          `${lead},n/a,-,#N/A,TBD,None,NA,TBD,TBD`,
          `${otherLead},--None--,,"  ",,,," ",`,
        ),
      },
      { config: mappedNextStep },
    );
    const blank = { source: null, employees: null, email: null, createdAt: null };
    expect(leads).toMatchObject([
      { ...blank, lastName: 'TBD', companyName: 'None', country: 'NA', nextStep: 'TBD' },
      { ...blank, lastName: null, companyName: null, country: null, nextStep: null },
    ]);
  });

  it('knows that a standard lead has no next step', async () => {
    const { lead: leads, dataset } = await readExport({ 'Lead.csv': csv('Id,Status', `${lead},Open`) });
    expect(leads[0]?.nextStep).toBeNull();
    expect(dataset.columnOf('lead', 'nextStep')).toBeUndefined();
  });

  it('leaves the next step of leads open where a field looks like one and is not mapped', async () => {
    const { lead: leads, gaps } = await readExport({ 'Lead.csv': csv('Id,Next_Step__c', `${lead},Call`) });
    expect(leads[0]?.nextStep).toBeUndefined();
    expect(gaps).toContainEqual(
      expect.objectContaining({ hides: ['lead.nextStep'], reason: expect.stringContaining('Next_Step__c looks like') }),
    );
  });

  it('does not know the next step of deals whose column was not exported', async () => {
    const { deal: deals, gaps } = await readExport({ 'Opportunity.csv': csv('Id,Name', `${deal},Acme`) });
    expect(deals[0]?.nextStep).toBeUndefined();
    expect(gaps).toContainEqual({
      what: 'Opportunity.csv',
      reason: 'no column NextStep',
      hides: ['deal.nextStep'],
      isIncomplete: true,
    });
  });

  it('says nothing of missing columns that no rule reads', async () => {
    const { gaps } = await readExport(
      { 'Opportunity.csv': csv('Id,Name', `${deal},Acme`) },
      { fields: { deal: new Set(['id', 'name']) } },
    );
    expect(gaps.filter(({ what }) => what === 'Opportunity.csv')).toEqual([]);
  });

  it('prefers a mapped custom field, and refuses one that no file has', async () => {
    const files = { 'Lead.csv': csv('Id,LeadSource,Source__c', `${lead},Web,Fair`) };
    const { lead: leads } = await readExport(files, { config: 'fields: { lead: { source: Source__c } }' });
    expect(leads[0]?.source).toBe('Fair');
    const config = 'fields:\n  lead: { source: Surce__c, recheckDate: Recheck__c }';
    await expect(readExport(files, { config })).rejects.toMatchObject({
      name: 'UserError',
      problems: [
        {
          message: 'export/Lead.csv has no column "Surce__c"',
          at: { file: 'threadcount.yaml', line: 2, column: 19 },
          hint: 'did you mean "Source__c"?',
        },
        { message: 'export/Lead.csv has no column "Recheck__c"' },
      ],
    });
  });

  it('puts a name together where its column is missing', async () => {
    const { lead: leads, contact: contacts } = await readExport({
      'Lead.csv': csv('Id,FirstName,LastName', `${lead},Ada,Lovelace`),
      'Contact.csv': csv('Id,FirstName,LastName', `${contact},,Babbage`),
    });
    expect([leads[0]?.name, contacts[0]?.name]).toEqual(['Ada Lovelace', 'Babbage']);
  });

  it('refuses leads and deals without ids', async () => {
    const reading = readExport({
      'Lead.csv': csv('Status,Company', 'Open,Acme'),
      'Opportunity.csv': csv('Name', 'Acme'),
    });
    await expect(reading).rejects.toMatchObject({
      name: 'UserError',
      problems: [
        { message: 'export/Lead.csv has no Id column' },
        { message: 'export/Opportunity.csv has no Id column' },
      ],
    });
  });

  it('reads nothing of a file whose rows hang on nothing, and says so once', async () => {
    const {
      activity,
      contactRole,
      contact: contacts,
      history,
      parts,
      gaps,
    } = await readExport({
      'Note.csv': csv('Id,Body,CreatedDate', '1,Spoke,2026-11-02T10:00:00Z'),
      'OpportunityContactRole.csv': csv('Id,OpportunityId,Role', `1,${deal},Champion`),
      'Contact.csv': csv('Email', 'dana@customer.example'),
      'LeadHistory.csv': csv('LeadId,Field,OldValue,NewValue,CreatedDate', `${lead},Status,a,b,2026-11-02T10:00:00Z`),
      'User.csv': csv('Name', 'Priya Raman'),
    });
    expect([activity, contactRole, contacts, history, parts]).toEqual([[], [], [], [], []]);
    const told = gaps.filter(({ what }) => /^(?:Note|OpportunityContactRole|Contact|LeadHistory|User)\b/.test(what));
    expect(told.map(({ what, reason, hides }) => [what, reason, hides])).toEqual(
      expect.arrayContaining([
        ['Note.csv', 'no column ParentId', ['notes']],
        ['OpportunityContactRole.csv', 'no column ContactId', ['contactRoles']],
        ['Contact.csv', 'no column Id', ['contacts']],
        ['LeadHistory.csv', 'no column CreatedById', ['leadHistory']],
        ['User.csv', 'no column Id', ['people']],
      ]),
    );
    expect(told.map(({ reason }) => reason)).not.toContain('the file is empty');
  });

  it('knows queues by their ids, and not by name, where the groups do not tell it', async () => {
    const queue = '00G5f000000UdixEAC';
    const { person } = await readExport({ 'Group.csv': csv('Id,Type', `${queue},Queue`) });
    expect(person).toMatchObject([{ id: queue, name: undefined, kind: 'queue' }]);
    const { gaps } = await readExport({ 'Group.csv': csv('Name,Type', 'Inbound,Queue') });
    expect(gaps).toContainEqual({
      ...{ what: 'Group.csv', reason: 'no column Id', hides: ['person.name'], isIncomplete: true },
    });
  });

  it('tells users from queues, and other groups from both', async () => {
    const { person, parts } = await readExport({
      'User.csv': csv('Id,Name,Email,IsActive,Title', `${rep},Priya Raman,p@seller.example,false,Account Executive`),
      'Group.csv': csv('Id,Name,Type', '00G5f000000UdixEAC,Inbound Queue,Queue', '00G5f000000UdjKEAS,All,Regular'),
    });
    expect(person).toMatchObject([
      { id: rep, kind: 'user', isActive: false, role: 'Account Executive' },
      { id: '00G5f000000UdixEAC', name: 'Inbound Queue', kind: 'queue', isActive: true },
    ]);
    expect(parts).toContain('people');
  });

  it('reads times without a zone as UTC, and dates that are written as midnight as days of ours', async () => {
    const row = `${deal},2026-11-02 09:30:00,2026-12-01 00:00:00,2026-11-01 00:00:00,2026-11-01`;
    const { deal: deals } = await readExport(
      { 'Opportunity.csv': csv('Id,CreatedDate,CloseDate,LastActivityDate,LastStageChangeDate', row) },
      { zone: 'America/New_York' },
    );
    expect(formatInstant(deals[0]?.createdAt ?? 0)).toBe('2026-11-02T09:30:00.000Z');
    expect(formatDay(deals[0]?.closeDate ?? 0)).toBe('2026-12-01');
    expect(formatInstant(deals[0]?.lastActivityAt ?? 0)).toBe('2026-11-01T04:00:00.000Z');
    expect(formatInstant(deals[0]?.stageChangedAt ?? 0)).toBe('2026-11-01T04:00:00.000Z');
  });

  it('reads entities as what they stand for, once', async () => {
    const { lead: leads, deal: deals } = await readExport({
      'Lead.csv': csv('Id,Company', `${lead},AT&amp;T &#8211; &quot;Süd&quot; &amp;amp; &unknown;`),
      'Opportunity.csv': csv('Id,NextStep', `${deal},Call Ann &amp; Bob &lt;Friday&gt;`),
    });
    expect(leads[0]?.companyName).toBe('AT&T – "Süd" &amp; &unknown;');
    expect(deals[0]?.nextStep).toBe('Call Ann & Bob <Friday>');
  });

  it('reads ids with what people and spreadsheets put around them', async () => {
    const { account, contact: contacts } = await readExport({
      'Account.csv': csv('Id', '#0015f000000aiJS', '12345.0 ', '120'),
      'Contact.csv': csv('Id,AccountId', `${contact},000000000000000`),
    });
    expect(account.map(({ id }) => id)).toEqual(['0015f000000aiJSAAY', '12345', '120']);
    expect(contacts[0]?.accountId).toBeNull();
  });

  it('takes dates that stand for none for blank', async () => {
    const days = ['1970-01-01', '9999-12-31', '1900-01-00', '2050-01-01', '12/31/9999', '1970-01-01 00:00:00'];
    const { deal: deals } = await readExport(
      { 'Opportunity.csv': csv('Id,CloseDate,CreatedDate', ...days.map((day, n) => `${n},${day},${day}`)) },
      { zone: 'America/New_York' },
    );
    const known = deals.filter((_, n) => n !== 2);
    expect(known.map(({ closeDate, createdAt }) => [closeDate, createdAt])).toEqual(known.map(() => [null, null]));
    expect(deals[2]?.closeDate).toBeUndefined();
  });

  it('says what is hidden by files that are not there', async () => {
    const { gaps, parts } = await readExport({ 'Leads.csv': '', 'Contact.csv': csv('Id', contact) });
    const hidden = gaps.flatMap(({ hides }) => hides);
    expect(hidden).toEqual(
      expect.arrayContaining(['people', 'accounts', 'leadHistory', 'dealHistory', 'tasks', 'notes']),
    );
    expect(gaps).toContainEqual(
      expect.objectContaining({ what: 'Lead', reason: 'no such file (did you mean "Leads.csv"?)' }),
    );
    expect(parts).toEqual(['contacts']);
  });

  it('takes a file without a header for one that is not there', async () => {
    const { gaps, parts } = await readExport({ 'Contact.csv': csv('Id', contact), 'User.csv': '\n' });
    expect(gaps).toContainEqual(expect.objectContaining({ what: 'User', hides: ['people'] }));
    expect(parts).not.toContain('people');
  });
});

describe('history of Salesforce', () => {
  const head = 'LeadId,Field,OldValue,NewValue,CreatedById,CreatedDate';
  const at = '2026-10-01T10:00:00.000Z';
  const read = async (...lines: string[]) => {
    const { history, parts } = await readExport({ 'LeadHistory.csv': csv(head, ...lines) });
    return { parts, rows: history.map(({ field, from, to }) => [field, from, to]) };
  };

  it('keeps the id of an owner, and the name where there is no id', async () => {
    const { rows } = await read(
      `${lead},Owner,Ann,Ben,${rep},${at}`,
      `${lead},Owner,0055f000000i3vmAAA,${rep},${rep},${at}`,
      `${lead},ownerAssignment,Queue,Cyd,${rep},2026-10-02T10:00:00.000Z`,
    );
    expect(rows).toEqual([
      ['owner', '0055f000000i3vmAAA', rep],
      ['owner', 'Queue', 'Cyd'],
    ]);
  });

  it('takes a conversion for a change of status unless the status itself tells of it', async () => {
    const told = await read(
      `${lead},leadConverted,,,${rep},${at}`,
      `${lead},Status,Qualified,Closed - Converted,${rep},${at}`,
    );
    expect(told.rows).toEqual([['status', 'Qualified', 'Closed - Converted']]);
    const untold = await read(
      `${lead},Status,New,Working,${rep},2026-09-01T10:00:00.000Z`,
      `${lead},leadConverted,,,${rep},${at}`,
    );
    expect(untold.rows).toEqual([
      ['status', 'New', 'Working'],
      ['status', null, 'Converted'],
    ]);
  });

  it('does not make an untracked status look tracked', async () => {
    expect((await read(`${lead},leadConverted,,,${rep},${at}`)).rows).toEqual([]);
  });

  it('knows mapped fields with and without their suffix, and leaves out what is no field of ours', async () => {
    const { history } = await readExport(
      {
        'Lead.csv': csv('Id,Next_Step__c', `${lead},Call`),
        'LeadHistory.csv': csv(
          head,
          `${lead},Next_Step__c,,Call,${rep},${at}`,
          `${lead},next_step,Call,Mail,${rep},${at}`,
          `${lead},created,,,${rep},${at}`,
          `${lead},Fax,1,2,${rep},${at}`,
        ),
      },
      { config: mappedNextStep },
    );
    expect(history.map(({ field, to }) => [field, to])).toEqual([
      ['nextStep', 'Call'],
      ['nextStep', 'Mail'],
    ]);
  });

  it('counts a history without any change as not there', async () => {
    const { parts, rows } = await read();
    expect(rows).toEqual([]);
    expect(parts).not.toContain('leadHistory');
    expect((await read(`${lead},Status,a,b,${rep},${at}`)).parts).toContain('leadHistory');
  });

  it('fills in from snapshots what the field history of a deal does not tell', async () => {
    const second = '0065f000000H7u5AAC';
    const { history, parts } = await readExport({
      'OpportunityFieldHistory.csv': csv(
        'OpportunityId,Field,OldValue,NewValue,CreatedById,CreatedDate',
        `${deal},StageName,Prospecting,Qualification,${rep},${at}`,
      ),
      'OpportunityHistory.csv': csv(
        'OpportunityId,StageName,CloseDate,PrevCloseDate,CreatedById,CreatedDate',
        `${deal},Qualification,2026-12-01,2026-12-01,${rep},${at}`,
        `${second},Prospecting,2026-12-31,2026-11-30,${rep},${at}`,
      ),
    });
    expect(history.map(({ recordId, field, from, to }) => [recordId, field, from, to])).toEqual([
      [deal, 'stage', 'Prospecting', 'Qualification'],
      [second, 'stage', null, 'Prospecting'],
      [second, 'closeDate', '2026-11-30', '2026-12-31'],
    ]);
    expect(parts).toContain('dealHistory');
  });
});

describe('activities of Salesforce', () => {
  /** Every column of tasks that activity cannot be known without. */
  const whole =
    'Id,WhoId,WhatId,Subject,TaskSubtype,CallType,IsClosed,CompletedDateTime,ActivityDate,Description,OwnerId,CreatedById,CreatedDate';

  const taskHead =
    'Id,WhoId,WhatId,Subject,TaskSubtype,Type,CallType,IsClosed,Description,ActivityDate,CreatedDate,LastModifiedDate';
  const task = (rest: string): string => `00T5f000000QpQxEAK,${contact},${deal},${rest}`;
  const dates = ',,2026-11-02,2026-11-02T15:00:00Z,2026-11-02T15:00:00Z';
  const readTasks = async (...rows: string[]) =>
    (await readExport({ 'Task.csv': csv(taskHead, ...rows.map((row) => task(row + dates))) })).activity;

  it('tells calls and e-mails from tasks by subtype, type or subject', async () => {
    const rows = await readTasks(
      'Spoke to Dana,Call,,Inbound,true',
      'Sent the offer,Email,,,true',
      'Spoke to Dana,Task,Call,,true',
      'Call: Dana,Task,,,true',
      'Email: offer,,,,true',
      'Callback list,Task,,,true',
    );
    expect(rows.map(({ kind, direction }) => [kind, direction])).toEqual([
      ['call', 'inbound'],
      ['email', null],
      ['call', null],
      ['call', null],
      ['email', 'outbound'],
      ['task', null],
    ]);
  });

  it('tells the direction of a logged e-mail by its sender, where we know our people', async () => {
    const head = 'Id,Subject,TaskSubtype,IsClosed,Description';
    const body = (from: string) => `"From: ${from}\nTo: x@y.example\nBody:\nHello"`;
    const { activity } = await readExport({
      'User.csv': csv('Id,Email', `${rep},Priya@Seller.example`),
      'Task.csv': csv(
        head,
        `1,Re: offer,Email,true,${body('Priya <priya@seller.example>')}`,
        `2,Email: offer,Email,true,${body('dana@customer.example')}`,
        '3,← offer,Email,true,',
        '4,[Outreach] [Email] [Out] offer,Email,true,',
        '5,Re: offer,Email,true,',
      ),
    });
    expect(activity.map(({ direction }) => direction)).toEqual(['outbound', 'inbound', 'inbound', 'outbound', null]);
  });

  it('places activities on leads, deals, accounts and contacts by their ids', async () => {
    const { activity } = await readExport({
      'Task.csv': csv('Id,WhoId,WhatId', `1,${lead},`, `2,${contact},0015f000000CyxPAAS`, `3,${contact},${deal}`),
      'TaskRelation.csv': csv('TaskId,RelationId,IsDeleted', `3,${other},false`, `3,${rep},false`, `3,${lead},true`),
    });
    expect(activity).toMatchObject([
      { leadId: lead, contactIds: [], dealId: null },
      { accountId: '0015f000000CyxPAAS', contactIds: [contact] },
      { dealId: deal, leadId: null, contactIds: [contact, other] },
    ]);
  });

  it('works out when a task was done where that was not recorded', async () => {
    const { activity } = await readExport({
      'Task.csv': csv(
        'Id,IsClosed,CompletedDateTime,ActivityDate,CreatedDate,LastModifiedDate',
        '1,true,2026-11-03T10:00:00Z,2026-11-02,2026-11-01T09:00:00Z,2026-11-09T09:00:00Z',
        '2,true,,2026-11-02,2026-11-02T09:00:00Z,2026-11-09T09:00:00Z',
        '3,true,,2026-11-02,2026-11-01T09:00:00Z,2026-11-09T09:00:00Z',
        '4,true,,2026-11-05,2026-11-01T09:00:00Z,2026-11-02T09:00:00Z',
        '5,true,,,2026-11-01T09:00:00Z,2026-11-02T09:00:00Z',
        '6,false,,2026-11-05,2026-11-01T09:00:00Z,2026-11-02T09:00:00Z',
      ),
    });
    expect(activity.map(({ at }) => (at ? formatInstant(at).slice(0, 16) : at))).toEqual([
      '2026-11-03T10:00',
      '2026-11-02T09:00',
      '2026-11-02T23:59',
      '2026-11-02T09:00',
      '2026-11-02T09:00',
      null,
    ]);
  });

  const eventHead = 'Id,WhoId,WhatId,Subject,StartDateTime,EndDateTime,IsChild';
  const start = '2026-11-20T15:00:00Z,2026-11-20T16:00:00Z';
  const over = '2026-11-10T15:00:00Z,2026-11-10T16:00:00Z';

  it('reads meetings once, without copies and cancellations', async () => {
    const { activity } = await readExport({
      'Event.csv': csv(
        eventHead,
        `1,${contact},${deal},Demo,${over},false`,
        `2,${contact},${deal},Demo,${over},true`,
        `3,${contact},${deal},Canceled: Demo,${over},false`,
        `4,${contact},${deal},Review,${start},false`,
      ),
    });
    expect(activity.map(({ id, isCompleted }) => [id, isCompleted])).toEqual([
      ['1', true],
      ['4', false],
    ]);
  });

  it('counts those who accepted for meetings to come, and all but those who declined for past ones', async () => {
    const { activity } = await readExport({
      'Event.csv': csv(
        eventHead,
        `1,${contact},${deal},Past,${over},false`,
        `2,${contact},${deal},To come,${start},false`,
        `3,${contact},${deal},Unanswered,${start},false`,
      ),
      'EventRelation.csv': csv(
        'EventId,RelationId,Status',
        `1,${contact},Declined`,
        `1,${other},New`,
        `2,${contact},New`,
        `2,${other},Accepted`,
        `3,${other},`,
      ),
    });
    expect(activity.map(({ contactIds }) => contactIds)).toEqual([[other], [other], [contact, other]]);
  });

  it('does not know who took part where a relation is told in part, or an activity has more people than it tells', async () => {
    const meeting = (count: number) => csv(`${eventHead},WhoCount`, `1,${contact},${deal},Demo,${over},false,${count}`);
    const alone = await readExport({ 'Event.csv': meeting(1) });
    expect(alone.activity[0]?.contactIds).toEqual([contact]);
    const crowd = await readExport({ 'Event.csv': meeting(3) });
    expect(crowd.activity[0]?.contactIds).toBeUndefined();
    expect(crowd.parts).not.toContain('participants');
    expect(crowd.gaps).toContainEqual({
      what: 'Event.csv',
      reason: 'of 1 with several contacts only the first is known',
      hides: ['participants'],
      isIncomplete: true,
    });
    const relation = csv('EventId,RelationId', `1,${other}`);
    const unanswered = await readExport({ 'Event.csv': meeting(1), 'EventRelation.csv': relation });
    expect(unanswered.activity[0]?.contactIds).toBeUndefined();
    expect(unanswered.parts).not.toContain('participants');
  });

  it('does not know whether a meeting without a subject was called off', async () => {
    const head = eventHead.replace(',Subject', '');
    const { activity, parts } = await readExport({ 'Event.csv': csv(head, `1,${contact},${deal},${over},false`) });
    expect(activity[0]?.isCompleted).toBeUndefined();
    expect(parts).not.toContain('meetings');
  });

  it('gives an all-day event the whole of its day', async () => {
    const { activity } = await readExport(
      { 'Event.csv': csv('Id,ActivityDate,IsAllDayEvent,StartDateTime', '1,2026-11-20,true,2026-11-20T00:00:00Z') },
      { zone: 'America/New_York' },
    );
    expect(activity.map(({ at, endAt }) => [at ?? 0, endAt ?? 0].map(formatInstant))).toEqual([
      ['2026-11-20T05:00:00.000Z', '2026-11-21T04:59:59.999Z'],
    ]);
  });

  it('counts an e-mail once, with the people of the task that it was logged under', async () => {
    const { activity, parts } = await readExport({
      'Task.csv': csv(
        whole,
        `00T1,${lead},,Email: hi,Email,,true,,,,${rep},${rep},2026-11-02T10:00:00Z`,
        `00T2,,,Call,Call,,true,,,,${rep},${rep},2026-11-02T10:00:00Z`,
      ),
      'EmailMessage.csv': csv(
        'Id,ActivityId,RelatedToId,Incoming,FromAddress,ToAddress,CcAddress,MessageDate,Status',
        `02s1,00T1,,true,Dana@Customer.example,"Priya <priya@seller.example>; x@y.example",,2026-11-02T10:00:00Z,1`,
        `02s2,,${deal},false,priya@seller.example,dana@customer.example,,2026-11-03T10:00:00Z,3`,
        `02s3,,${deal},false,priya@seller.example,dana@customer.example,,2026-11-03T10:00:00Z,5`,
      ),
    });
    expect(activity).toMatchObject([
      { id: '00T2', kind: 'call' },
      {
        ...{ id: '02s1', kind: 'email', direction: 'inbound', leadId: lead },
        emails: ['dana@customer.example', 'priya@seller.example', 'x@y.example'],
      },
      { id: '02s2', direction: 'outbound', dealId: deal },
    ]);
    expect(parts).toEqual(['tasks', 'calls', 'emails', 'participants']);
  });

  it('reads notes of both kinds on the records that they hang on', async () => {
    const second = '0065f000000H7u5AAC';
    const { activity } = await readExport({
      'Note.csv': csv(
        'Id,ParentId,Title,Body,CreatedDate',
        `1,${lead},Call,"Spoke, ""at length""",2026-11-02T10:00:00Z`,
      ),
      'ContentNote.csv': csv('Id,Title,TextPreview,CreatedDate', '069A,Plan,We agreed,2026-11-02T10:00:00Z'),
      'ContentDocumentLink.csv': csv(
        'ContentDocumentId,LinkedEntityId',
        ...[rep, deal, contact, second].map((id) => `069A,${id}`),
      ),
    });
    expect(activity).toMatchObject([
      { kind: 'note', leadId: lead, body: 'Spoke, "at length"', isCompleted: true },
      { kind: 'note', dealId: deal, contactIds: [contact], body: 'We agreed' },
      { kind: 'note', dealId: second },
    ]);
  });

  it('says that the export cuts long notes', async () => {
    const { gaps } = await readExport({
      'ContentNote.csv': csv('Id,TextPreview,CreatedDate', `1,${'x'.repeat(255)},2026-11-02`, '2,short,2026-11-02'),
    });
    expect(gaps).toContainEqual(
      expect.objectContaining({ reason: '1 note is cut at 255 characters, and not judged by the beginning alone' }),
    );
  });

  it('trusts no activity of which it cannot tell what it is about, or whether it was done', async () => {
    const read = async (head: string) => (await readExport({ 'Task.csv': csv(head) })).parts;
    const without = (column: string) => read(whole.replace(`,${column},`, ','));
    const all = ['tasks', 'calls', 'emails', 'participants'];
    expect(await read(whole)).toEqual(all);
    expect(await read(whole.replace('IsClosed', 'Status'))).toEqual(all);
    expect(await read(whole.replace('TaskSubtype', 'Type'))).toEqual(all);
    expect(await without('WhatId')).toEqual([]);
    expect(await without('WhoId')).toEqual([]);
    expect(await without('OwnerId')).toEqual(['participants']);
    expect(await without('IsClosed')).toEqual(['participants']);
    expect(await without('CompletedDateTime')).toEqual(['participants']);
    expect(await without('TaskSubtype')).toEqual([]);
    expect(await without('CallType')).toEqual(['tasks', 'emails', 'participants']);
  });
});

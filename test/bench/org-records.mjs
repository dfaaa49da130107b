import { writeCsv } from './csv-file.mjs';
import { AS_OF, companyAt, contactAt, DAY, dayOf, dealAt, idOf, iso, leadAt, stages, userAt } from './org-shape.mjs';
import { drawing } from './random.mjs';
import { nextStep, note } from './texts.mjs';

/* The files of people, companies, leads and deals. */

const ROLE = 14;

const QUEUE = idOf('00G', 0);
const user = (/** @type {number} */ index) => userAt(index).id;

/** A value, or a blank. */
const only = (/** @type {boolean} */ isSo, /** @type {unknown} */ value) => (isSo ? value : '');

export function writePeople(folder, { users }) {
  const columns = 'Id Name FirstName LastName Email Title IsActive ManagerId CreatedDate';
  writeCsv(folder, 'User', columns, users, (i) => {
    const { id, first, last, email, isActive, isManager } = userAt(i);
    const title = isManager ? 'Sales Manager' : 'Account Executive';
    const since = iso(AS_OF - 900 * DAY);
    return [[id, `${first} ${last}`, first, last, email, title, isActive, only(!isManager, user(i % 8)), since]];
  });
  writeCsv(folder, 'Group', 'Id Name DeveloperName Type Email', 1, () => [
    [QUEUE, 'Inbound Queue', 'Inbound_Queue', 'Queue', 'inbound@seller.example'],
  ]);
}

export function writeAccounts(folder, { accounts }) {
  const columns =
    'Id IsDeleted Name Website Industry NumberOfEmployees BillingState BillingCountry OwnerId CreatedDate LastModifiedDate';
  writeCsv(folder, 'Account', columns, accounts, (i) => {
    const { id, name, domain, employees, state } = companyAt(i);
    const at = iso(AS_OF - 800 * DAY + i * 1000);
    const place = [employees, state, 'United States'];
    return [[id, false, name, `https://www.${domain}`, 'Services', ...place, user(i % 94), at, at]];
  });
}

export function writeContacts(folder, counts) {
  const columns =
    'Id IsDeleted AccountId FirstName LastName Name Title Email Phone HasOptedOutOfEmail OwnerId CreatedDate LastModifiedDate';
  writeCsv(folder, 'Contact', columns, counts.contacts, (i) => {
    const { id, account, first, last, title, email, createdAt } = contactAt(i, counts);
    const names = [first, last, `${first} ${last}`];
    const at = iso(createdAt);
    return [
      [id, false, account.id, ...names, title, email, `+1 555-${1000 + (i % 9000)}`, false, user(i % 94), at, at],
    ];
  });
}

export function writeLeads(folder, { leads }) {
  const columns =
    'Id IsDeleted FirstName LastName Name Title Company State Country Phone Email Website LeadSource Status NumberOfEmployees ' +
    'OwnerId HasOptedOutOfEmail DoNotCall IsConverted ConvertedDate ConvertedContactId ConvertedOpportunityId CreatedDate ' +
    'CreatedById LastModifiedDate LastActivityDate Description Next_Step__c Next_Step_Date__c Recheck_Date__c Routing_Exception__c';
  writeCsv(folder, 'Lead', columns, leads, (i) => {
    const { id, company, first, last, createdAt, status, changedAt, owner, draw } = leadAt(i);
    const isConverted = status === 'Closed - Converted';
    const step = only(!status.startsWith('Closed'), nextStep(draw, changedAt));
    const address = `${first}.${last}.${i}@${company.domain}`.toLowerCase();
    return [
      [
        ...[id, false, first, last, `${first} ${last}`, draw.pick(['Buyer', 'CFO', 'Owner', 'Dispatcher'])],
        ...[company.name, company.state, 'United States', only(draw.chance(0.7), `+1 555-${1000 + (i % 9000)}`)],
        ...[
          only(draw.chance(0.9), address),
          `https://www.${company.domain}`,
          draw.pick(['Web', 'Trade Show', 'Referral']),
        ],
        ...[status, company.employees, owner === 99 ? QUEUE : user(owner), false, false, isConverted],
        ...[only(isConverted, dayOf(changedAt)), '', '', iso(createdAt), user(draw.below(94)), iso(changedAt)],
        ...[dayOf(changedAt), only(draw.chance(0.2), note(draw, createdAt)), step],
        only(step !== '' && draw.chance(0.4), dayOf(changedAt + draw.below(30) * DAY)),
        only(status === 'Nurturing', dayOf(changedAt + draw.below(200) * DAY)),
        only(draw.chance(0.01), 'Speaks with our partner'),
      ],
    ];
  });
}

export function writeDeals(folder, counts) {
  const columns =
    'Id IsDeleted AccountId ContactId Name StageName Amount CurrencyIsoCode Probability CloseDate Type NextStep Next_Step_Date__c ' +
    'LeadSource IsClosed IsWon OwnerId CreatedDate CreatedById LastModifiedDate LastActivityDate LastStageChangeDate PushCount Description';
  writeCsv(folder, 'Opportunity', columns, counts.deals, (i) => {
    const { id, account, accountIndex, createdAt, stage, changedAt, closesAt, amount, owner, draw } = dealAt(i, counts);
    const isClosed = stage >= stages.indexOf('Closed Won');
    const step = only(!isClosed, nextStep(draw, changedAt));
    return [
      [
        ...[
          id,
          false,
          account.id,
          idOf('003', accountIndex),
          `${account.name} - Platform`,
          stages[stage],
          amount,
          'USD',
        ],
        ...[stage * 14, dayOf(closesAt), 'New Business', step],
        only(step !== '', dayOf(changedAt + draw.below(30) * DAY)),
        ...['Web', isClosed, stages[stage] === 'Closed Won', user(owner), iso(createdAt), user(owner), iso(changedAt)],
        ...[dayOf(changedAt), iso(changedAt), draw.below(4), only(draw.chance(0.3), note(draw, createdAt))],
      ],
    ];
  });
}

export function writeContactRoles(folder, counts) {
  const columns = 'Id IsDeleted OpportunityId ContactId Role IsPrimary CreatedDate CreatedById LastModifiedDate';
  const perAccount = Math.floor(counts.contacts / counts.accounts);
  let made = 0;
  writeCsv(folder, 'OpportunityContactRole', columns, counts.deals, (i) => {
    const draw = drawing(ROLE, i);
    const { id, accountIndex, createdAt, owner } = dealAt(i, counts);
    return Array.from({ length: 1 + draw.below(perAccount - 1) }, (_, n) => {
      const contact = idOf('003', accountIndex + n * counts.accounts);
      const role = draw.pick(['Champion', 'Economic Buyer', 'Business User', 'Evaluator', '']);
      const at = iso(createdAt + draw.below(DAY));
      return [idOf('00K', made++), false, id, contact, role, n === 0, at, user(owner), at];
    });
  });
}

import { domainOfUrl } from './company.ts';
import { defineFact, unknownShape } from './fact.ts';

const provides = {
  name: { type: 'text', about: 'Name of the account', field: 'accountId' },
  domain: { type: 'text', about: 'Domain of the account, from its website', field: 'accountId' },
  country: { type: 'text', about: 'Country of the account', field: 'accountId' },
  employees: { type: 'number', about: 'Number of employees of the account', field: 'accountId' },
  industry: { type: 'text', about: 'Industry of the account', field: 'accountId' },
  ownerId: { type: 'text', about: 'Id of the owner of the account', field: 'accountId' },
} as const;

const nothing = { name: null, domain: null, country: null, employees: null, industry: null, ownerId: null };

/** The account that a deal belongs to. */
export const account = defineFact({
  name: 'account',
  on: ['deal'],
  about: 'The account that a deal belongs to',
  reads: ['deal.accountId', 'deal.accountName'],
  parts: ['accounts'],
  provides,
  derive: ({ record, world }) => {
    if (record.type !== 'deal') return unknownShape(provides);
    const { accountId, accountName } = record;
    if (accountId === null && !accountName) return nothing;
    const row = accountId ? world.accounts.get(accountId) : undefined;
    const { website } = row ?? {};
    return {
      name: row?.name ?? accountName,
      domain: website ? domainOfUrl(website) : website,
      country: row?.country,
      employees: row?.employees,
      industry: row?.industry,
      ownerId: row?.ownerId,
    };
  },
});

// The objects of the CRM: their ids and names in addresses, what a token must be allowed to, what every answer holds.

const CONTACT_READ = 'crm.objects.contacts.read';

const engagement = (id, name, scopes = [CONTACT_READ]) => ({
  id,
  name,
  singular: name.slice(0, -1),
  scopes,
  always: ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id'],
  created: 'hs_createdate',
  modified: 'hs_lastmodifieddate',
});

const record = (id, name, singular, { modified = 'hs_lastmodifieddate', found = [] } = {}) => ({
  id,
  name,
  singular,
  scopes: [`crm.objects.${name}.read`],
  always: ['createdate', modified, 'hs_object_id'],
  created: 'createdate',
  modified,
  found,
});

/** What a search answers when it names no properties: `found`, beside what every answer holds. */
export const OBJECT_TYPES = [
  record('0-1', 'contacts', 'contact', { modified: 'lastmodifieddate', found: ['firstname', 'lastname', 'email'] }),
  record('0-2', 'companies', 'company', { found: ['name', 'domain'] }),
  record('0-3', 'deals', 'deal', { found: ['dealname', 'amount', 'closedate', 'pipeline', 'dealstage'] }),
  record('0-136', 'leads', 'lead'),
  record('0-115', 'users', 'user'),
  engagement('0-46', 'notes'),
  engagement('0-47', 'meetings'),
  engagement('0-48', 'calls'),
  // The specification offers either scope; accounts refuse e-mails to tokens without the second.
  engagement('0-49', 'emails', ['sales-email-read']),
  engagement('0-27', 'tasks'),
].map((type) => ({ found: [], ...type }));

/** `deals`, `deal` or `0-3`. */
export const typeOf = (text) =>
  OBJECT_TYPES.find(({ id, name, singular }) => [id, name, singular].includes(text.toLowerCase()));

/** Every scope that reading the CRM can ask for. */
export const ALL_SCOPES = [
  ...new Set(OBJECT_TYPES.flatMap(({ scopes }) => scopes)),
  'crm.objects.owners.read',
  ...['contacts', 'companies', 'deals', 'leads'].map((name) => `crm.schemas.${name}.read`),
];

/** Ids of associations that HubSpot has defined, the primary ones apart. */
const ASSOCIATION = {
  'contact deal': 4,
  'contact company': 279,
  'contact call': 193,
  'contact email': 197,
  'contact meeting': 199,
  'contact note': 201,
  'contact task': 203,
  'contact lead': 607,
  'company contact': 280,
  'company deal': 342,
  'company call': 181,
  'company email': 185,
  'company meeting': 187,
  'company note': 189,
  'company task': 191,
  'deal contact': 3,
  'deal company': 341,
  'deal call': 205,
  'deal email': 209,
  'deal meeting': 211,
  'deal note': 213,
  'deal task': 215,
  'call contact': 194,
  'call company': 182,
  'call deal': 206,
  'call lead': 595,
  'email contact': 198,
  'email company': 186,
  'email deal': 210,
  'email lead': 597,
  'meeting contact': 200,
  'meeting company': 188,
  'meeting deal': 212,
  'meeting lead': 599,
  'note contact': 202,
  'note company': 190,
  'note deal': 214,
  'note lead': 853,
  'task contact': 204,
  'task company': 192,
  'task deal': 216,
  'task lead': 645,
  'lead contact': 608,
  'lead company': 610,
  'lead deal': 1037,
  'lead call': 596,
  'lead email': 598,
  'lead meeting': 600,
  'lead task': 646,
  'lead note': 854,
  'deal lead': 1038,
};
const PRIMARY = {
  'deal company': 5,
  'company deal': 6,
  'contact company': 1,
  'company contact': 2,
  'lead contact': 578,
  'lead company': 580,
  'lead deal': 582,
};

/** The kinds of one association, as answers list them: first the plain one without a label. */
export function kindsOf(from, to, { isPrimary = false, labels = [] } = {}) {
  const pair = `${from.singular} ${to.singular}`;
  const plain = { category: 'HUBSPOT_DEFINED', typeId: ASSOCIATION[pair] ?? 900, label: null };
  const primary = { category: 'HUBSPOT_DEFINED', typeId: PRIMARY[pair] ?? 901, label: 'Primary' };
  return [plain, ...(isPrimary ? [primary] : []), ...labels];
}

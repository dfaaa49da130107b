import type { Part } from '../model/dataset.ts';

/** Something that a source or a configuration may lack, and that can be connected in one go. */
export interface Input {
  readonly id: string;
  /** What it is called in a list: `contacts`. */
  readonly name: string;
  /** What to do to connect it. */
  readonly connect: string;
  /** Parts of a CRM that it brings. */
  readonly parts: readonly Part[];
  /** Row types whose columns it brings. */
  readonly columnsOf: readonly string[];
}

interface Kind extends Omit<Input, 'connect'> {
  readonly files: string;
  readonly live: string;
}

const kind = (
  id: string,
  name: string,
  how: { readonly files: string; readonly live: string },
  brings: Partial<Pick<Input, 'parts' | 'columnsOf'>> = {},
): Kind => ({ id, name, ...how, parts: brings.parts ?? [], columnsOf: brings.columnsOf ?? [] });

const same = (text: string) => ({ files: text, live: text });
const readable = 'give the connected user read access to';

/**
 * Everything that can be lacking, what is easiest to connect first: where two inputs would do, the easier one is asked
 * for. The order is a house choice: a label is a line of configuration, a history of changes exists only if somebody
 * switched it on.
 */
const kinds: readonly Kind[] = [
  kind('statuses', 'lead statuses', same('say under statuses: what each unknown status label stands for')),
  kind('stages', 'deal stages', same('list the unknown stage labels under stages: with their groups')),
  kind(
    'lead-columns',
    'columns of leads',
    { files: 'export leads with these columns, or map them', live: `${readable} these fields of leads` },
    { columnsOf: ['lead'] },
  ),
  kind(
    'deal-columns',
    'columns of deals',
    { files: 'export deals with these columns, or map them', live: `${readable} these fields of deals` },
    { columnsOf: ['deal'] },
  ),
  kind(
    'contacts',
    'contacts',
    {
      files: 'add Contact.csv and OpportunityContactRole.csv, or map files.contact and files.contactRole',
      live: `${readable} contacts and contact roles`,
    },
    { parts: ['contacts', 'contactRoles'], columnsOf: ['contact', 'contactRole'] },
  ),
  kind(
    'activities',
    'activities',
    {
      files: 'add Task.csv and Event.csv with their relations, and EmailMessage.csv, or map files.activity',
      live: `${readable} tasks, events and e-mails`,
    },
    { parts: ['tasks', 'calls', 'emails', 'meetings', 'participants'], columnsOf: ['activity'] },
  ),
  kind(
    'notes',
    'notes',
    { files: 'add Note.csv or ContentNote.csv with its links', live: `${readable} notes` },
    { parts: ['notes'] },
  ),
  kind(
    'people',
    'people',
    { files: 'add User.csv and Group.csv, or map files.person', live: `${readable} users and queues` },
    { parts: ['people'], columnsOf: ['person'] },
  ),
  kind(
    'accounts',
    'accounts',
    { files: 'add Account.csv, or map files.account', live: `${readable} accounts` },
    { parts: ['accounts'], columnsOf: ['account'] },
  ),
  kind('routing', 'routing policy', same('write down who owns what in routing.yaml, and name it under routing:')),
  kind('lead-fields', 'own fields of leads', same('name the fields of your CRM under fields.lead')),
  kind('deal-fields', 'own fields of deals', same('name the fields of your CRM under fields.deal')),
  kind(
    'lead-history',
    'history of leads',
    {
      files: 'add LeadHistory.csv, with the history of status, owner and next step tracked in the CRM',
      live: 'track the history of status, owner and next step on leads',
    },
    { parts: ['leadHistory'] },
  ),
  kind(
    'deal-history',
    'history of deals',
    {
      files: 'add OpportunityHistory.csv and OpportunityFieldHistory.csv',
      live: 'track the history of owner, close date and next step on deals',
    },
    { parts: ['dealHistory'] },
  ),
  kind('leads', 'leads', { files: 'add Lead.csv, or map files.lead', live: `${readable} leads` }),
  kind('deals', 'deals', { files: 'add Opportunity.csv, or map files.deal', live: `${readable} deals` }),
];

/** Everything that can be lacking in a source of this kind. */
export const inputsFor = (source: 'files' | 'demo' | 'salesforce' | 'hubspot'): readonly Input[] =>
  kinds.map(({ files, live, ...rest }) => ({
    ...rest,
    connect: source === 'files' || source === 'demo' ? files : live,
  }));

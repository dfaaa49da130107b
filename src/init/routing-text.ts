import type { Proposal } from './proposal.ts';
import { quoted } from './yaml-text.ts';

const EXAMPLES = 5;
const LISTED = 100;

const leadConditions = [
  'lead.country == "Germany" && lead.employees >= 500',
  'lead.country == "Germany"',
  'lead.state in ["NY", "NJ", "CT"]',
  'lead.industry == "Healthcare"',
  'lead.company.domain == "customer.example"',
];

const dealConditions = [
  'deal.amount >= 100000',
  'deal.accountName == "Customer Inc"',
  'deal.source == "Partner"',
  'deal.dealType == "Renewal"',
  'deal.amount >= 10000',
];

/** routing.yaml: owners as found, and routes that say nothing until somebody takes the marks away. */
export function routingText({ owners, label, records }: Pick<Proposal, 'owners' | 'label' | 'records'>): string {
  const people = owners.filter(({ who }) => !who.startsWith('queue:'));
  const queue = owners.find(({ who }) => who.startsWith('queue:'))?.who ?? 'queue:Inbound Queue';
  const conditions = records.lead > 0 ? leadConditions : dealConditions;
  const examples = people.slice(0, EXAMPLES).map(({ who }, i) => {
    const when = conditions[i] ?? 'record.createdAt != null';
    return `#   - { name: example ${i + 1}, when: '${when}', owner: ${quoted(who)} }`;
  });
  const lines = [
    '# Who should own which record: the first route whose condition holds names the owner.',
    '# Write your policy down below, then name this file in threadcount.yaml: routing: routing.yaml',
    '# A record that no route matches is not evaluable, never a finding.',
    '#',
    `# Owners found in ${quoted(label)}, with the records they have:`,
    ...owners.slice(0, LISTED).map(({ who, records }) => `#   ${quoted(who)}  ${records}`),
    ...(owners.length > LISTED ? [`#   and ${owners.length - LISTED} more`] : []),
    '',
    '# routes:',
    ...examples,
    `#   - { name: everything else, when: 'true', owner: ${quoted(queue)} }`,
    '#',
    '# How long a record may stay with somebody else after it came or moved:',
    '# grace: 2bd',
    '# The field in which a reason for another owner is recorded:',
    '# exceptions: { field: Routing_Exception__c }',
  ];
  return `${lines.join('\n')}\n`;
}

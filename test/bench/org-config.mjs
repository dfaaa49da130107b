import { regions, userAt } from './org-shape.mjs';

/** threadcount.yaml of the made-up org. */
export const threadcountYaml = `source: .
calendar:
  timezone: America/New_York
  days: mon-fri
  hours: "09:00-17:00"
  holidays: [2026-05-25, 2026-07-03, 2026-09-07, 2026-11-26, 2026-12-25]
text: { date-order: mdy }
internal-domains: [seller.example]
fields:
  lead:
    nextStep: Next_Step__c
    nextStepDate: Next_Step_Date__c
    recheckDate: Recheck_Date__c
    routingException: Routing_Exception__c
  deal:
    nextStepDate: Next_Step_Date__c
statuses:
  lead:
    Open - Not Contacted: new
    Working - Contacted: working
    Qualified: qualified
    Nurturing: nurture
    Closed - Not Converted: disqualified
    Closed - Converted: converted
stages:
  - { name: Prospecting, group: early }
  - { name: Qualification, group: early, exit: ['deal.everEngaged.count >= 1'] }
  - { name: Needs Analysis, group: mid, exit: ['deal.everEngaged.count >= 2'] }
  - { name: Value Proposition, group: mid, exit: ['deal.everEngaged.count >= 2'] }
  - { name: Proposal/Price Quote, group: late, exit: ['deal.amount > 0', 'deal.everEngaged.count >= 3'] }
  - { name: Negotiation/Review, group: late }
  - { name: Closed Won, group: won }
  - { name: Closed Lost, group: lost }
routing: routing.yaml
`;

const quoted = (/** @type {readonly string[]} */ values) => values.map((value) => `"${value}"`).join(', ');
const emails = (/** @type {readonly number[]} */ owners) => quoted(owners.map((index) => userAt(index).email));

/** routing.yaml: two routes for each region, large and small companies. */
export const routingYaml = `routes:
${regions
  .map(
    ({ states, large, small }) => `  - name: ${states[0]} and around, large
    when: 'lead.state in [${quoted(states)}] && lead.employees >= 500'
    owner: [${emails(large)}]
  - name: ${states[0]} and around, small
    when: 'lead.state in [${quoted(states)}]'
    owner: [${emails(small)}]
`,
  )
  .join('')}  - name: everything else
    when: 'true'
    owner: "queue:Inbound Queue"
grace: 2bd
exceptions: { field: Routing_Exception__c }
`;

/** The configuration that docs and the interface show, as written. */
export const exampleConfig = `
source: salesforce                 # or { salesforce: { target-org: prod, api-version: "66.0" } } …
calendar: { timezone: America/New_York, days: mon-fri, hours: "09:00-17:00", holidays: [2026-11-26], fiscal-year-starts: 2 }
text: { date-order: mdy }                # 11/5 = 5 November; dmy elsewhere; 5.11. is always day.month
currency: { report: USD, rates: { EUR: 1.08 } }
files:                             # any CSV: which file is which record, how its columns and values map
  deal: { file: sales_pipeline.csv, id: opportunity_id, columns: { name: opportunity_id, ownerName: sales_agent, stage: deal_stage, createdAt: engage_date, closeDate: close_date, amount: close_value, accountName: account }, dates: "dd-MM-yy" }
fields:                            # canonical field: CRM field
  lead: { nextStep: Next_Step__c, nextStepDate: Next_Step_Date__c }
statuses: { lead: { "Working - Contacted": working, "Nurturing": nurture } }   # new working qualified nurture disqualified converted
stages:                            # canonical order and group, exit criteria
  - { name: Prospecting, group: early }
  - { name: Proposal/Price Quote, group: late, exit: ['deal.amount > 0', 'deal.everEngaged.count >= 2'] }
internal-domains: [seller.example]
packs: [threadcount/hygiene, threadcount/multithreading, ./our-rules]
rules: { status/stale-lead: { params: { working: 10d } }, roles/untyped: off, next-steps/too-far: { severity: info } }
overrides: [{ when: 'deal.amount < 10000', rules: { coverage/too-few: off } }]
routing: routing.yaml
waivers: waivers.yaml
people: { leave: leave.yaml, started: started.yaml }
store: .threadcount/threadcount.db       # or postgres://…
`;

export const exampleRouting = `routes:
  - { name: named account Acme, when: 'lead.company.domain == "acme.example"', owner: rep1@seller.example }
  - { name: Germany, 500 and up, when: 'lead.country == "Germany" && lead.employees >= 500', owner: rep2@seller.example, from: 2026-10-01 }
  - { name: everything else, when: 'true', owner: "queue:Inbound Queue" }
grace: 2bd
exceptions: { field: Routing_Exception__c }
`;

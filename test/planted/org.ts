import type { AuditRequest } from '../../src/audit/request.ts';
import { audit } from '../../src/audit.ts';
import { loadConfig } from '../../src/config/load.ts';
import { readShipped } from '../../src/config/rule-files.ts';
import type { AuditResult } from '../../src/model/audit-result.ts';
import { type Dataset, empty, type Stream } from '../../src/model/dataset.ts';
import type { Person } from '../../src/model/records.ts';
import type { Rulebook } from '../../src/rulebook/rule.ts';
import { createSetting } from '../../src/rulebook/setting.ts';
import { folder } from '../config/folder.ts';
import { at, doug, kim, ops, queue, robin, type Story, web } from './story.ts';

const routing = `
routes:
  - { name: named account, when: 'lead.company.domain == "named.example"', owner: kim@seller.example }
  - { name: Spain, when: 'lead.country == "Spain"', owner: kim@seller.example, from: 2026-11-06 }
  - { name: Spain before, when: 'lead.country == "Spain"', owner: robin@seller.example, until: 2026-11-05 }
  - { name: large in Italy, when: 'lead.country == "Italy" && lead.employees >= 500', owner: kim@seller.example }
  - { name: Germany and Italy, when: 'lead.country == "Germany" || lead.country == "Italy"', owner: robin@seller.example }
  - { name: France, when: 'lead.country == "France"', owner: kim@seller.example }
  - { name: Canada, when: 'lead.country == "Canada"', owner: doug@seller.example }
  - { name: everything else, when: 'true', owner: 'queue:Inbound Queue' }
`;

const user = (id: string, name: string, over: Partial<Person> = {}): Person => ({
  id,
  name,
  email: `${name.split(' ')[0]?.toLowerCase()}@seller.example`,
  kind: 'user',
  isActive: true,
  ...over,
});

const people: readonly Person[] = [
  user(robin, 'Robin Example'),
  user(kim, 'Kim Example'),
  user(doug, 'Doug Example', { isActive: false }),
  user(ops, 'Olga Operations'),
  user(web, 'Web Integration'),
  user(queue, 'Inbound Queue', { kind: 'queue', email: null }),
];

async function* rows<T>(list: readonly T[]): Stream<T> {
  yield list;
}

/** A dataset of these stories, in which everything can be seen and everything is tracked. */
function datasetOf(stories: readonly Story[]): Dataset {
  const leads = stories.flatMap(({ record }) => (record.type === 'lead' ? [record] : []));
  const deals = stories.flatMap(({ record }) => (record.type === 'deal' ? [record] : []));
  // A change of each field, long ago and of no record in scope: a field is tracked once a change of it was seen.
  const tracked = ['status', 'owner', 'nextStep', 'nextStepDate', 'employees'].map((field) => ({
    type: 'lead',
    field,
  }));
  const trackedOnDeals = ['stage', 'owner', 'closeDate', 'nextStep', 'nextStepDate'].map((field) => ({
    type: 'deal',
    field,
  }));
  const old = [...tracked, ...trackedOnDeals].map(({ type, field }) => ({
    recordId: `old-${type}`,
    recordType: type,
    field,
    from: null,
    to: 'x',
    at: Date.UTC(2025, 0, 1),
    byId: ops,
  }));
  const history = stories.flatMap(({ record, history: own }) =>
    own.map((entry) => ({ recordId: record.id, recordType: record.type, ...entry })),
  );
  let serial = 0;
  const activities = stories.flatMap(({ record, activities: own }) =>
    own.map((row) => {
      serial += 1;
      const link = record.type === 'lead' ? { leadId: record.id } : { dealId: record.id };
      return { id: `activity-${serial}`, ...link, ...row };
    }),
  );
  return {
    kind: 'files',
    label: 'planted',
    streams: {
      person: rows(people),
      account: empty(),
      contact: empty(),
      contactRole: empty(),
      history: rows([...old, ...history]),
      activity: rows(activities),
      lead: rows(leads),
      deal: rows(deals),
    },
    has: () => true,
    gaps: () => [],
    columnOf: (_, field) => field,
    urlOf: () => undefined,
    hash: () => `sha256:${'0'.repeat(64)}`,
    close: async () => {},
  };
}

function settingOf(): ReturnType<typeof createSetting> {
  const root = folder({ 'threadcount.yaml': 'routing: routing.yaml\n', 'routing.yaml': routing });
  return createSetting(loadConfig({ cwd: root, hasOtherSource: true }), at('11-18 17:00'), readShipped);
}

let known: ReturnType<typeof createSetting> | undefined;

/** Audits an org of these stories under the rules given. */
export async function auditOf(
  stories: readonly Story[],
  rulebook: Rulebook,
  over: Partial<AuditRequest> = {},
  judge: (request: AuditRequest) => Promise<AuditResult> = audit,
): Promise<AuditResult> {
  known ??= settingOf();
  return judge({
    read: async () => datasetOf(stories),
    rulebook,
    rubrics: [],
    setting: known.setting,
    scope: { reps: [], teams: [], closedWithin: { amount: 90, unit: 'd' } },
    only: [],
    gaps: known.gaps,
    configHash: `sha256:${'0'.repeat(64)}`,
    version: '0',
    ...over,
  });
}

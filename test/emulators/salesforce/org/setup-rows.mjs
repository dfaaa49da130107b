// What an org has of itself: its name, its statuses and stages, its queues.

import { idOf, ORG_ID } from '../ids.mjs';

const STAGES = [
  ['Prospecting', 10, 'Pipeline'],
  ['Qualification', 10, 'Pipeline'],
  ['Needs Analysis', 20, 'Pipeline'],
  ['Value Proposition', 50, 'Pipeline'],
  ['Id. Decision Makers', 60, 'Pipeline'],
  ['Perception Analysis', 70, 'Pipeline'],
  ['Proposal/Price Quote', 75, 'Pipeline'],
  ['Negotiation/Review', 90, 'Pipeline'],
  ['Closed Won', 100, 'Closed'],
  ['Closed Lost', 0, 'Omitted'],
];
const STATUSES = [
  'Open - Not Contacted',
  'Working - Contacted',
  'Qualified',
  'Nurturing',
  'Closed - Converted',
  'Closed - Not Converted',
];

/** Those that records use and those that come with every org, each once. */
const labels = (usual, rows, field) => [...new Set([...usual, ...rows.map((row) => row[field]).filter(Boolean)])];

const stageOf = (rows) => (label, index) => {
  const [, chance, forecast] = STAGES.find(([name]) => name === label) ?? [label, 50, 'Pipeline'];
  const user = rows.find(({ StageName }) => StageName === label);
  return {
    Id: idOf('01J', 100 + index),
    MasterLabel: label,
    ApiName: label,
    IsActive: true,
    SortOrder: index + 1,
    IsClosed: user?.IsClosed ?? forecast !== 'Pipeline',
    IsWon: user?.IsWon ?? label === 'Closed Won',
    ForecastCategory: forecast,
    ForecastCategoryName: forecast,
    DefaultProbability: user?.Probability ?? chance,
  };
};

const statusOf = (rows) => (label, index) => ({
  Id: idOf('01J', 200 + index),
  MasterLabel: label,
  ApiName: label,
  SortOrder: index + 1,
  IsDefault: index === 0,
  IsConverted:
    label === 'Closed - Converted' || rows.some(({ Status, IsConverted }) => Status === label && IsConverted),
});

const TASK_STATUSES = ['Not Started', 'In Progress', 'Completed', 'Waiting on someone else', 'Deferred'];

/** Rows by object, of objects that exports leave out. */
export function setupRows(tables) {
  const leads = tables.get('Lead') ?? [];
  const deals = tables.get('Opportunity') ?? [];
  const queues = (tables.get('Group') ?? []).filter(({ Type }) => Type === 'Queue');
  return [
    [
      'Organization',
      [
        {
          Id: ORG_ID,
          Name: 'Emulated org',
          TimeZoneSidKey: tables.get('User')?.[0]?.TimeZoneSidKey ?? 'America/New_York',
          DefaultLocaleSidKey: 'en_US',
          LanguageLocaleKey: 'en_US',
          FiscalYearStartMonth: 1,
          OrganizationType: 'Enterprise Edition',
          InstanceName: 'EMU1',
          IsSandbox: false,
        },
      ],
    ],
    [
      'OpportunityStage',
      labels(
        STAGES.map(([name]) => name),
        deals,
        'StageName',
      ).map(stageOf(deals)),
    ],
    ['LeadStatus', labels(STATUSES, leads, 'Status').map(statusOf(leads))],
    [
      'TaskStatus',
      TASK_STATUSES.map((label, index) => ({
        Id: idOf('01J', 300 + index),
        MasterLabel: label,
        ApiName: label,
        SortOrder: index + 1,
        IsDefault: index === 0,
        IsClosed: label === 'Completed',
      })),
    ],
    ['QueueSobject', queues.map(({ Id }, index) => ({ Id: idOf('03g', index), QueueId: Id, SobjectType: 'Lead' }))],
  ];
}

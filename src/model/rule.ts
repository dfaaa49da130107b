import type { RecordType } from './records.ts';

export const severities = ['info', 'warning', 'error', 'critical'] as const;
export type Severity = (typeof severities)[number];

export const confidences = ['A', 'A-', 'B', 'C', 'house', 'card', 'guide'] as const;

/** The four real-world scenarios of the skill card. */
export const scenarioIds = ['new-inbound-lead', 'territory-reassignment', 'lead-recycled', 'escalation'] as const;
export type ScenarioId = (typeof scenarioIds)[number];

/** The rooms of the rulebook: a rule's area is the folder that its file stands in. */
export const ruleAreas = [
  'status',
  'ownership',
  'next-steps',
  'notes',
  'exceptions',
  'workflow',
  'gaming',
  'coverage',
  'roles',
  'engagement',
  'stages',
] as const;

/** Where a rule's default comes from, and how sure we are of it. */
export interface RuleSource {
  readonly claim: string;
  readonly from: string;
  readonly confidence: (typeof confidences)[number];
}

/** What a reader may know of a rule, whether or not it has been compiled. */
export interface RuleCard {
  readonly id: string;
  readonly area: string;
  readonly title: string;
  readonly on: readonly RecordType[];
  readonly fix: string;
  readonly scenarios: readonly ScenarioId[];
  readonly supersedes: readonly string[];
  readonly source: RuleSource;
}

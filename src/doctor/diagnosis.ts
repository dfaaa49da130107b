import type { GapResult } from '../model/audit-result.ts';
import type { CallUsage } from '../model/dataset.ts';
import type { RecordType } from '../model/records.ts';

/** Whether something can be judged: enough of it, some of it, none of it, or there is nothing to judge. */
export const sights = ['decidable', 'partly', 'not', 'nothing'] as const;
export type SightWord = (typeof sights)[number];

export interface CriterionSight {
  readonly certification: string;
  readonly criterion: string;
  readonly title: string;
  readonly sight: SightWord;
  readonly applicable: number;
  readonly evaluable: number;
  /** 0–1; `null` when no record applies. */
  readonly share: number | null;
  /** Why it is not decidable; `null` when it is. */
  readonly why: string | null;
}

export interface RuleSight {
  readonly rule: string;
  readonly sight: SightWord;
  readonly applicable: number;
  readonly evaluable: number;
  readonly share: number | null;
  /** Why checks are open, the reason that hides most first. */
  readonly missing: readonly { readonly reason: string; readonly records: number }[];
  /** What to connect so that open checks can be decided, and how many each choice decides. */
  readonly connect: readonly { readonly inputs: readonly string[]; readonly checks: number }[];
}

/** One of the things to connect next; the gains are on top of those before it. */
export interface NextInput {
  readonly input: string;
  readonly name: string;
  readonly connect: string;
  /** Columns, labels and the like that it is about, the most needed first. */
  readonly details: readonly string[];
  readonly criteria: number;
  readonly checks: number;
}

/** A label of the CRM that nobody has placed. */
export interface UnknownLabel {
  readonly type: RecordType;
  readonly label: string;
  readonly records: number;
  /** The known label that it looks most like. */
  readonly nearest: string | null;
}

/** Something about the set-up that is worth a look, and what it does to results. */
export interface Note {
  readonly kind:
    | 'configuration'
    | 'internal-domains'
    | 'time-zone'
    | 'owners-without-email'
    | 'date-order'
    | 'unmapped-column';
  readonly message: string;
}

/** What can be judged with a source under a configuration, what cannot, and what to do about it. */
export interface Diagnosis {
  readonly schemaVersion: 1;
  readonly asOf: string;
  readonly source: {
    readonly kind: string;
    readonly label: string;
    readonly records: {
      readonly lead: number;
      readonly deal: number;
      readonly contact: number;
      readonly activity: number;
    };
    /** Those of them that are in scope: open, or closed lately. */
    readonly judged: { readonly lead: number; readonly deal: number };
    readonly gaps: readonly GapResult[];
    /** What the reading cost of what the CRM allows; `null` where it is no CRM that is called. */
    readonly calls: CallUsage | null;
  };
  /** As found from the working directory; `null` where defaults stand alone. */
  readonly configuration: string | null;
  readonly isComplete: boolean;
  readonly criteria: readonly CriterionSight[];
  readonly rules: readonly RuleSight[];
  readonly next: readonly NextInput[];
  /** What all of `next` would gain together. */
  readonly together: { readonly criteria: number; readonly checks: number };
  readonly labels: readonly UnknownLabel[];
  readonly notes: readonly Note[];
}

import type { LeadCategory, StageGroup } from '../facts/world.ts';
import type { DateOrder } from '../lib/auto-date.ts';
import type { RowType } from '../model/fields.ts';
import type { Certainty, FoundColumn } from '../survey/columns.ts';

/** A file of which no shape was known, and what it is taken for. */
export interface ProposedFile {
  readonly type: RowType;
  readonly file: string;
  readonly certainty: Certainty;
  readonly why: string;
  readonly columns: readonly FoundColumn[];
  /** The pattern of its dates, where one is needed. */
  readonly dates: { readonly pattern: string; readonly why: string } | undefined;
  /** What values stand for, by canonical field. */
  readonly values: Readonly<Record<string, readonly ProposedLabel<string>[]>>;
}

/** A file that nothing is made of. */
export interface LeftFile {
  readonly file: string;
  readonly why: string;
  readonly columns: readonly string[];
}

/** A label of the CRM: known, proposed, or not placed. */
export interface ProposedLabel<Meaning extends string> {
  readonly label: string;
  readonly records: number;
  readonly meaning: Meaning | undefined;
  readonly certainty: 'known' | Certainty | 'unplaced';
  readonly why: string;
}

/** Someone who owns records. */
export interface FoundOwner {
  /** As a route would name them. */
  readonly who: string;
  readonly records: number;
}

export interface FoundDomain {
  readonly domain: string;
  readonly people: number;
  readonly certainty: Certainty | 'unplaced';
}

/** Everything that was found out about a source, and what is proposed. */
export interface Proposal {
  /** As it is to be written: relative to the configuration. */
  readonly source: string;
  /** Alias of the org, for Salesforce read live. */
  readonly targetOrg?: string | undefined;
  readonly label: string;
  readonly records: { readonly lead: number; readonly deal: number };
  readonly files: readonly ProposedFile[];
  readonly left: readonly LeftFile[];
  /** Columns of known files for fields that no CRM comes with, or under other names. */
  readonly fields: { readonly [T in RowType]?: readonly FoundColumn[] };
  readonly statuses: readonly ProposedLabel<LeadCategory>[];
  readonly stages: readonly ProposedLabel<StageGroup>[];
  /** Undefined where no date leaves it open. */
  readonly dateOrder:
    | { readonly order: DateOrder | undefined; readonly certainty: Certainty | 'unknown'; readonly why: string }
    | undefined;
  readonly currencies: readonly { readonly code: string; readonly deals: number }[];
  readonly domains: readonly FoundDomain[];
  readonly owners: readonly FoundOwner[];
}

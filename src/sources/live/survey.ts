import type { CrmLabels } from '../../model/crm-labels.ts';
import type { Dataset } from '../../model/dataset.ts';
import type { LiveOptions } from './live.ts';

/**
 * What an org or portal says of its own fields, for `init`. A source gives one by exporting, beside its reading,
 * a function of the type `SurveyLive` (see `surveySalesforce`), which `commands/survey-live.ts` calls. Statuses, stages,
 * currencies and owners need none: they come from the records.
 */
export interface LiveSurvey {
  /** The objects of leads and deals, as the head of their export would show them: every field that may be read. */
  readonly objects: readonly LiveSample[];
  /** The fields that the source reads by itself. */
  readonly columnOf: Dataset['columnOf'];
  /** The stages and statuses that are set up, where the CRM tells of them beside its records. */
  readonly labels?: CrmLabels;
}

export interface LiveSample {
  readonly type: 'lead' | 'deal';
  /** The name of the object in the CRM. */
  readonly name: string;
  /** Records that were looked at: a page of them is enough. */
  readonly rows: number;
  /** Fields by the name with which they are asked for, and their values, trimmed and not empty, in the order of rows. */
  readonly columns: readonly { readonly name: string; readonly values: readonly string[] }[];
}

/** A few calls: the description of the objects, and one page of each. */
export type SurveyLive = (options: LiveOptions) => Promise<LiveSurvey>;

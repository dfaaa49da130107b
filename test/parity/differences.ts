import type { RecordType } from '../../src/model/records.ts';
import type { Way } from './told.ts';

/** A rule that a source leaves open on some records of the demo org that another source decides, and why. */
export interface Difference {
  readonly rule: string;
  readonly on: RecordType;
  readonly why: string;
}

const each = (why: string, on: RecordType, rules: readonly string[]): readonly Difference[] =>
  rules.map((rule) => ({ rule, on, why }));

const ofHubspot: readonly Difference[] = [
  ...each('HubSpot does not tell when a contact was put on a deal', 'deal', ['coverage/bulk-added']),
  ...each('HubSpot knows nobody who must not be called', 'lead', ['workflow/unworkable']),
];

const NO_CONVERSION = 'contacts that act as leads are never converted: which deal came of which is not on record';
const NO_HISTORY = 'exports hold no history';
const NO_LAST_WORD = 'exports hold no history: which notes came after the last change is not known';

const ofContacts = each(NO_CONVERSION, 'deal', ['workflow/incomplete-handoff']);

/**
 * What each way of telling the org cannot show, checked against what audits come to: nothing else may differ, and
 * everything that stands here does.
 */
export const differences: { readonly [W in Way]: readonly Difference[] } = {
  salesforce: [],
  hubspot: [...ofHubspot, ...ofContacts],
  'hubspot-leads': ofHubspot,
  'data-loader': [],
  weekly: each('the weekly export has no history of fields of opportunities but the stage', 'deal', [
    'gaming/rolled-date',
  ]),
  'hubspot-export': [
    ...ofHubspot,
    ...ofContacts,
    ...each(NO_HISTORY, 'lead', [
      ...['exceptions/silent-workaround', 'gaming/pre-audit-burst', 'gaming/rolled-date', 'ownership/misrouted'],
      ...['ownership/not-transferred', 'ownership/split-account', 'status/batch-cleanup', 'status/lags-event'],
      ...['status/stale-lead', 'workflow/incomplete-handoff', 'workflow/recycled-without-date'],
    ]),
    ...each(NO_HISTORY, 'deal', [
      ...['gaming/pre-audit-burst', 'gaming/rolled-date', 'stages/criteria-unmet', 'stages/skipped'],
      'status/pushed-close-date',
    ]),
    ...each(NO_LAST_WORD, 'lead', ['notes/copied', 'notes/incomplete', 'notes/no-decision', 'notes/thin']),
    ...each(NO_LAST_WORD, 'deal', ['notes/copied', 'notes/incomplete', 'notes/no-decision', 'notes/thin']),
  ],
  canonical: [],
};

import { csvLine } from '../lib/escape-csv.ts';
import type { AuditResult, Finding, RepResult } from '../model/audit-result.ts';
import { isCounted } from '../model/is-counted.ts';
import type { Report } from './report.ts';
import { nameOfRep } from './words.ts';

type Evidence = Finding['evidence'][number];

/** An edit of one field that mends something. */
export interface Proposal {
  readonly recordId: string;
  /** What the CRM calls such a record; '' where that cannot be told. */
  readonly object: string;
  readonly field: string;
  readonly current: Evidence['value'];
  /** `null` where nobody but the owner can know it. */
  readonly proposed: string | null;
  readonly todo: string;
  readonly why: string;
  readonly owner: string;
  readonly rules: readonly string[];
  readonly fingerprints: readonly string[];
}

/** One field to edit: its evidence, and what is known of its values beside that. */
interface Edit {
  readonly of: Evidence;
  readonly current?: Evidence['value'];
  readonly proposed?: string | null;
}

type EditsOf = (finding: Finding, rep: RepResult, owners: ReadonlyMap<string, string>) => readonly Edit[];

const firstField: EditsOf = ({ evidence }) => evidence.slice(0, 1).map((of) => ({ of }));

/** Owners are changed by id. An owner whom the report does not know by an id is left to the reader. */
const ownerField: EditsOf = ({ evidence }, rep, owners) => {
  const expected = evidence.find(({ field }) => field === 'Expected owner')?.value;
  const proposed = typeof expected === 'string' ? (owners.get(expected.toLowerCase()) ?? null) : null;
  return evidence.slice(0, 1).map((of) => ({ of, current: rep.id ?? of.value, proposed }));
};

/** What is blank of the reason and the date on which to look at a recycled lead again. */
const blankFields: EditsOf = ({ evidence }) =>
  evidence
    .slice(2, 4)
    .filter(({ value }) => value === null)
    .map((of) => ({ of }));

/** The shipped rules whose findings are mended by editing a field, and the field: the first one that they quote. */
const edits: ReadonlyMap<string, EditsOf> = new Map<string, EditsOf>([
  ...['missing', 'undated', 'vague', 'overdue', 'too-far', 'not-handover-ready'].map(
    (name) => [`next-steps/${name}`, firstField] as const,
  ),
  ...['misrouted', 'not-transferred', 'split-account', 'inactive-owner', 'unowned'].map(
    (name) => [`ownership/${name}`, ownerField] as const,
  ),
  ['status/contradicts-activity', firstField],
  ['status/past-close-date', firstField],
  ['workflow/missing-attribution', firstField],
  ['workflow/recycled-without-date', blankFields],
  ['workflow/unworkable', firstField],
]);

/** What HubSpot calls objects in its addresses: `/record/0-3/…`. */
const hubspotObjects: ReadonlyMap<string, string> = new Map([
  ['0-1', 'Contact'],
  ['0-3', 'Deal'],
  ['0-136', 'Lead'],
]);

/** By the prefix of Salesforce's ids, else by the address in HubSpot. */
function objectOf({ id, url, type }: Finding['record']): string {
  if (/^00Q\w{12}(?:\w{3})?$/.test(id)) return 'Lead';
  if (/^006\w{12}(?:\w{3})?$/.test(id)) return 'Opportunity';
  const [, object = ''] = /\/record\/(\d-\d+)\//.exec(url ?? '') ?? [];
  return hubspotObjects.get(object) ?? (/^\d+$/.test(id) && type === 'deal' ? 'Deal' : '');
}

/** Ids of owners by e-mail address, where one id goes with an address. */
function ownersOf({ reps }: Pick<AuditResult, 'reps'>): ReadonlyMap<string, string> {
  const owners = new Map<string, string>();
  for (const { kind, id, email } of reps)
    if (kind === 'user' && id !== null && email !== null) owners.set(email.toLowerCase(), id);
  return owners;
}

const joined = (before: Proposal, after: Proposal): Proposal => ({
  ...before,
  proposed: before.proposed === after.proposed ? before.proposed : (before.proposed ?? after.proposed),
  rules: [...before.rules, ...after.rules],
  fingerprints: [...before.fingerprints, ...after.fingerprints],
});

function proposalOf({ of, current, proposed }: Edit, finding: Finding, rep: RepResult): Proposal {
  return {
    recordId: finding.record.id,
    object: objectOf(finding.record),
    field: of.field,
    current: current === undefined ? of.value : current,
    proposed: proposed ?? null,
    todo: finding.fix,
    why: finding.message,
    owner: nameOfRep(rep),
    rules: [finding.rule],
    fingerprints: [finding.fingerprint],
  };
}

/**
 * Every edit of a field that mends a finding that counts, once a record and field, in the order of the result: the
 * gravest finding says what to do. Values that only a person can know are left open, never made up.
 */
export function proposalsOf(result: Pick<AuditResult, 'reps'>): readonly Proposal[] {
  const owners = ownersOf(result);
  const found = new Map<string, Proposal>();
  for (const rep of result.reps) {
    for (const finding of rep.findings.filter(isCounted)) {
      for (const edit of edits.get(finding.rule)?.(finding, rep, owners) ?? []) {
        const key = JSON.stringify([finding.record.type, finding.record.id, edit.of.field]);
        const [proposal, before] = [proposalOf(edit, finding, rep), found.get(key)];
        found.set(key, before === undefined ? proposal : joined(before, proposal));
      }
    }
  }
  return [...found.values()];
}

/** As importers call the column by which they find a record: Data Loader `Id`, HubSpot `Record ID`. */
const idColumn = (proposals: readonly Proposal[]): string =>
  proposals.length > 0 && proposals.every(({ recordId }) => /^\d+$/.test(recordId)) ? 'Record ID' : 'Id';

/** `true` and `false` as importers write them. */
const cellOf = (value: Evidence['value']): string | number | null =>
  typeof value === 'boolean' ? String(value) : value;

function* lines(result: AuditResult): Generator<string> {
  const proposals = proposalsOf(result);
  yield csvLine([
    idColumn(proposals),
    ...['Object', 'Field', 'Current value', 'Proposed value', 'What to do', 'Why', 'Owner', 'Rules', 'Fingerprints'],
  ]);
  for (const { recordId, object, field, current, proposed, todo, why, owner, rules, fingerprints } of proposals)
    yield csvLine([
      recordId,
      object,
      field,
      cellOf(current),
      proposed,
      ...[todo, why, owner, rules.join(' '), fingerprints.join(' ')],
    ]);
}

/** A row for each edit, for an importer: somebody fills in what is open, keeps the rows of one field, and maps two columns. */
export const proposals: Report = {
  name: 'proposals',
  extension: '.proposals.csv',
  about: 'edits of fields to review and import (Data Loader, HubSpot)',
  render: lines,
};

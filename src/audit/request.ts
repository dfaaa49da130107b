import type { Setting } from '../facts/world.ts';
import type { Finding } from '../model/audit-result.ts';
import type { Dataset, Gap, Wants } from '../model/dataset.ts';
import type { Evaluation } from '../model/evaluation.ts';
import type { Person } from '../model/records.ts';
import type { RoleChoice } from '../model/roles.ts';
import type { Rubric } from '../model/rubric.ts';
import type { JudgedRecord } from '../model/run.ts';
import type { Waiver } from '../model/waiver.ts';
import type { Judgment } from '../rulebook/evaluate.ts';
import type { Rulebook } from '../rulebook/rule.ts';
import type { View } from '../rulebook/scope.ts';
import type { SampleSpec } from './sampler.ts';
import type { Scope } from './scope.ts';

/** Everything an audit needs; it touches neither disk nor network nor clock itself. */
export interface AuditRequest {
  readonly read: (wants: Wants) => Promise<Dataset>;
  readonly rulebook: Rulebook;
  readonly rubrics: readonly Rubric[];
  readonly setting: Setting;
  readonly scope: Scope;
  /** Rules or areas asked for; with any, no certification is decided. */
  readonly only: readonly string[];
  /** What the configuration lacks, such as a routing file: as good a reason as a missing column. */
  readonly gaps: readonly Gap[];
  /** Of the file of waivers, whatever their dates. */
  readonly waivers?: readonly Waiver[];
  /** What people do in sales, in the order of the file: by person, or by what the CRM calls their role. */
  readonly roles?: readonly RoleChoice[];
  /** Of the ledger, in its order. */
  readonly evaluations?: readonly Evaluation[];
  /** Told of everybody whom the source knows, before the first record is judged. */
  readonly meet?: (people: ReadonlyMap<string, Person>) => void;
  /** Whether whoever was asked for has an entry without owning a record, too. */
  readonly seatsIdle?: boolean;
  /** By fingerprint, as far as the ledger knows of any. */
  readonly appeals?: ReadonlyMap<string, NonNullable<Finding['appeal']>>;
  /** Judges a sample of each owner's records instead of all; without `decides` no certification is decided on it. */
  readonly sample?: (SampleSpec & { readonly decides?: boolean }) | undefined;
  readonly configHash: string;
  readonly version: string;
  /** Told of every check as it is entered, record by record; every record has a view of its own. */
  readonly watch?: (judgment: Judgment, view: View) => void;
  /** Handed every record in scope as it was judged, with what its rules read; nothing is recorded without it. */
  readonly keep?: ((record: JudgedRecord) => void) | undefined;
  /** Whether free texts are recorded, too: notes, descriptions, next steps. */
  readonly keepsTexts?: boolean;
}

/** Whether what is judged is evidence enough for a certification: every rule, and every record unless it says otherwise. */
export const isDecisive = ({ only, sample }: Pick<AuditRequest, 'only' | 'sample'>): boolean =>
  only.length === 0 && (sample === undefined || sample.decides === true);

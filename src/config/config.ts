import type { CalendarOptions } from '../facts/calendar-options.ts';
import type { LeadCategory, StageGroup } from '../facts/world.ts';
import type { Duration } from '../lib/duration.ts';
import type { Position } from '../lib/errors.ts';
import type { YamlPath } from '../lib/yaml.ts';
import type { RowType } from '../model/fields.ts';
import type { RoleChoice } from '../model/roles.ts';
import type { Severity } from '../model/rule.ts';
import type { TrustedKey } from '../model/trusted-key.ts';
import type { Waiver } from '../model/waiver.ts';
import type { WaiverPolicy } from './waivers.ts';

/** An expression not yet compiled, and the scalar it was written as (`raw` includes quotes), so that errors point into it. */
export interface Expression {
  readonly source: string;
  readonly origin: {
    readonly file: string;
    readonly line: number;
    readonly column: number;
    readonly raw?: string | undefined;
  };
}

/** Paths are absolute throughout. */
export type SourceChoice =
  | { readonly kind: 'demo' }
  | {
      readonly kind: 'salesforce';
      readonly targetOrg?: string | undefined;
      readonly apiVersion?: string | undefined;
      /** Whether enhanced notes are read behind their preview, with one call each. */
      readonly noteBodies?: boolean | undefined;
    }
  | {
      readonly kind: 'hubspot';
      /** Where leads are; `auto`: lead records where the account has any, else contacts that act as leads. */
      readonly leads?: 'auto' | 'object' | 'contacts' | undefined;
      readonly api?: 'v3' | '2026-03' | '2026-09' | undefined;
    }
  | { readonly kind: 'path'; readonly path: string };

export type StoreChoice =
  | { readonly kind: 'sqlite'; readonly path: string }
  | { readonly kind: 'postgres'; readonly url: string };

export type PackChoice =
  | { readonly kind: 'shipped'; readonly id: string }
  | { readonly kind: 'folder'; readonly path: string };

/** Which file is which record. `file` is as written: the source looks in its own folder first, then at `path`. */
export interface FileMapping {
  readonly type: RowType;
  readonly file: string;
  readonly path: string;
  /** Canonical field → column; the column of the id included. */
  readonly columns: Readonly<Record<string, string>>;
  /** Canonical field → what its values stand for. */
  readonly values: Readonly<Record<string, Readonly<Record<string, string | number | boolean>>>>;
  /** Pattern of dates, `dd-MM-yy`. */
  readonly dates: string | undefined;
  /** Where the mapping stands in the configuration: `['files', 'deal']` or `['files', 'activity', 1]`. */
  readonly at: YamlPath;
}

/** One stage; `index` counts from 0 within its process. */
export interface StageChoice {
  /** `Salesforce`, `HubSpot`, or `own` for a process that the team wrote down whole. */
  readonly process: string;
  readonly name: string;
  readonly group: StageGroup;
  readonly index: number;
  readonly exit: readonly Expression[];
}

/** What a team changes about one rule; the first severity whose condition holds counts, one without always holds. */
export interface RuleSetting {
  readonly rule: string;
  readonly isOff: boolean;
  readonly params: Readonly<Record<string, unknown>>;
  readonly severity: readonly { readonly when?: Expression; readonly is: Severity }[] | undefined;
  /** Where the setting stands in the configuration, for `locate`. */
  readonly at: YamlPath;
}

export interface Override {
  readonly when: Expression;
  readonly rules: readonly RuleSetting[];
}

/** Both days are included and written `2026-10-01`. */
export interface RouteChoice {
  readonly name: string;
  readonly when: Expression;
  readonly owners: readonly string[];
  readonly from: string | undefined;
  readonly until: string | undefined;
}

export interface RoutingChoice {
  readonly routes: readonly RouteChoice[];
  readonly grace: Duration | undefined;
  /** The CRM field in which an exception from routing is recorded. */
  readonly exceptionField: string | undefined;
  readonly locate: (path: YamlPath, of: 'key' | 'value') => Position;
}

/** Records that are not judged: by a condition, by owner, or by id. */
export interface ExclusionChoice {
  readonly reason: string;
  readonly when: Expression | undefined;
  readonly rep: string | undefined;
  readonly records: readonly string[] | undefined;
}

/** Whom an audit is for where no option says so, and what it leaves out. */
export interface ScopeChoice {
  readonly reps: readonly string[];
  readonly teams: readonly string[];
  readonly exclude: readonly ExclusionChoice[];
}

/** The waivers of a team, and what its waivers may say. */
export interface WaiversChoice extends WaiverPolicy {
  /** Absolute; `undefined` where the configuration names none. */
  readonly file: string | undefined;
  readonly list: readonly Waiver[];
}

/** Everything that a team has written down, with defaults filled in. Nothing in it depends on the machine but paths. */
export interface Config {
  /** threadcount.yaml; `undefined` where none was found and the defaults stand alone. */
  readonly file: string | undefined;
  readonly source: SourceChoice | undefined;
  readonly calendar: CalendarOptions;
  readonly dateOrder: 'mdy' | 'dmy';
  readonly currency: { readonly report: string; readonly rates: Readonly<Record<string, number>> } | undefined;
  readonly files: readonly FileMapping[];
  /** Row type → canonical field → field of the CRM. */
  readonly fields: { readonly [T in RowType]?: Readonly<Record<string, string>> };
  readonly leadStatuses: Readonly<Record<string, LeadCategory>>;
  readonly stages: readonly StageChoice[];
  readonly internalDomains: readonly string[];
  readonly packs: readonly PackChoice[];
  readonly rules: readonly RuleSetting[];
  readonly overrides: readonly Override[];
  readonly routing: RoutingChoice | undefined;
  readonly scope: ScopeChoice;
  readonly waivers: WaiversChoice;
  readonly leave: readonly { readonly rep: string; readonly from: string; readonly to: string | undefined }[];
  readonly started: readonly { readonly rep: string; readonly date: string }[];
  /** What people do, in the order of the file. */
  readonly roles: readonly RoleChoice[];
  /** Keys that certificates are trusted by. */
  readonly trustedKeys: readonly TrustedKey[];
  readonly store: StoreChoice;
  /** Whether snapshots of a live source leave its rows in the store, so that the next one asks for changes alone. */
  readonly keepsMirror: boolean;
  readonly closedWithin: Duration;
  readonly redact: 'none' | 'contacts' | 'all';
  /** Of what was written and what stands in for the rest; not of `source`, `store` and `mirror`, which change no verdict. */
  readonly hash: string;
  readonly locate: (path: YamlPath, of: 'key' | 'value') => Position;
}

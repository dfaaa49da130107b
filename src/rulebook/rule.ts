import type { YamlDocument } from '../lib/yaml.ts';
import type { RecordType } from '../model/records.ts';
import type { RuleCard, ScenarioId, Severity } from '../model/rule.ts';
import type { Compiled } from './expression/compile.ts';
import type { Value } from './expression/type.ts';
import type { Example, Parameter, RuleFile } from './schema.ts';
import type { View } from './scope.ts';
import type { Template } from './template.ts';

/** `V` is what it is evaluated on: a record in its world, or one as it was stored. */
export type Condition<V = View> = Compiled<V, boolean | undefined>;

/** One line of a severity list; without a condition it always holds. */
export interface SeverityCase<V = View> {
  readonly when: Condition<V> | null;
  readonly is: Severity;
}

/** What an override changes on the records that it holds for. */
export interface Override<V = View> {
  readonly when: Condition<V>;
  readonly isOff: boolean;
  readonly params: Readonly<Record<string, Value>>;
  /** The parameters as written, for people. */
  readonly written: Readonly<Record<string, Parameter>>;
  readonly severity: readonly SeverityCase<V>[] | null;
}

/** A rule compiled once, judged many times. */
export interface Rule<V = View> extends RuleCard {
  readonly when: Condition<V> | null;
  readonly expect: Condition<V>;
  readonly severity: readonly SeverityCase<V>[];
  /** The worst that a failure could be: what stands for a check that cannot be evaluated. */
  readonly gravest: Severity;
  readonly params: Readonly<Record<string, Value>>;
  /** The parameters as written, for people. */
  readonly written: Readonly<Record<string, Parameter>>;
  readonly overrides: readonly Override<V>[];
  readonly message: Template<V>;
  /** Names quoted with a finding. */
  readonly evidence: readonly string[];
  /** Names that the message tells. */
  readonly mentions: readonly string[];
  /** Every name that decides, overrides included, sorted. */
  readonly reads: readonly string[];
  /** Whether it is judged on a record that its owner has just got from somebody else. */
  readonly judgesInherited: boolean;
  /** Whether what it finds has happened: no fix of the record undoes it. */
  readonly isLasting: boolean;
  /** About how long it takes to mend one record. */
  readonly minutes: number;
  readonly examples: readonly Example[];
  readonly file: string;
  /** The file with its places, for problems found after loading. */
  readonly document: YamlDocument;
  /** What the file says before any configuration: defaults, severities, the day of its review. */
  readonly own: RuleFile;
  readonly pack: string;
}

/** A set of rules with a version; the hash is taken over their parsed content. */
export interface Pack {
  readonly id: string;
  readonly version: string;
  /** `YYYY-MM-DD` */
  readonly reviewBy: string;
  readonly hash: string;
}

/** A situation of the skill card, and on which records it is there to be seen. */
export interface Scenario<V = View> {
  readonly id: ScenarioId;
  readonly title: string;
  readonly situation: string;
  readonly standard: string;
  readonly on: readonly RecordType[];
  readonly when: Condition<V>;
  readonly params: Readonly<Record<string, Value>>;
}

/** The rules in force, in order of id, and the scenarios that they prove. */
export interface Rulebook<V = View> {
  readonly packs: readonly Pack[];
  readonly rules: readonly Rule<V>[];
  readonly on: { readonly [T in RecordType]: readonly Rule<V>[] };
  /** In the order of `scenarioIds`. */
  readonly scenarios: readonly Scenario<V>[];
}

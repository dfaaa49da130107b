import type { Config } from '../../config/config.ts';
import type { Zone } from '../../lib/time-zone.ts';
import type { Mirrors } from '../../model/mirror.ts';
import type { CallLimits } from './call-budget.ts';
import type { Pulls } from './pulls.ts';
import type { RunFile } from './run-file.ts';

/** Everything that a live source needs of the world: it touches no global. */
export interface LiveOptions {
  readonly config: Pick<
    Config,
    'source' | 'files' | 'fields' | 'dateOrder' | 'leadStatuses' | 'stages' | 'currency' | 'internalDomains' | 'locate'
  >;
  /** Files that variables name are looked for here; the working directory of the process where it is not given. */
  readonly cwd?: string | undefined;
  /** The zone of the calendar, for days that come without one. */
  readonly zone: Zone;
  /** Credentials, and addresses of tests. Nothing of it is ever shown. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly edges: LiveEdges;
  readonly limits: CallLimits;
  /** Alias or user name of the Salesforce CLI: the option, else the configuration. */
  readonly targetOrg: string | undefined;
  /** Runs the Salesforce CLI. */
  readonly runFile: RunFile;
  /** Where long pulls are kept until they are complete. */
  readonly pulls: Pulls;
  /**
   * Where the last pull left what it read, and where this one leaves it for the next; absent: everything is read, and
   * nothing is left. See `model/mirror.ts` for what a source does with it.
   */
  readonly mirrors?: Mirrors | undefined;
  /** A line for people on standard error; without a line break, credentials or control characters. */
  readonly notify: (line: string) => void;
}

export interface LiveEdges {
  /** Milliseconds since 1970: for clock skew, tokens, ages of pulls. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

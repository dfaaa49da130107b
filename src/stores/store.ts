import type { Problem } from '../lib/errors.ts';
import type { RepResult } from '../model/audit-result.ts';
import type { Entry, EntryDraft, EntryKind } from '../model/ledger.ts';
import type { MirrorDraft } from '../model/mirror.ts';
import type { Run, RunHead } from '../model/run.ts';
import type { MirrorChoice, OpenMirror } from './open-mirror.ts';

/** One criterion of one rep in one run: what trends are made of, without opening the runs. */
export interface LevelRow {
  readonly run: string;
  readonly asOf: string;
  /** As in `JudgedRecord.rep`. */
  readonly rep: string;
  readonly kind: RepResult['kind'];
  readonly name: string | null;
  readonly email: string | null;
  readonly managerId: string | null;
  /** Of the manager, who may own nothing; runs that were stored before names were have none. */
  readonly managerName?: string | null;
  readonly managerEmail?: string | null;
  /** Of the rep as a whole. */
  readonly score: number | null;
  readonly certification: string;
  readonly area: string;
  readonly level: number | null;
  readonly passRate: number | null;
  /** Records behind the pass rate. */
  readonly evaluable: number;
}

/** Where a store is; paths are absolute. */
export type StoreAddress =
  | { readonly kind: 'sqlite'; readonly path: string }
  | { readonly kind: 'postgres'; readonly url: string };

export interface StoreOptions {
  /** Refuse with a `UserError` where there is no store yet, in place of making one. */
  readonly mustExist?: boolean;
  /** Milliseconds to wait for another process that writes; half a minute when left out. */
  readonly patience?: number;
}

/**
 * Where runs and the ledger are kept. A run is stored whole or not at all, whatever happens to the process; a store is
 * safe under two processes. Throws `SourceError` for what cannot be opened, read or written.
 */
export interface Store {
  /** Never a credential: a file name, or host and database. */
  readonly label: string;
  /** The version of its tables, and the one that was found when it was opened: 0 where there was none. */
  readonly schema: { readonly found: number; readonly version: number };
  /**
   * Keeps a run; one that is there already (by its id) is left as it is. With it goes the mirror that it was judged
   * from, in the place of the one before.
   */
  readonly keep: (run: Run, mirror?: MirrorDraft) => Promise<'kept' | 'known'>;
  /** What a live source left, so that it asks for changes alone. */
  readonly mirror: (choice: MirrorChoice) => Promise<OpenMirror>;
  /** How many mirrors there are. */
  readonly mirrors: () => Promise<number>;
  /** Drops every mirror; tells how many there were. */
  readonly forget: () => Promise<number>;
  /** Every run, the earliest as-of first, then by id. */
  readonly runs: () => Promise<readonly RunHead[]>;
  /** By its id, whole; `undefined` when there is none. */
  readonly run: (id: string) => Promise<Run | undefined>;
  /** Of every finding of a run; none where there is no such run. */
  readonly fingerprints: (run: string) => Promise<ReadonlySet<string>>;
  /** Of the runs named, in their order; then by rep, certification and area. */
  readonly levels: (runs: readonly string[]) => Promise<readonly LevelRow[]>;
  /** Adds an entry behind the last one. */
  readonly append: (draft: EntryDraft) => Promise<Entry>;
  /** Adds an entry behind the last one, unless one of its kind with the same body is there: then gives that one. */
  readonly appendOnce: (draft: EntryDraft) => Promise<{ readonly entry: Entry; readonly isNew: boolean }>;
  /** In order of `seq`. */
  readonly entries: (kinds?: readonly EntryKind[]) => Promise<readonly Entry[]>;
  /** Takes over the entries of another store as they are, behind those that both have; tells how many were new. */
  readonly restore: (entries: readonly Entry[]) => Promise<number>;
  /** What is wrong with what is stored: a broken chain, damaged pages. Nothing: sound. */
  readonly check: () => Promise<readonly Problem[]>;
  /** Drops all but the newest `keep` runs of each scope and source; the ledger stays. */
  readonly prune: (keep: number) => Promise<{ readonly runs: number }>;
  readonly close: () => Promise<void>;
}

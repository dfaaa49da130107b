/** The edges of the program as a command sees them: tests hand in their own. */
export interface Io {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly stdin: AsyncIterable<Uint8Array | string>;
  /** Milliseconds since 1970: the only clock. */
  readonly now: () => number;
  /** Whether this is a thread already whose memory was set for the command. */
  readonly isBounded?: boolean;
  /** Told of drafts of files before they are begun, and of none once all are in their places; absent where nobody else would have to remove them. */
  readonly drafting?: (paths: readonly string[]) => void;
  /** Has something done when a signal comes, before it ends the process; absent where no signal is heard. */
  readonly onSignal?: (end: () => Promise<void>) => void;
}

export interface Output {
  readonly write: (text: string) => void;
  /** Waits until what was written has been taken; absent where nothing is held back. */
  readonly drain?: () => Promise<void>;
  readonly isTTY: boolean;
  /** Columns of the terminal; `undefined` where it has none. */
  readonly columns: number | undefined;
}

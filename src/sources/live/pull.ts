import { rm, truncate } from 'node:fs/promises';
import { createKeptFile } from './kept-file.ts';
import { headLine, type PullKey, pageLine, rowLine, rowsOf, type Standing, standingOf } from './pull-file.ts';

/** One query whose rows come page by page, and survive an interruption. */
export interface Pull {
  /** Where to go on: `undefined` from the beginning, `null` when everything is there already. */
  readonly cursor: string | null | undefined;
  /** Rows that are there already. */
  readonly rows: number;
  /** When it was begun: milliseconds since 1970. */
  readonly startedAt: number;
  /** Those rows, read from the disk as they are asked for; as they were kept, so to be checked like those of the CRM. */
  readonly arrived: () => AsyncIterable<readonly unknown[]>;
  /**
   * Keeps rows. With a cursor they are the last of their page and the next one begins there; with `null` there is none;
   * without one more of the page is to come. Never call it with anything that holds a credential.
   */
  readonly keep: (rows: readonly unknown[], cursor?: string | null) => Promise<void>;
}

/** When the rows of a pull go to disk, and for how long they are good. */
export interface PullPolicy {
  /** Milliseconds that a pull lasts before anything is written. */
  readonly after: number;
  /** Rows that are held in memory until then, at most. */
  readonly mostHeld: number;
  /** Milliseconds after which a pull is begun anew. */
  readonly maxAge: number;
}

export interface PullContext {
  readonly now: () => number;
  readonly notify: (line: string) => void;
  readonly policy: PullPolicy;
  readonly prepare: () => Promise<void>;
}

export async function openPull(
  path: string,
  { key, what }: { readonly key: PullKey; readonly what: string },
  context: PullContext,
): Promise<Pull> {
  const { now, notify, policy } = context;
  const standing = await resumable(path, key, context);
  const startedAt = standing?.startedAt ?? now();
  if (standing !== undefined)
    notify(`resuming ${what}: a pull of ${clock(startedAt)} UTC, ${standing.rows} rows there`);
  const { prepare } = context;
  const file = createKeptFile(path, { standing: standing?.end, head: headLine(key, startedAt), prepare, notify });
  let held: string[] = [];
  let inPage = 0;
  const isLong = (): boolean => held.length >= policy.mostHeld || now() - startedAt >= policy.after;
  return {
    cursor: standing?.cursor,
    rows: standing?.rows ?? 0,
    startedAt,
    arrived: () => (standing === undefined ? nothing() : rowsOf(path, standing)),
    keep: async (rows, cursor) => {
      if (file.isGivenUp()) return;
      held.push(...rows.map(rowLine));
      inPage += rows.length;
      if (cursor !== undefined) {
        held.push(pageLine(inPage, cursor));
        inPage = 0;
      }
      if (!file.hasBegun() && !isLong()) return;
      const text = held;
      held = [];
      await file.append(text);
    },
  };
}

async function* nothing(): AsyncGenerator<readonly unknown[]> {}

const clock = (instant: number): string => new Date(instant).toISOString().slice(11, 16);

/** What can be gone on with: of the same pull, young enough, with a page at least. Anything else is removed. */
async function resumable(path: string, key: PullKey, { now, policy }: PullContext): Promise<Standing | undefined> {
  const standing = await standingOf(path, key).catch(() => undefined);
  const age = standing === undefined ? 0 : now() - standing.startedAt;
  if (standing?.cursor !== undefined && age >= 0 && age < policy.maxAge) {
    await truncate(path, standing.end);
    return standing;
  }
  await rm(path, { force: true }).catch(() => {});
  return undefined;
}

import { htmlToText } from '../../lib/html-text.ts';
import { HttpError } from '../../lib/http/http-error.ts';
import type { Gap } from '../../model/dataset.ts';
import type { CallBudget } from '../live/call-budget.ts';
import { ApiError } from './api-error.ts';
import type { Client } from './client.ts';
import { exhausted } from './feed.ts';

/** What the reading of notes needs. */
export interface NoteReading {
  readonly client: Pick<Client, 'stream'>;
  readonly budget: CallBudget;
  readonly note: (gap: Gap) => void;
}

/** The texts of notes, asked for one by one. */
export interface NoteTexts {
  /** `undefined` where a text cannot be had, or where the calls that are left are needed for records. */
  readonly of: (id: string) => Promise<string | undefined>;
  /** Why some were not read, and how many. */
  readonly reasons: () => readonly string[];
}

/** Bytes of one note: a longer one is nothing that a rep writes. */
const MOST_BYTES = 1 << 20;

const LONG = 'longer than 1 MB';
const REFUSED = 'the org does not hand out their text';
const KEPT = 'the calls that are left are kept for the records';

/** A note that cannot be had, where others can: it is gone, hidden, or nothing to be read. */
const isOfOne = (error: unknown): boolean =>
  error instanceof ApiError
    ? [400, 403, 404].includes(error.status)
    : error instanceof HttpError && error.kind === 'unreadable';

type Answer = { readonly text: string } | { readonly why: string };

async function answerTo(client: NoteReading['client'], id: string): Promise<Answer> {
  const { chunks } = await client.stream(`/sobjects/ContentNote/${id}/Content`, 'text/html');
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) return { why: LONG };
    parts.push(chunk);
  }
  const html = new TextDecoder().decode(Buffer.concat(parts)).replaceAll('\0', '\uFFFD');
  const text = htmlToText(html).trim();
  return text === '' ? { why: REFUSED } : { text };
}

/** `rest` is how many calls the records are going to need that are read later. */
export function startNoteTexts({ client, budget }: NoteReading, rest: () => Promise<number>): NoteTexts {
  const counts = new Map<string, number>();
  let kept: number | undefined;
  let stopped: string | undefined;

  const attempt = async (id: string): Promise<Answer> => {
    kept ??= await rest();
    if (budget.left() <= kept) {
      stopped = KEPT;
      return { why: KEPT };
    }
    return answerTo(client, id);
  };

  /** Why a failure is one of this note alone, or the end of all calls; anything else ends the run. */
  const whyOf = (error: unknown): string => {
    const end = exhausted(error, budget);
    if (end !== undefined) stopped = end.reason;
    else if (!isOfOne(error)) throw error;
    return end?.reason ?? REFUSED;
  };

  return {
    of: async (id) => {
      const answer: Answer =
        stopped === undefined ? await attempt(id).catch((error: unknown) => ({ why: whyOf(error) })) : { why: stopped };
      if ('text' in answer) return answer.text;
      counts.set(answer.why, (counts.get(answer.why) ?? 0) + 1);
      return undefined;
    },
    reasons: () =>
      [...counts].map(([why, count]) => `${count} ${count === 1 ? 'note is' : 'notes are'} not read whole: ${why}`),
  };
}

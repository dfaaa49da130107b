import { createHash } from 'node:crypto';
import { canonicalJson } from '../lib/canonical-json.ts';
import type { Problem } from '../lib/errors.ts';
import type { Entry, EntryDraft } from './ledger.ts';

const sha256 = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;

/** What the first entry holds for the entry before: the hash of nothing. */
const chainStart = sha256('');

/** What an entry's hash is taken over: canonical JSON of everything in it but the hash itself. */
export const entryText = ({ seq, kind, rep, at, body, previous }: Omit<Entry, 'hash'>): string =>
  canonicalJson({ seq, kind, rep, at, body, previous });

/** Puts a draft behind the last entry; `undefined` where it is the first. */
export function sealEntry(draft: EntryDraft, last: Entry | undefined): Entry {
  const { kind, rep, at, body } = draft;
  const entry = { seq: (last?.seq ?? 0) + 1, kind, rep, at, body, previous: last?.hash ?? chainStart };
  return { ...entry, hash: sha256(entryText(entry)) };
}

/**
 * Holds a whole ledger, in its order, against its hashes: an entry that was changed, one that is missing, one that was
 * put in between. Nothing: whole, up to its last entry; that nothing was cut off at the end, only somebody who kept a
 * later hash can tell.
 */
export function verifyChain(entries: readonly Entry[]): readonly Problem[] {
  return entries.flatMap((entry, i): readonly Problem[] => {
    const before = entries[i - 1];
    const place = `ledger entry ${entry.seq}`;
    const due = (before?.seq ?? 0) + 1;
    if (entry.seq !== due) return [{ message: `${place}: entry ${due} is missing before it` }];
    if (sha256(entryText(entry)) !== entry.hash) return [{ message: `${place}: its content does not match its hash` }];
    if (entry.previous === (before?.hash ?? chainStart)) return [];
    return [{ message: `${place}: it holds another hash than that of the entry before it` }];
  });
}

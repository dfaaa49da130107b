/** What an entry of the ledger tells of. */
export const entryKinds = ['decision', 'evaluation', 'appeal', 'ruling', 'revocation'] as const;
export type EntryKind = (typeof entryKinds)[number];

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** An entry as it is handed in. */
export interface EntryDraft {
  readonly kind: EntryKind;
  /** The rep that it is about: an id, an e-mail address or a name. */
  readonly rep: string;
  /** When it was written down, as an ISO 8601 instant. */
  readonly at: string;
  /** By its kind; validated by whoever reads it. */
  readonly body: Json;
}

/** An entry in its place: append-only, each holding the hash of the one before. */
export interface Entry extends EntryDraft {
  /** From 1, without gaps. */
  readonly seq: number;
  /** `sha256:…` of the entry before; of the first, of nothing. */
  readonly previous: string;
  /** `sha256:…` over the canonical JSON of all the rest. */
  readonly hash: string;
}

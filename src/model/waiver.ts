import type { Position } from '../lib/errors.ts';
import type { RecordType } from './records.ts';

/** What a waiver is for: one finding, one record (or one rule on it), or one rule for a rep or for everyone. */
export type WaiverScope =
  | { readonly kind: 'finding'; readonly fingerprint: string }
  | { readonly kind: 'record'; readonly type: RecordType; readonly id: string; readonly rule: string | null }
  | { readonly kind: 'rule'; readonly rule: string; readonly rep: string | null };

/** Somebody answers for it that certain findings do not count, for a time. */
export interface Waiver {
  readonly id: string;
  readonly scope: WaiverScope;
  /** The code of the reason. */
  readonly reason: string;
  readonly text: string;
  /** An e-mail address, a name or an id. */
  readonly approver: string;
  /** Both days are included and written `2026-10-01`. */
  readonly from: string;
  readonly until: string;
  /** Where it is written: the waiver as a whole, and a key of it. */
  readonly at: (key?: string) => Position;
}

/** What has become of a waiver in an audit. */
export const waiverStates = ['active', 'unused', 'unmatched', 'pending', 'lapsed', 'unjudged'] as const;
export type WaiverState = (typeof waiverStates)[number];

import type { Somebody } from './outcome.ts';

/** A decision of the ledger, as far as the program around it needs it. */
export interface Certified {
  readonly seq: number;
  /** What people call it: the number of the certificate, else that of the entry. */
  readonly id: string;
  /** As the ledger names the rep. */
  readonly rep: string;
  readonly who: Somebody;
  readonly certification: string;
  readonly title: string;
  readonly verdict: 'certified' | 'provisional' | 'not-certified' | 'insufficient-evidence';
  readonly total: number;
  readonly threshold: number;
  readonly evaluator: string;
  readonly levels: Readonly<Record<string, number | null>>;
  /** Days, `YYYY-MM-DD`, in the zone of the team. */
  readonly decidedOn: string;
  readonly validUntil: string | null;
  readonly revokedOn: string | null;
  readonly rubricVersion: string;
  readonly packs: readonly { readonly id: string; readonly version: string }[];
}

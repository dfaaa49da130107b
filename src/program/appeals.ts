import * as z from 'zod';
import { byCodeUnit } from '../lib/code-order.ts';
import { SourceError } from '../lib/errors.ts';
import type { Finding } from '../model/audit-result.ts';
import type { Entry } from '../model/ledger.ts';
import { recordTypes } from '../model/records.ts';

/** What an entry of the kind `appeal` holds. */
const appealBody = z.strictObject({
  fingerprint: z.string(),
  rule: z.string(),
  record: z.strictObject({ type: z.enum(recordTypes), id: z.string() }),
  reason: z.string(),
  by: z.string(),
});

export const outcomes = ['upheld', 'overturned'] as const;
export type RulingOutcome = (typeof outcomes)[number];

/** What an entry of the kind `ruling` holds: the last word on a finding that was contested. */
const rulingBody = z.strictObject({
  fingerprint: z.string(),
  outcome: z.enum(outcomes),
  by: z.string(),
  text: z.string(),
});

export type AppealBody = z.infer<typeof appealBody>;

/** One contested finding, as it stands. */
export interface Appeal extends AppealBody {
  /** Whose finding it is, as the ledger names them. */
  readonly rep: string;
  readonly at: string;
  readonly status: 'open' | RulingOutcome;
  readonly ruledBy: string | null;
  readonly ruledAt: string | null;
  readonly ruling: string | null;
}

function bodyOf<S extends z.ZodType>(schema: S, { seq, kind, body }: Entry): z.output<S> {
  const read = schema.safeParse(body);
  if (read.success) return read.data;
  throw new SourceError({ message: `entry ${seq} of the ledger is no ${kind} that this version knows` });
}

/**
 * Every contested finding, by fingerprint, in the order in which it was last contested. Who contests a finding again
 * opens it again; of several rulings the last counts.
 */
export function appealsOf(entries: readonly Entry[]): ReadonlyMap<string, Appeal> {
  const appeals = new Map<string, Appeal>();
  for (const entry of entries) {
    if (entry.kind === 'appeal') {
      const body = bodyOf(appealBody, entry);
      const nothingYet = { status: 'open' as const, ruledBy: null, ruledAt: null, ruling: null };
      appeals.delete(body.fingerprint);
      appeals.set(body.fingerprint, { ...body, rep: entry.rep, at: entry.at, ...nothingYet });
    }
    if (entry.kind === 'ruling') {
      const { fingerprint, outcome, by, text } = bodyOf(rulingBody, entry);
      const appeal = appeals.get(fingerprint);
      if (appeal === undefined) continue;
      appeals.set(fingerprint, { ...appeal, status: outcome, ruledBy: by, ruledAt: entry.at, ruling: text });
    }
  }
  return appeals;
}

/** As a finding shows it. */
export const shownAppeal = ({ status, reason, by, at, ruledBy, ruling }: Appeal): NonNullable<Finding['appeal']> => ({
  status,
  reason,
  by,
  at,
  ruledBy,
  ruling,
});

/** How often a rule was right, as far as anybody contested it. */
export interface RuleRecord {
  /** Different findings seen. */
  readonly findings: number;
  readonly appeals: number;
  readonly open: number;
  readonly upheld: number;
  readonly overturned: number;
  /** Overturned of all findings seen; `null` where none was. */
  readonly overturnedShare: number | null;
}

/** The record of every rule that had findings or appeals: `seen` are fingerprints by rule. */
export function recordsOf(
  seen: ReadonlyMap<string, ReadonlySet<string>>,
  appeals: Iterable<Appeal>,
): ReadonlyMap<string, RuleRecord> {
  const all = [...appeals];
  const rules = new Set([...seen.keys(), ...all.map(({ rule }) => rule)]);
  return new Map(
    [...rules].sort(byCodeUnit).map((rule) => {
      const own = all.filter((appeal) => appeal.rule === rule);
      const findings = new Set([...(seen.get(rule) ?? []), ...own.map(({ fingerprint }) => fingerprint)]).size;
      const count = (status: Appeal['status']): number => own.filter((appeal) => appeal.status === status).length;
      const overturned = count('overturned');
      const counts = { open: count('open'), upheld: count('upheld'), overturned };
      const overturnedShare = findings === 0 ? null : overturned / findings;
      return [rule, { findings, appeals: own.length, ...counts, overturnedShare }];
    }),
  );
}

import * as z from 'zod';
import type { MirrorOf, MirrorPast } from '../model/mirror.ts';

const headSchema = z.object({
  mirror: z.literal(1),
  of: z.object({ source: z.enum(['salesforce', 'hubspot']), account: z.string(), reader: z.string() }),
  scope: z.string(),
  readAt: z.number(),
  wholeAt: z.number(),
  wholeCalls: z.number(),
  tables: z.record(z.string(), z.object({ rows: z.number(), isSorted: z.boolean(), state: z.unknown() })),
});

/** What is known of a mirror without opening its pages. */
export interface MirrorHead extends MirrorPast {
  readonly of: MirrorOf;
  /** What was asked for, as JSON. */
  readonly scope: string;
}

export const headText = ({ tables, ...head }: MirrorHead): string =>
  JSON.stringify({ mirror: 1, ...head, tables: Object.fromEntries(tables) });

/** `undefined` for what is no head of ours, or of a version to come. */
export function headIn(text: string): MirrorHead | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const head = headSchema.safeParse(value).data;
  if (head === undefined) return undefined;
  const { mirror: _, tables, ...rest } = head;
  return { ...rest, tables: new Map(Object.entries(tables)) };
}

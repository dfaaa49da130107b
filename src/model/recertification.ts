import { z } from 'zod';

const day = z.iso.date();

export const somebodySchema = z.strictObject({
  id: z.string().nullable(),
  name: z.string().nullable(),
  email: z.string().nullable(),
});

const quote = z.strictObject({
  what: z.string().describe('Where it stands: a stored run, the ledger, a file, the CRM'),
  value: z.string(),
});

export const clockNames = ['calendar', 'total', 'win-rate', 'leave', 'pivot', 'version', 'routing', 'revoked'] as const;

const clock = z.strictObject({
  clock: z.enum(clockNames),
  since: day.describe('Since when it is due by this clock; of the calendar, the last day of the certificate'),
  message: z.string(),
  evidence: z.array(quote),
});

const certified = z.strictObject({
  rep: somebodySchema,
  certification: z.string(),
  certificate: z.string(),
  verdict: z.string(),
  decidedOn: day,
  validUntil: day.nullable(),
  state: z.enum(['due', 'soon', 'current']),
  clocks: z.array(clock).describe('Those that have run out; empty: the certificate stands'),
  untold: z
    .array(z.strictObject({ clock: z.enum(clockNames), reason: z.string() }))
    .describe('What cannot be told, and why'),
  takes: z
    .strictObject({
      run: z.string(),
      verdict: z.string(),
      total: z.int(),
      outOf: z.int(),
      threshold: z.int(),
      fixes: z.int().describe('Findings of the smallest set of fixes that turns the verdict'),
      words: z.string(),
    })
    .nullable()
    .describe('What certification anew would take, by the last stored run; null: none has this rep'),
});

/** Who is due for certification anew, by which clock, since when, and what it would take. */
export const recertificationSchema = z.strictObject({
  schemaVersion: z.literal(1),
  asOf: z.iso.datetime(),
  dueWithin: z.string(),
  certificates: z.array(certified),
  uncertified: z
    .array(z.strictObject({ rep: somebodySchema, certification: z.string(), verdict: z.string().nullable() }))
    .describe('Reps of the last stored run who hold no certificate to renew, with the last verdict of the ledger'),
});

export type Recertification = Readonly<z.infer<typeof recertificationSchema>>;
export type RecertificationRow = Recertification['certificates'][number];
export type ClockRow = RecertificationRow['clocks'][number];
export type ClockName = (typeof clockNames)[number];

import { z } from 'zod';
import { somebodySchema } from './recertification.ts';

const day = z.iso.date();

const deal = z.strictObject({
  accelerator: z.string(),
  deal: z.string(),
  name: z.string().nullable(),
  rep: somebodySchema.describe('Whoever owned the deal when it was closed'),
  closedOn: day,
  amount: z.number(),
  currency: z.string().nullable(),
  engaged: z.array(z.strictObject({ name: z.string(), since: day })),
  certificate: z.string(),
  validUntil: day.nullable(),
  rate: z.number(),
  bonus: z.number().describe('Amount times rate'),
});

/** Deals that earn an accelerator. There is no row, and no figure, for any deal that does not. */
export const acceleratorsSchema = z.strictObject({
  schemaVersion: z.literal(1),
  asOf: z.iso.datetime(),
  from: day,
  to: day,
  deals: z.array(deal),
  open: z
    .array(
      z.strictObject({ accelerator: z.string(), deal: z.string(), name: z.string().nullable(), reason: z.string() }),
    )
    .describe('Won under a certificate in force, and something that the accelerator asks for is not known'),
  won: z.int().describe('Deals won in the period'),
});

export type Accelerators = Readonly<z.infer<typeof acceleratorsSchema>>;
export type AcceleratedDeal = Accelerators['deals'][number];

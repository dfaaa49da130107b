import { z } from 'zod';

const count = z.int().nonnegative();
const type = z.enum(['lead', 'deal']);

/** A stratified, seeded sample: the same seed draws the same records on any machine. */
export const sampleSchema = z.strictObject({
  size: count.describe('At most so many leads, and so many deals, of each owner'),
  seed: z.int(),
  reps: z.array(
    z.strictObject({
      rep: z.string().describe('Id of the owner, else the e-mail address, else the name'),
      records: z.array(z.strictObject({ type, id: z.string() })),
      strata: z.array(
        z.strictObject({
          type,
          stratum: z.string().nullable().describe('Status category of leads, stage of deals; null: not known'),
          records: count,
          drawn: count,
        }),
      ),
      missing: z.array(z.string()).describe('Status categories of which there was no lead'),
    }),
  ),
});
